/**
 * A sentence for whatever keeps somebody from writing.
 *
 * @module
 */
import type { Barrier } from "../model/barrier.ts";
import { clockOf, dateOf } from "../format.ts";
import { words } from "../words.ts";
import { durationOf, fullName } from "./durations.ts";

/** A clock says when something ends that is no further away than this, in milliseconds. */
const NEAR_MS = 12 * 60 * 60 * 1000;

/**
 * Why nothing can be written, and until when.
 *
 * @param barrier What stands in the way.
 * @param now Milliseconds since 1970 (UTC).
 */
export function barrierSentence(barrier: Barrier, now: number): string {
  const { barred } = words.compose;
  switch (barrier.why) {
    case "left":
      return barred.left(fullName(barrier.partner));
    case "muted": {
      const { by, seconds, until } = barrier;
      const who = by === "operator" ? barred.operator : by === null ? null : fullName(by);
      if (until === null) return who === null ? barred.muted : barred.mutedBy(who);
      const end = until - now < NEAR_MS
        ? clockOf(until)
        : `${dateOf(until, now)}, ${clockOf(until)}`;
      return who === null || seconds === null
        ? barred.mutedUntil(end)
        : barred.mutedByFor(who, durationOf(seconds), end);
    }
    default:
      return barred[barrier.why];
  }
}
