/**
 * Whether the computer has slept: then the other end may have given a connection up that still
 * looks alive here.
 *
 * No system tells, but it shows in the clocks.
 *
 * @module
 */

/** Compares one look at the clocks with the look before. */
export class SleepWatch {
  readonly #most: number;
  #clock: number;
  #wall: number;

  /**
   * @param most How much may pass between two looks, in milliseconds: more than between two
   * regular ones, and any more was sleep.
   * @param clock Milliseconds since any moment, by a clock that never goes back.
   * @param wall Milliseconds since 1970 (UTC).
   */
  constructor(most: number, clock: number, wall: number) {
    this.#most = most;
    this.#clock = clock;
    this.#wall = wall;
  }

  /**
   * Looks again.
   *
   * @param clock By the clock of the look before. On Linux and macOS it stands still during sleep.
   * @param wall Milliseconds since 1970 (UTC). That clock never stands still, but may be set: then
   * there was no sleep, and whoever believes it has only asked a server in vain.
   * @returns Whether there was sleep since the look before.
   */
  look(clock: number, wall: number): boolean {
    const slept = Math.max(clock - this.#clock, wall - this.#wall) > this.#most;
    this.#clock = clock;
    this.#wall = wall;
    return slept;
  }
}
