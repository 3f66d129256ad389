/**
 * The seconds until something happens, and when their number changes. All times are in
 * milliseconds since 1970 (UTC).
 *
 * @module
 */

/** The seconds left, rounded up; 0 where it happens now or is overdue. */
export function secondsLeft(next: number | null, now: number): number {
  return next === null ? 0 : Math.max(0, Math.ceil((next - now) / 1000));
}

/** In how many milliseconds that number is another one; `null` where it stays 0. */
export function untilTick(next: number | null, now: number): number | null {
  if (next === null || next <= now) return null;
  return (next - now) % 1000 || 1000;
}
