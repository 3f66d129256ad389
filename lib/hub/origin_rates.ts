/**
 * How often something may be tried from one origin, whoever tries: another connection from there
 * begins where the one before ended.
 *
 * @module
 */
import { MAX_ADDRESSES } from "../limits.ts";
import { type Rate, TokenBucket } from "../token_bucket.ts";

/** One bucket for each origin that has tried something lately. */
export class OriginRates {
  readonly #rate: Rate;
  readonly #most: number;
  /** In the order in which they were used last. */
  readonly #buckets = new Map<string, TokenBucket>();

  /**
   * @param rate How often each may try.
   * @param most How many are remembered.
   */
  constructor(rate: Rate, most: number = MAX_ADDRESSES) {
    this.#rate = rate;
    this.#most = most;
  }

  /** How many are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Milliseconds until there may be another try. */
  wait(origin: string, now: number): number {
    return this.#buckets.get(origin)?.wait(1, now) ?? 0;
  }

  /** There was a try. */
  pay(origin: string, now: number): void {
    const bucket = this.#buckets.get(origin) ?? new TokenBucket(this.#rate, now);
    bucket.take(1, now);
    this.#buckets.delete(origin);
    this.#buckets.set(origin, bucket);
    if (this.#buckets.size > this.#most) this.#forget(now);
  }

  /** Those that a new one is as good as go; only where there are none, the one unused longest. */
  #forget(now: number): void {
    for (const [origin, bucket] of this.#buckets) {
      if (bucket.isFull(now)) this.#buckets.delete(origin);
    }
    if (this.#buckets.size <= this.#most) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
