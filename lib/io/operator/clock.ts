/**
 * A machine that does not know what time it is.
 *
 * A Raspberry Pi has no clock that goes on without power: until the network has told it the time,
 * it lives in the past.
 *
 * @module
 */

/** No clock that is right shows less; milliseconds since 1970 (UTC). */
const EARLIEST = Date.UTC(2026, 0, 1);

/**
 * What the operator should know of the machine's clock.
 *
 * @param now What it shows, in milliseconds since 1970 (UTC).
 * @returns A sentence, or `null` where nothing is wrong with it.
 */
export function clockWarning(now: number): string | null {
  if (now >= EARLIEST) return null;
  const day = new Date(now).toISOString().slice(0, 10);
  return `This machine's clock says ${day}, which is past: messages will carry that time until ` +
    "the clock is set.";
}
