/**
 * Putting letters into the composer, so that everything that hangs on them follows.
 *
 * @module
 */
import type { Intent } from "../../../lib/api/intent.ts";
import { Drafts } from "./drafts.ts";
import type { Store } from "../store.ts";

/** The field of the open conversation. */
export class Writing {
  readonly #store: Store;
  readonly #tell: (intent: Intent) => void;
  readonly #drafts: Drafts;

  /**
   * @param store Where the draft is.
   * @param tell How an intent leaves the page.
   */
  constructor(store: Store, tell: (intent: Intent) => void) {
    this.#store = store;
    this.#tell = tell;
    this.#drafts = new Drafts(store, tell);
  }

  /** The field holds this; `caret` is where the caret stands, in UTF-16 units. */
  write(text: string, caret: number): void {
    const { draft, caret: at, chosen, remark } = this.#store;
    draft.value = text;
    at.value = caret;
    chosen.value = 0;
    remark.value = null;
    this.#drafts.change();
    // The rooms that are listed complete it.
    if (text === "/join " && this.#store.connected.value) this.#tell({ type: "rooms" });
  }

  /** Puts a text into the field, and the caret into the text. */
  put(text: string, caret: number): void {
    this.write(text, caret);
    this.#store.place.value = caret;
  }

  /** As {@linkcode put}, with nothing offered that could complete it. */
  set(text: string, caret: number = text.length): void {
    this.put(text, caret);
    this.#store.chosen.value = null;
  }

  /** Puts a word where the caret stands, with a blank around it where there is none. */
  insert(word: string): void {
    const { draft, caret } = this.#store;
    const [text, at] = [draft.value, Math.min(caret.value, draft.value.length)];
    const gap = at === 0 || /\s$/.test(text.slice(0, at)) ? "" : " ";
    const insert = `${gap}${word} `;
    this.set(text.slice(0, at) + insert + text.slice(at).replace(/^ /, ""), at + insert.length);
  }

  /** What is pasted stands above the field; an empty block is none. */
  block(text: string): void {
    this.#store.block.value = text;
    this.#store.remark.value = null;
    this.#drafts.change();
  }

  /** Tells the process what the composer holds, if it does not know yet. */
  keep(): void {
    this.#drafts.keep();
  }

  /**
   * Others see that somebody writes, if that person chose so.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  sign(now: number): void {
    this.#drafts.sign(now);
  }

  /** A text was sent. */
  sent(id: string): void {
    this.#drafts.sent(id);
  }
}
