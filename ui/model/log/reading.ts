/**
 * What is done in the log: going to lines, and having those drawn that are wanted.
 *
 * @module
 */
import type { Intent } from "../../../lib/api/intent.ts";
import { words } from "../../words.ts";
import { end, put } from "../model.ts";
import { around, drawn, earlier, type Goal, later, MAX_READ_LINES, STEP } from "./span.ts";
import type { Store } from "../store.ts";

/** The verbs of the log. */
export class Reading {
  readonly #store: Store;
  readonly #send: (intent: Intent) => void;

  /**
   * @param store What is changed.
   * @param send How an intent leaves the page.
   */
  constructor(store: Store, send: (intent: Intent) => void) {
    this.#store = store;
    this.#send = send;
  }

  /** Lines before the first drawn one: held already, or to be asked for. */
  older(): void {
    const { held, span } = this.#store;
    const { from, asking, complete } = held.value;
    if (asking) return;
    const now = drawn(span.value, from, end(held.value));
    span.value = earlier(now, from);
    if (now.first - STEP >= from || complete) return;
    if (this.#isFull(from - 1)) return;
    this.#ask(null);
  }

  /** Lines after the last drawn one. */
  newer(): void {
    const { held, span } = this.#store;
    const now = drawn(span.value, held.value.from, end(held.value));
    span.value = later(now, end(held.value));
  }

  /** Goes to the line with this index, for which older lines may have to come first. */
  goTo(index: number, how: Goal["how"]): void {
    const { held, span, goal, open, remark } = this.#store;
    const { from, asking, complete } = held.value;
    remark.value = null;
    if (index >= end(held.value)) return;
    if (index < from && complete) {
      remark.value = words.search.notKept;
      return;
    }
    if (index < from && this.#isFull(index)) return;
    const due = index >= from ? 0 : asking ? 2 : 1;
    goal.value = { in: open.value, index, how, due };
    if (due > 0) this.#ask(index);
    else span.value = around(index, drawn(span.value, from, end(held.value)));
  }

  /** Goes to the unread line, and takes what is behind it for read; to the end where there is none. */
  toUnread(): void {
    const { mark } = this.#store.unreadOf(this.#store.open.value);
    if (mark === null) return this.toEnd();
    this.goTo(mark, "unread");
    this.#store.atEnd();
  }

  /** Follows the newest lines again; who wants to be there wants no way back to what is unread. */
  toEnd(): void {
    const { span, goal, passed, open } = this.#store;
    goal.value = null;
    passed.value = this.#store.unreadOf(open.value).mark;
    span.value = { top: span.value.top, follow: true };
    this.#store.atEnd();
  }

  /** Asks for the texts of the open conversation in which something stands. */
  search(text: string): void {
    this.#send({ type: "search", in: this.#store.open.value, text });
  }

  /** Whether a line is further up than the page can hold, which is said then. */
  #isFull(index: number): boolean {
    const { held, remark } = this.#store;
    if (end(held.value) - index <= MAX_READ_LINES) return false;
    remark.value = words.log.full(MAX_READ_LINES);
    return true;
  }

  #ask(reach: number | null): void {
    const { model, open, held } = this.#store;
    const before = held.value.from;
    model.value = put(model.value, open.value, { asking: true });
    this.#send({ type: "older", in: open.value, before, reach });
  }
}
