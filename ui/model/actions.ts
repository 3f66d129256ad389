/**
 * What the views can do. Each action is an intent for the process, a change of the page's own
 * state, or both.
 *
 * @module
 */
import type { Intent } from "../../lib/api/intent.ts";
import type { Person, Problem, Theme } from "../../lib/api/view.ts";
import { asksFirst } from "./closing.ts";
import { Composing } from "./composer/composing.ts";
import { Reading } from "./log/reading.ts";
import type { TextLine } from "./log/rows.ts";
import type { Goal } from "./log/span.ts";
import type { Dialog, Pane, Store } from "./store.ts";

/** How an intent leaves the page. */
export type Send = (intent: Intent) => void;

/** How long the address rests before it is checked, in milliseconds. */
const CHECK_MS = 200;

/** The verbs of the UI. */
export class Actions {
  readonly #store: Store;
  readonly #send: Send;
  readonly #now: () => number;
  readonly #composing: Composing;
  readonly #reading: Reading;
  #checkTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param store What the actions change.
   * @param send How an intent leaves the page.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor(store: Store, send: Send, now: () => number = Date.now) {
    this.#store = store;
    this.#send = send;
    this.#now = now;
    this.#composing = new Composing(store, this, now);
    this.#reading = new Reading(store, send);
  }

  /** What is done in the composer besides what stands here. */
  get composing(): Composing {
    return this.#composing;
  }

  /** Sends an intent that changes nothing on the page by itself. */
  ask(intent: Intent): void {
    this.#store.notice.value = null;
    this.#store.asker.ask(intent, this.#now());
    this.#send(intent);
  }

  /** Sends an intent that changes nothing that the person sees. */
  tell(intent: Intent): void {
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

  /** The composer was typed in; `caret` is where the caret stands, in UTF-16 units. */
  typeDraft(text: string, caret: number = text.length): void {
    this.#store.asker.touch();
    this.#composing.type(text, caret);
  }

  /** The caret of the composer was moved. */
  moveCaret(caret: number): void {
    this.#composing.move(caret);
  }

  /** Tells the process what the composer holds, if it does not know yet. */
  keepDraft(): void {
    this.#composing.keep();
  }

  /** Moves the choice of what completes the draft, puts it there (or a row), or closes the list. */
  complete(how: "next" | "previous" | "insert" | "close", row?: number): void {
    this.#composing.complete(how, row);
  }

  /** Enter in the composer: completes what is chosen, or sends. */
  enter(): void {
    this.#composing.enter();
  }

  /** Sends what is in the composer. What is not sent and not done stays there. */
  submit(): void {
    this.#composing.submit();
  }

  /** The next text answers this one. */
  answer(line: TextLine): void {
    this.#composing.answer(line);
  }

  /** Puts an own text into the composer, to be changed. */
  change(line: TextLine): void {
    this.#composing.change(line);
  }

  /** Answers nothing and changes nothing. */
  unmark(): void {
    this.#composing.unmark();
  }

  /** Puts the last own text into the composer that can still be changed, if there is one. */
  editLast(): void {
    this.#composing.editLast();
  }

  /** Names somebody in the composer. */
  mention(person: Person): void {
    this.#composing.mention(person);
  }

  /** The process says that a conversation is there which was asked for. */
  shown(id: string): void {
    this.#composing.shown(id);
  }

  /** The process says that something did not work. */
  refused(problem: Problem): void {
    this.#composing.refused(problem);
  }

  /** Shows a conversation. */
  openConversation(id: string): void {
    this.#store.asker.touch();
    this.keepDraft();
    this.#store.notice.value = null;
    this.#store.show(id);
    this.#send({ type: "look", in: id });
    this.show("chat");
  }

  /** Leaves the open room, or closes the open conversation; asks first where something is lost. */
  close(): void {
    const { conversation, held, model } = this.#store;
    const view = conversation.value;
    if (view === null) return;
    if (asksFirst(view, held.value, model.value.state?.me ?? null)) this.open({ kind: "close" });
    else this.ask({ type: "close", in: view.id });
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
    this.#reading.older();
  }

  /** Lines after the last drawn one. */
  newer(): void {
    this.#reading.newer();
  }

  /** Goes to the line with this index, for which older lines may have to come first. */
  goTo(index: number, how: Goal["how"]): void {
    this.#reading.goTo(index, how);
  }

  /** Goes to the unread line, or to the end where there is none. */
  toUnread(): void {
    this.#reading.toUnread();
  }

  /** Follows the newest lines again. */
  toEnd(): void {
    this.#reading.toEnd();
  }

  /** Asks for the texts of the open conversation in which something stands. */
  search(text: string): void {
    this.#reading.search(text);
  }

  /** Opens a dialog, or closes the open one. */
  open(dialog: Dialog): void {
    this.#store.notice.value = null;
    this.#store.dialog.value = dialog;
    const { open, connected } = this.#store;
    if (!connected.value) return;
    if (dialog?.kind === "rooms") this.#send({ type: "rooms" });
    if (dialog?.kind === "bans") this.#send({ type: "bans", in: open.value });
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

  /** Escape: closes what lies on top, or goes to the newest message where nothing does. */
  back(): void {
    const { pane, sideOpen, tab } = this.#store;
    if (pane.value === "settings") return this.show("chat");
    if (!sideOpen.value && tab.value === "people") {
      return pane.value === "chat" ? this.toEnd() : undefined;
    }
    sideOpen.value = false;
    tab.value = "people";
  }
}
