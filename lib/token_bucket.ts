/**
 * A token bucket: how often something may happen, with a burst that was saved up.
 *
 * The same arithmetic holds a client's outbox to what the server's limits let through, so an
 * honest client never meets them.
 *
 * @module
 */

/** How often something may happen. */
export interface Rate {
  /** Tokens in a full bucket: so many at once. */
  readonly burst: number;
  /** Tokens that come back in a second. */
  readonly perSecond: number;
}

/** One bucket. It begins full. Time is an argument, so that any clock will do. */
export class TokenBucket {
  readonly #rate: Rate;
  #level: number;
  #at: number;

  /**
   * @param rate How often.
   * @param now Milliseconds of any clock.
   */
  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#level = rate.burst;
    this.#at = now;
  }

  /** Whether it holds all it can: then it remembers nothing, and a new one is as good. */
  isFull(now: number): boolean {
    this.#refill(now);
    return this.#level >= this.#rate.burst;
  }

  /** Takes tokens. Below zero it owes them: what has happened already has to be paid for. */
  take(tokens: number, now: number): void {
    this.#refill(now);
    this.#level -= tokens;
  }

  /**
   * How long until so many are there.
   *
   * @param tokens At most a full bucket; more never come together.
   * @returns Milliseconds, whole and rounded up; 0 if they are there.
   */
  wait(tokens: number, now: number): number {
    this.#refill(now);
    const missing = tokens - this.#level;
    return missing <= 0 ? 0 : Math.ceil(missing * 1000 / this.#rate.perSecond);
  }

  #refill(now: number): void {
    // A clock that was set back must not stop the refill until it has caught up.
    const passed = Math.max(0, now - this.#at);
    this.#at = now;
    const level = this.#level + passed * this.#rate.perSecond / 1000;
    this.#level = Math.min(this.#rate.burst, level);
  }
}
