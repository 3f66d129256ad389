/**
 * Reads changed bytes with everything that reads what somebody else made, for as long as it is
 * told: `deno task fuzz --minutes 10 --seed 7 NAME...`. Ends with 1 at the first input that was
 * not borne, and prints it with its seed.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { print } from "../lib/io/terminal.ts";
import { MESSAGE_TARGETS } from "../tests/fuzz/message_targets.ts";
import { fuzz, type Target } from "../tests/fuzz/target.ts";
import { TEXT_TARGETS } from "../tests/fuzz/text_targets.ts";
import { SESSION_TARGETS, WIRE_TARGETS } from "../tests/fuzz/wire_targets.ts";
import { drawSeed } from "../tests/support/random.ts";

const TARGETS = [...WIRE_TARGETS, ...MESSAGE_TARGETS, ...TEXT_TARGETS, ...SESSION_TARGETS];

/** Inputs of one target before it is the next one's turn. */
const TURN = 2_000;

const given = parseArgs(Deno.args, { string: ["minutes", "seed"] });
const minutes = Number(given.minutes ?? 1);
const targets = chosen(given._.map(String));
if (!(minutes > 0) || targets.length === 0) {
  print(`deno task fuzz [--minutes N] [--seed N] [NAME...]; names: ${names(TARGETS)}.`);
  Deno.exit(2);
}
let seed = given.seed === undefined ? drawSeed() : Number(given.seed);
const end = performance.now() + minutes * 60_000;
const read = new Map<string, number>();
while (performance.now() < end) {
  for (const target of targets) {
    const times = SESSION_TARGETS.includes(target) ? TURN / 20 : TURN;
    await run(target, times);
    read.set(target.name, (read.get(target.name) ?? 0) + times);
  }
  seed = (seed + 1) >>> 0;
}
for (const [name, times] of read) print(`${String(times).padStart(12)}  ${name}`);

async function run(target: Target, times: number): Promise<void> {
  try {
    await fuzz(target, seed, times);
  } catch (error) {
    print(`${String(error)}\nseed ${seed}`);
    if (error instanceof Error) print(String(error.cause));
    Deno.exit(1);
  }
}

function chosen(wanted: readonly string[]): readonly Target[] {
  if (wanted.length === 0) return TARGETS;
  return TARGETS.filter(({ name }) => wanted.some((word) => name.includes(word)));
}

function names(all: readonly Target[]): string {
  return all.map(({ name }) => name).join(", ");
}
