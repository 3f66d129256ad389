/**
 * What was asked of the server and is not answered: the answer has the same number.
 *
 * @module
 */
import type { Person } from "../../api/view.ts";
import type { Refs } from "../conversation/refs.ts";

/** What was asked. `in` is the id of a conversation. */
export type Asked =
  | {
    readonly type: "create" | "join";
    /** As it was typed. */
    readonly room: string;
    readonly passphrase: string | null;
  }
  /** To come back, by itself, into a room that the person was in before a cut. */
  | { readonly type: "return"; readonly in: string }
  | { readonly type: "leave"; readonly in: string }
  | { readonly type: "lock"; readonly in: string; readonly passphrase: string | null }
  | {
    readonly type: "ban";
    readonly in: string;
    readonly person: Person;
    readonly seconds: number | null;
  }
  /** What else an owner does, and to whom. */
  | { readonly type: "act"; readonly in: string; readonly person: Person | null }
  /** A text was to be changed or taken back. */
  | { readonly type: "change"; readonly in: string };

/**
 * Asks that are kept: more than anybody is waiting for. What nobody answers, such as a kick that
 * worked, is forgotten so.
 */
const MAX_ASKS = 1_000;

/** What was asked, by the numbers under which it was. */
export class Asks {
  /** The room whose bans were asked for last, which has no number; empty is none. */
  listing = "";
  readonly #refs: Refs;
  readonly #asked = new Map<number, Asked>();

  /** @param refs Gives each ask its number. */
  constructor(refs: Refs) {
    this.#refs = refs;
  }

  /** All of them, the oldest first. */
  get all(): readonly Asked[] {
    return [...this.#asked.values()];
  }

  /**
   * Something is asked.
   *
   * @returns The number to ask under.
   */
  add(asked: Asked): number {
    const ref = this.#refs.next();
    this.#asked.set(ref, asked);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > MAX_ASKS && oldest !== undefined) this.#asked.delete(oldest);
    return ref;
  }

  /**
   * An answer has come.
   *
   * @param ref What it answers, where it says so.
   * @returns What was asked, or null: a hostile server may answer unasked.
   */
  take(ref: number | undefined): Asked | null {
    const asked = ref === undefined ? undefined : this.#asked.get(ref);
    if (ref !== undefined) this.#asked.delete(ref);
    return asked ?? null;
  }

  /** The number of the last that is kept; 0 is none. */
  get last(): number {
    return [...this.#asked.keys()].at(-1) ?? 0;
  }

  /** Takes the first that is such a one, or null. */
  takeFor(isSuch: (asked: Asked, ref: number) => boolean): Asked | null {
    for (const [ref, asked] of this.#asked) if (isSuch(asked, ref)) return this.take(ref);
    return null;
  }

  /** Nothing of it will be answered. Gives what it was. */
  clear(): readonly Asked[] {
    const all = this.all;
    this.#asked.clear();
    return all;
  }
}
