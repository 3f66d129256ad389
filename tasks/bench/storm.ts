/**
 * Measures what happens when everybody's connection is cut at once, and all come back.
 *
 * @module
 */
import { pause } from "./pause.ts";
import { onStage, progress } from "./stage.ts";
import type { Target } from "./target.ts";

/** How long something is said before, and after all are back, in milliseconds. */
const AROUND_MS = 1_000;

/** What a storm has shown. */
export interface StormFigures {
  readonly members: number;
  /** Milliseconds until the last is back. */
  readonly back: number;
  /** Microseconds of the server's processor time. */
  readonly serverCpu: number;
  /** How often somebody was refused and tried again. */
  readonly refused: number;
  /** Who lacks what of what was said before, meanwhile and afterwards; `null` if nobody does. */
  readonly missing: string | null;
}

/**
 * Cuts and counts, while somebody goes on talking.
 *
 * @param target One whose members come back as who they were.
 * @param members How many there are.
 */
export async function benchStorm(target: Target, members: number): Promise<StormFigures> {
  return await onStage(target, members, 1, async ({ server, fleet }) => {
    await fleet.join(members);
    await fleet.know(members);
    await fleet.say("20");
    await pause(AROUND_MS);
    const { refused, spent } = await fleet.storm(server.pid);
    await pause(AROUND_MS);
    const missing = await fleet.settle();
    progress(`${target.name}: ${members} are back after ${spent.ms.toFixed(0)} ms`);
    return { members, back: spent.ms, serverCpu: spent.serverCpu, refused, missing };
  });
}
