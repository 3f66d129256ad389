/**
 * The hub's time.
 *
 * @module
 */

/** A time that never goes backwards, whatever the system's clock does. */
export class Clock {
  #latest = 0;

  /**
   * What time it is.
   *
   * @param now Milliseconds since 1970, as the system's clock says.
   */
  stamp(now: number): number {
    this.#latest = Math.max(this.#latest, now);
    return this.#latest;
  }
}

/** Whole seconds until then, at least one: so much has to be waited at most. */
export function secondsUntil(until: number, time: number): number {
  return Math.max(1, Math.ceil((until - time) / 1000));
}
