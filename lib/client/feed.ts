/**
 * What the pages have not been told yet.
 *
 * @module
 */
import type { Update } from "../api/update.ts";
import type { Problem, State } from "../api/view.ts";
import { PAGE_LINES } from "../limits.ts";
import type { Conversation } from "./conversation.ts";

/** Gathers changes, so that many of them in one turn become few updates. */
export class Feed {
  #state = false;
  #pending = false;
  /** Whether pages must forget the lines they have. */
  #begin = false;
  /** Index in the conversation of the first line that was not told. */
  #told = 0;
  #notices: Problem[] = [];

  /** Something of the state changed. */
  stateChanged(): void {
    this.#state = true;
  }

  /** Something of the pending texts changed. */
  pendingChanged(): void {
    this.#pending = true;
  }

  /** There is another conversation now, or none. */
  conversationChanged(): void {
    this.#begin = true;
    this.#pending = true;
    this.#told = 0;
  }

  /** Something that was asked for did not work. Of each kind the last is told. */
  notice(problem: Problem): void {
    this.#notices = this.#notices.filter(({ code }) => code !== problem.code);
    this.#notices.push(problem);
  }

  /**
   * Takes all changes since the last call.
   *
   * @param state Makes the state of now; called only if it changed.
   * @param conversation The conversation of now, if there is one.
   */
  take(state: () => State, conversation: Conversation | null): Update[] {
    const updates: Update[] = [];
    if (this.#state) updates.push({ type: "state", state: state() });
    updates.push(...this.#takeLines(conversation));
    if (this.#pending) {
      updates.push({ type: "pending", pending: conversation?.pending.all ?? [] });
    }
    updates.push(...this.#notices.map((problem): Update => ({ type: "notice", problem })));
    this.#state = false;
    this.#pending = false;
    this.#notices = [];
    return updates;
  }

  #takeLines(conversation: Conversation | null): Update[] {
    const updates: Update[] = [];
    const length = conversation?.length ?? 0;
    if (this.#begin && length === 0) updates.push({ type: "lines", from: 0, lines: [] });
    this.#begin = false;
    if (conversation === null) return updates;
    // Few at a time, since a page shows each update in one go.
    for (let from = Math.max(this.#told, conversation.first); from < length; from += PAGE_LINES) {
      updates.push({ type: "lines", from, lines: conversation.slice(from, from + PAGE_LINES) });
    }
    this.#told = length;
    return updates;
  }
}
