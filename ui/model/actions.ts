/**
 * What the views can do. Each action is an intent for the process, a change of the page's own
 * state, or both.
 *
 * @module
 */
import type { Intent } from "../../lib/api/intent.ts";
import { MAX_DRAFT_UNITS, MAX_NAME_INPUT_UNITS } from "../../lib/api/limits.ts";
import type { Theme } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { askedBy } from "./commands.ts";
import { end } from "./model.ts";
import { around, drawn, earlier, later, STEP } from "./span.ts";
import type { Dialog, Pane, Store } from "./store.ts";

/** How an intent leaves the page. */
export type Send = (intent: Intent) => void;

/** How long the draft rests before the process is told, in milliseconds. */
const DRAFT_MS = 300;
/** How long the address rests before it is checked, in milliseconds. */
const CHECK_MS = 200;

/** The verbs of the UI. */
export class Actions {
  readonly #store: Store;
  readonly #send: Send;
  #draftTimer: ReturnType<typeof setTimeout> | undefined;
  #checkTimer: ReturnType<typeof setTimeout> | undefined;
  #keptDraft = "";

  /**
   * @param store What the actions change.
   * @param send How an intent leaves the page.
   */
  constructor(store: Store, send: Send) {
    this.#store = store;
    this.#send = send;
  }

  /** Sends an intent that changes nothing on the page by itself. */
  ask(intent: Intent): void {
    this.#store.notice.value = null;
    this.#send(intent);
  }

  /** The connect form's first field was typed in. */
  typeWhere(where: string): void {
    this.#store.where.value = where;
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => this.check(), CHECK_MS);
  }

  /** Asks what stands in the connect form's first field. */
  check(): void {
    const where = this.#store.where.value.trim();
    if (where !== "") this.#send({ type: "check", where });
  }

  /** Joins with what the connect form holds. */
  join(): void {
    const where = this.#store.where.value.trim();
    if (where !== "") this.ask({ type: "join", where, name: this.#store.name.value.trim() });
  }

  /** The composer was typed in. */
  typeDraft(text: string): void {
    this.#store.draft.value = text;
    this.#store.remark.value = null;
    clearTimeout(this.#draftTimer);
    this.#draftTimer = setTimeout(() => this.keepDraft(), DRAFT_MS);
  }

  /** Tells the process what the composer holds, if it does not know yet. */
  keepDraft(): void {
    clearTimeout(this.#draftTimer);
    const text = this.#store.draft.value;
    // The process drops a page that sends it more; what is too long to be sent stays here alone.
    if (text === this.#keptDraft || text.length > MAX_DRAFT_UNITS) return;
    this.#keptDraft = text;
    this.#send({ type: "draft", text });
  }

  /** Enter in the composer. What is not sent and not done stays there. */
  submit(): void {
    const store = this.#store;
    const asked = askedBy(store.draft.value);
    switch (asked.type) {
      case "nothing":
        return;
      case "say":
        return this.#say(asked.text);
      case "too_long":
        store.remark.value = words.compose.over(asked.over);
        return;
      case "help":
        this.#done();
        return this.open("help");
      case "export":
        this.#done();
        return this.ask({ type: "export" });
      case "leave":
        this.#done();
        return this.open("leave");
      case "nick":
        return this.#rename(asked.name);
      case "nick_missing":
        store.remark.value = words.commands.nickMissing;
        return;
      case "theme":
        this.#done();
        return this.theme(asked.theme);
      case "theme_unknown":
        store.remark.value = words.commands.themeUnknown(asked.theme);
        return;
      case "unknown":
        store.remark.value = words.commands.unknown(asked.command, asked.nearest);
    }
  }

  #rename(name: string): void {
    if (!this.#connected(this.#store.connected.value)) return;
    if (name.length > MAX_NAME_INPUT_UNITS) {
      this.#store.notice.value = { code: "name", rule: "too_long" };
      return;
    }
    this.#done();
    this.ask({ type: "rename", name });
  }

  /** Passes on whether something can be done; says so where it cannot. */
  #connected(can: boolean): boolean {
    const { canSend, link, remark } = this.#store;
    if (can) return true;
    if (canSend.value) remark.value = words.compose.later;
    else remark.value = link.value === "open" ? words.compose.ended : words.compose.gone;
    return false;
  }

  #say(text: string): void {
    if (!this.#connected(this.#store.canSend.value)) return;
    this.ask({ type: "say", text });
    this.toEnd();
    this.#done();
  }

  #done(): void {
    this.#store.draft.value = "";
    this.#store.remark.value = null;
    this.keepDraft();
  }

  /** Opens a page of one more connection. */
  another(): void {
    this.ask({ type: "link", to: "another" });
  }

  /** Ends the process; with everything that is open, if the person was told what that is. */
  quit(sure: boolean): void {
    this.open(null);
    this.show("chat"); // where it says that the process has ended
    this.ask({ type: "quit", sure });
  }

  /** The person closes the page, or loads it anew. */
  goodbye(): void {
    this.keepDraft();
    this.#send({ type: "goodbye" });
  }

  /** Changes the look of every page of this process. */
  theme(theme: Theme): void {
    this.ask({ type: "theme", theme });
  }

  /** Lines before the first drawn one: held already, or to be asked for. */
  older(): void {
    const { model, span, live } = this.#store;
    if (model.value.asking) return;
    const now = drawn(span.value, model.value.from, end(model.value));
    live.value = false;
    span.value = earlier(now, model.value.from);
    if (now.first - STEP >= model.value.from || model.value.complete) return;
    model.value = { ...model.value, asking: true };
    this.#send({ type: "older", before: model.value.from });
  }

  /** Lines after the last drawn one. */
  newer(): void {
    const { model, span } = this.#store;
    const now = drawn(span.value, model.value.from, end(model.value));
    span.value = later(now, end(model.value));
  }

  /** Draws the line with this index, so that it can be scrolled to. */
  toLine(index: number): void {
    const { model, span } = this.#store;
    span.value = around(index, drawn(span.value, model.value.from, end(model.value)));
  }

  /** Follows the newest lines again. */
  toEnd(): void {
    const { span } = this.#store;
    span.value = { top: span.value.top, follow: true };
    this.#store.atEnd();
  }

  /** Opens a dialog, or closes the open one. */
  open(dialog: Dialog): void {
    this.#store.notice.value = null;
    this.#store.dialog.value = dialog;
  }

  /** Shows a column where there is room for one. */
  show(pane: Pane): void {
    this.#store.pane.value = pane;
    this.#store.sideOpen.value = false;
    if (pane === "chat" && this.#store.span.value.follow) this.#store.atEnd();
  }

  /** Shows the right side with this tab. */
  side(tab: "people" | "who"): void {
    this.#store.tab.value = tab;
    this.#store.sideOpen.value = true;
  }

  /** Escape: closes what lies on top. */
  back(): void {
    const store = this.#store;
    if (store.pane.value === "settings") this.show("chat");
    else {
      store.sideOpen.value = false;
      store.tab.value = "people";
    }
  }
}
