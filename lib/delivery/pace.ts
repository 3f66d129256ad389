/**
 * How fast a client may send, so that the server never makes it wait.
 *
 * @module
 */
import { RECORD_BYTES } from "../limits.ts";
import { type Rate, TokenBucket } from "../token_bucket.ts";

/** The largest record on the wire, in bytes: with its tag of 16 and its length of 2. */
const RECORD_WIRE_BYTES = Math.max(...RECORD_BYTES) + 18;

/** Longest wait that is told at once, in milliseconds: timers of 25 days fire immediately. */
const MAX_WAIT_MS = 60_000;

/** The server's limits, kept by who is limited. Times are milliseconds of any clock. */
export class Pace {
  readonly #texts: TokenBucket | null;
  readonly #bytes: TokenBucket | null;
  /** Bytes that must be free before a packet leaves: nobody knows yet how long its record is. */
  readonly #free: number;
  #latest: number;

  /**
   * @param texts How many numbered packets; null if they are not limited.
   * @param bytes How many bytes of records; null likewise. A burst of less than the largest record
   * is filled, and then overdrawn, by each.
   * @param now When both are full.
   */
  constructor(texts: Rate | null, bytes: Rate | null, now: number) {
    this.#texts = texts && new TokenBucket(texts, now);
    this.#bytes = bytes && new TokenBucket(bytes, now);
    this.#free = Math.min(bytes?.burst ?? 0, RECORD_WIRE_BYTES);
    this.#latest = now;
  }

  /**
   * How long the next numbered packet has to wait.
   *
   * @returns Milliseconds; 0 if it may leave. After a minute it is time to ask again.
   */
  wait(now: number): number {
    this.#latest = now;
    const texts = this.#texts?.wait(1, now) ?? 0;
    const bytes = this.#bytes?.wait(this.#free, now) ?? 0;
    return Math.min(Math.max(texts, bytes), MAX_WAIT_MS);
  }

  /** A numbered packet leaves. */
  spend(now: number): void {
    this.#texts?.take(1, now);
  }

  /** A record was made, whatever is in it, of so many bytes on the wire. */
  sealed(bytes: number, now: number): void {
    this.#bytes?.take(bytes, now);
  }

  /**
   * So many packets were lost on the way, and have cost nothing at the server. They were the last
   * ones, so what they cost here can be given back as if they had never left.
   */
  giveBack(packets: number): void {
    this.#texts?.take(-packets, this.#latest);
  }
}
