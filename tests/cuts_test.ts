import { assert } from "@std/assert";
import { print } from "../lib/io/terminal.ts";
import { tryCuts } from "./support/cuts.ts";
import { drawSeed } from "./support/random.ts";

const ROOM = { cuts: 100, clients: 10, texts: 20_000 };

for (const seed of [1, drawSeed()]) {
  const which = seed === 1 ? "always the same" : "drawn";
  Deno.test(`Delivery: through 100 cuts, ${which}, ten clients show 20,000 texts once and in order`, async () => {
    print(`seed ${seed}`);
    const { cuts, gaps } = await tryCuts({ seed, ...ROOM });
    assert(cuts >= ROOM.cuts, `${cuts} cuts`);
    print(`${cuts} cuts, ${gaps} gaps`);
  });
}
