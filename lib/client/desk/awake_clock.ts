/**
 * A clock that stands still while the computer sleeps.
 *
 * The system's own one does on Linux and macOS, and counts the sleep on Windows. Waking up, a
 * client must not find that everybody has been away for too long.
 *
 * @module
 */

/** Counts the time between two looks at it, up to a bound. */
export class AwakeClock {
  readonly #read: () => number;
  readonly #most: number;
  #last: number;
  #now = 0;

  /**
   * @param read A clock that never goes back, in milliseconds since any moment.
   * @param most How much may pass between two looks, in milliseconds: more than between two
   * regular ones, and any more was sleep.
   */
  constructor(read: () => number, most: number) {
    this.#read = read;
    this.#most = most;
    this.#last = read();
  }

  /** Milliseconds awake since it was made, as far as somebody looked. */
  now(): number {
    const last = this.#last;
    this.#last = this.#read();
    this.#now += Math.min(this.#last - last, this.#most);
    return this.#now;
  }
}
