import { assert, assertEquals } from "@std/assert";
import { print } from "../lib/io/terminal.ts";
import { needs } from "./support/needs.ts";
import type { ProcessSize } from "./support/process_size.ts";
import { drawSeed } from "./support/random.ts";
import { soak } from "./support/soak.ts";

/** A minute where time is nobody's; `deno task soak` goes on for as long as it is told. */
const MINUTES = Deno.env.get("CI") === "true" ? 1 : 0.4;

/** By how much a server may grow between its second quarter and its last: noise, and no more. */
const GROWTH = 1.25;

Deno.test({
  name: "Soak: a busy server loses nothing, shows nothing twice, and does not grow",
  ...needs("linux"),
  async fn() {
    const seed = drawSeed();
    print(`seed ${seed}`);
    const report = await soak({ minutes: MINUTES, clients: 200, seed, freezes: false });
    const { said, shown, lost, doubled, gaps, harms, came, sizes } = report;
    print(`${said} said, ${shown} shown by ${came} people through ${harms} cuts, ${gaps} gaps`);
    assertEquals({ lost, doubled }, { lost: 0, doubled: 0 });
    assert(said > 0 && shown > said && harms > 0);
    const quarter = Math.floor(sizes.length / 4);
    const early = sizes.slice(quarter, 2 * quarter);
    const late = sizes.slice(-quarter);
    for (const what of ["rss", "descriptors"] as const) {
      const [before, after] = [middle(early, what), middle(late, what)];
      print(`${what}: ${before}, then ${after}`);
      assert(after <= before * GROWTH, `${what} went from ${before} to ${after}`);
    }
  },
});

function middle(sizes: readonly ProcessSize[], what: keyof ProcessSize): number {
  const sorted = sizes.map((size) => size[what]).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
