import { MESSAGE_TARGETS } from "./fuzz/message_targets.ts";
import { fuzz } from "./fuzz/target.ts";
import { TEXT_TARGETS } from "./fuzz/text_targets.ts";
import { SESSION_TARGETS, WIRE_TARGETS } from "./fuzz/wire_targets.ts";
import { drawSeed } from "./support/random.ts";

/** Changed inputs for each reader: seconds for all; `deno task fuzz` goes on for as long as told. */
const TIMES = 3_000;
/** Each of these makes a handshake. */
const SESSIONS = 60;

for (const target of [...WIRE_TARGETS, ...MESSAGE_TARGETS, ...TEXT_TARGETS]) {
  Deno.test(`Fuzzing: whatever comes, the reader of ${target.name} bears it`, async () => {
    await fuzz(target, 1, TIMES);
    await fuzzAnew((seed) => fuzz(target, seed, TIMES));
  });
}

for (const target of SESSION_TARGETS) {
  Deno.test(`Fuzzing: whatever comes, the ${target.name} bears it`, async () => {
    await fuzz(target, 1, SESSIONS);
    await fuzzAnew((seed) => fuzz(target, seed, SESSIONS));
  });
}

/** With a seed that is new in every run, and named if anything fails. */
async function fuzzAnew(run: (seed: number) => Promise<void>): Promise<void> {
  const seed = drawSeed();
  try {
    await run(seed);
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  }
}
