/**
 * Leaves a server running with 200 people who come, talk, lose their connections and go, and says
 * what it took and whether anything was lost: `deno task soak --minutes 20 --clients 200 --seed 7`.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { print } from "../lib/io/terminal.ts";
import { drawSeed } from "../tests/support/random.ts";
import { soak } from "../tests/support/soak.ts";

/** From here on a cable that is unplugged is noticed, and its member gone, well before the end. */
const LONG_MINUTES = 10;

const given = parseArgs(Deno.args, { string: ["minutes", "clients", "seed"] });
const minutes = Number(given.minutes ?? 20);
const clients = Number(given.clients ?? 200);
const seed = given.seed === undefined ? drawSeed() : Number(given.seed);
if (!(minutes > 0) || !(clients >= 1)) {
  print("deno task soak [--minutes N] [--clients N] [--seed N]");
  Deno.exit(2);
}
print(`seed ${seed}`);
let last = -Infinity;
const report = await soak({
  minutes,
  clients,
  seed,
  freezes: minutes >= LONG_MINUTES,
  look({ rss, descriptors }, seconds, said) {
    if (seconds - last < 30) return;
    last = seconds;
    print(
      `${seconds.toFixed(0)} s: ${mib(rss)} MiB, ${descriptors} descriptors, ${said} texts said`,
    );
  },
});
const { said, shown, lost, doubled, gaps, harms, came, sizes } = report;
const echoes = [...report.echoes].sort((one, other) => one - other);
print(`${said} texts said, ${shown} shown by ${came} people, through ${harms} broken connections`);
print(`${lost} lost, ${doubled} doubled, ${gaps} gaps shown as such`);
print(`echo: median ${at(0.5).toFixed(1)} ms, 99 of 100 within ${at(0.99).toFixed(1)} ms`);
const [settled, end] = [sizes[Math.floor(sizes.length / 4)], sizes.at(-1)];
print(
  `server: ${mib(settled?.rss)} MiB and ${settled?.descriptors} descriptors after a quarter, ` +
    `${mib(end?.rss)} MiB and ${end?.descriptors} at the end`,
);
Deno.exit(lost + doubled > 0 ? 1 : 0);

function at(part: number): number {
  return echoes[Math.floor((echoes.length - 1) * part)] ?? 0;
}

function mib(bytes = 0): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
