/**
 * Who may say nothing in a room, as far as it was told.
 *
 * That a mute has run out is not told, so it is looked at whenever something is.
 *
 * @module
 */
import type { Present } from "../../api/view.ts";
import { MAX_SHOWN_MEMBERS } from "../../limits.ts";

/** Mutes by the ids of the members. */
export class Mutes {
  /** Until when, in milliseconds since 1970 (UTC); null is until it is lifted. */
  readonly #until = new Map<string, number | null>();

  /** Somebody may say nothing. */
  set(id: string, until: number | null): void {
    if (this.#until.size < MAX_SHOWN_MEMBERS || this.#until.has(id)) this.#until.set(id, until);
  }

  /**
   * Somebody may say something, or is gone.
   *
   * @returns Whether they might not before.
   */
  lift(id: string): boolean {
    return this.#until.delete(id);
  }

  /** Nobody is muted any more, or it is not known. */
  clear(): void {
    this.#until.clear();
  }

  /**
   * Lifts those that have run out.
   *
   * @returns Whether there were any.
   */
  ease(now: number): boolean {
    const before = this.#until.size;
    for (const [id, until] of this.#until) {
      if (until !== null && until <= now) this.#until.delete(id);
    }
    return this.#until.size < before;
  }

  /** Marks those who are muted. */
  mark(people: readonly Present[]): readonly Present[] {
    if (this.#until.size === 0) return people;
    return people.map((one) => this.#until.has(one.id) ? { ...one, muted: true } : one);
  }
}
