/**
 * The timers of a client: numbers that ring, each for one purpose.
 *
 * A timer is void as soon as another is set for the same purpose, so one that rings late or twice
 * means nothing. Whoever lets it ring may ask whether it still does, and forget it.
 *
 * @module
 */
import type { Effect } from "../effect.ts";

/** The timers that mean something, at most one for each purpose. */
export class Timers<Purpose extends string> {
  readonly #next: () => number;
  readonly #set = new Map<Purpose, number>();

  /** @param next Gives a number that no timer ever had. */
  constructor(next: () => number) {
    this.#next = next;
  }

  /**
   * Sets a timer.
   *
   * @param ms When it is to ring, in milliseconds from now.
   */
  set(purpose: Purpose, ms: number): Effect {
    const timer = this.#next();
    this.#set.set(purpose, timer);
    return { type: "wait", timer, ms };
  }

  /** Whether a timer means anything still. */
  has(timer: number): boolean {
    return [...this.#set.values()].includes(timer);
  }

  /** A timer rings: what for, or null if it means nothing. */
  take(timer: number): Purpose | null {
    for (const [purpose, number] of this.#set) {
      if (number !== timer) continue;
      this.#set.delete(purpose);
      return purpose;
    }
    return null;
  }

  /** Makes the timers for these purposes void. */
  drop(...purposes: readonly Purpose[]): void {
    for (const purpose of purposes) this.#set.delete(purpose);
  }

  /** Makes all timers void. */
  clear(): void {
    this.#set.clear();
  }
}
