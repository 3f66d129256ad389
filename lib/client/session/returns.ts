/**
 * Rooms that a person could not come back into yet: the server wants to be asked later.
 *
 * @module
 */

/** How long to wait where the server does not say, in milliseconds. */
const PAUSE_MS = 20_000;

/** The longest wait, in milliseconds: a server says any number. */
const MAX_PAUSE_MS = 60_000;

/** Rooms that are to be asked for once more, by the ids of their conversations. */
export class Returns {
  readonly #ids = new Set<string>();
  /** How long to wait, where that was not said to anybody. */
  #pause: number | null = null;

  /**
   * A room is to be asked for later.
   *
   * @param id Of its conversation.
   * @param seconds After how many seconds, as the server says.
   */
  postpone(id: string, seconds: number | undefined): void {
    this.#ids.add(id);
    const ms = seconds === undefined ? PAUSE_MS : Math.max(1, seconds) * 1000;
    this.#pause = Math.max(this.#pause ?? 0, Math.min(ms, MAX_PAUSE_MS));
  }

  /** Takes how long to wait before they are asked for, in milliseconds; null is not at all. */
  takePause(): number | null {
    const pause = this.#pause;
    this.#pause = null;
    return pause;
  }

  /** There is a connection again: the time to ask may have come without one. */
  resume(): void {
    if (this.#ids.size > 0) this.#pause ??= PAUSE_MS;
  }

  /** Takes them all. */
  take(): ReadonlySet<string> {
    const ids = new Set(this.#ids);
    this.#ids.clear();
    return ids;
  }
}
