/**
 * Which texts one member may still change or take back.
 *
 * @module
 */
import { EDIT_MS, MAX_RECENT_TEXTS } from "../limits.ts";

/** Whether a text can be changed, or why not. */
export type Change = "ok" | "no_text" | "too_late";

/**
 * The room a text went to, or the id of the person: not a name, which others can have later. Nor the
 * person, who would stay in memory with all those that they in turn wrote to.
 */
type Where = object | string;

interface Recent {
  readonly where: Where;
  readonly id: number;
  readonly time: number;
}

/** The last texts of one member, not what stands in them. */
export class RecentTexts {
  readonly #texts: Recent[] = [];

  /**
   * Another text was sent.
   *
   * @param where The room it went to, or the id of the person.
   * @param id Its number there.
   * @param time Milliseconds.
   */
  add(where: Where, id: number, time: number): void {
    this.#texts.push({ where, id, time });
    if (this.#texts.length > MAX_RECENT_TEXTS) this.#texts.shift();
  }

  /** Whether a text can be changed at that time. */
  check(where: Where, id: number, time: number): Change {
    const text = this.#texts.find((text) => text.id === id && text.where === where);
    if (text === undefined) return "no_text";
    return time - text.time > EDIT_MS ? "too_late" : "ok";
  }

  /** A text was taken back, and cannot be changed any more. */
  remove(where: Where, id: number): void {
    const at = this.#texts.findIndex((text) => text.id === id && text.where === where);
    if (at >= 0) this.#texts.splice(at, 1);
  }
}
