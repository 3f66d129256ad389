/**
 * How long a server says that something lasts.
 *
 * @module
 */
import { MAX_SECONDS } from "../../limits.ts";

/**
 * A time that can be shown, whatever the server says: none of ours bans or holds anybody for
 * longer, and what is millions of years away is no date.
 *
 * @param seconds Any whole number; absent is not known.
 * @returns At most `MAX_SECONDS`; null where it is not known.
 */
export function knownSeconds(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.min(seconds, MAX_SECONDS);
}
