/**
 * Changes of state that come in a crowd, written together.
 *
 * When hundreds come back at once, each of them is told of each: a record for every change would
 * be a quarter of a million of them.
 *
 * @module
 */

/**
 * For how long changes may be gathered, in milliseconds. Nobody sees it, and who is told of a
 * thousand changes in a second gets ten records.
 */
const GATHER_MS = 100;

/** What can be woken to write what it has. */
export interface Sleeper {
  /** Writes what waits. */
  wake(): void;
}

/**
 * Wakes at once who was not woken a moment ago, and others a moment later, so that a single change
 * waits for nothing.
 */
export class Gathering {
  readonly #ms: number;
  /** Those who were woken since the clock last struck, and those of them who have more by now. */
  #woken = new Set<Sleeper>();
  #waiting = new Set<Sleeper>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param ms For how long at most somebody waits, in milliseconds. */
  constructor(ms: number = GATHER_MS) {
    this.#ms = ms;
  }

  /** Somebody has something to write that may wait a moment. */
  add(sleeper: Sleeper): void {
    if (this.#woken.has(sleeper)) return void this.#waiting.add(sleeper);
    this.#woken.add(sleeper);
    this.#timer ??= setTimeout(() => this.#strike(), this.#ms);
    sleeper.wake();
  }

  /** Somebody is gone, and is not woken any more. */
  drop(sleeper: Sleeper): void {
    this.#waiting.delete(sleeper);
    if (this.#woken.delete(sleeper) && this.#woken.size === 0) this.#stop();
  }

  /** There is a clock only while somebody was woken a moment ago. */
  #strike(): void {
    this.#stop();
    const due = this.#waiting;
    this.#woken = new Set();
    this.#waiting = new Set();
    for (const sleeper of due) this.add(sleeper);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
