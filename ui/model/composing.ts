/**
 * What is done in the composer: writing, answering, changing, completing, and sending.
 *
 * @module
 */
import type { Intent } from "../../lib/api/intent.ts";
import { EDIT_MS, MAX_SAY_UNITS } from "../../lib/api/limits.ts";
import type { ConversationView, Person, Problem } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { type Asked, askedBy } from "./commands.ts";
import { isTyped } from "./completion.ts";
import { Drafts } from "./drafts.ts";
import { heldOf, indexOfText } from "./model.ts";
import { mentionsIn } from "./people.ts";
import { peopleIn, placeOf } from "./place.ts";
import type { TextLine } from "./rows.ts";
import type { Dialog, Store } from "./store.ts";

/** What the composer needs of the other verbs. */
export interface Verbs {
  ask(intent: Intent): void;
  /** Sends what changes nothing that the person sees. */
  tell(intent: Intent): void;
  open(dialog: Dialog): void;
  openConversation(id: string): void;
  close(): void;
  side(tab: "people" | "who"): void;
  toEnd(): void;
}

/** What can be asked for without a connection. */
const LOCAL: ReadonlySet<Intent["type"]> = new Set(["export", "theme", "ignore"]);

/** The verbs of the composer. */
export class Composing {
  readonly #store: Store;
  readonly #verbs: Verbs;
  readonly #now: () => number;
  readonly #drafts: Drafts;
  /** What stood in the composer before a text was put there to be changed. */
  readonly #aside = new Map<string, string>();
  /** A text for somebody, with whom there is no conversation yet. */
  #letter: { readonly to: string; readonly text: string } | null = null;
  /** The last command that asked something of the process, and where it was typed. */
  #asked: { readonly in: string; readonly text: string } | null = null;

  /**
   * @param store What is changed.
   * @param verbs What else can be done.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor(store: Store, verbs: Verbs, now: () => number) {
    this.#store = store;
    this.#verbs = verbs;
    this.#now = now;
    this.#drafts = new Drafts(store, (intent) => verbs.tell(intent));
  }

  /** The composer was typed in; `caret` is where the caret stands, in UTF-16 units. */
  type(text: string, caret: number): void {
    this.#asked = null;
    this.#write(text, caret);
    this.#drafts.sign(this.#now());
  }

  /** The caret was moved. */
  move(caret: number): void {
    const { caret: at, chosen } = this.#store;
    if (at.value === caret) return;
    at.value = caret;
    chosen.value = null; // who moves the caret does not want a list under the arrows
  }

  /** Tells the process what the composer holds, if it does not know yet. */
  keep(): void {
    this.#drafts.keep();
  }

  /** Moves the choice, puts what is chosen into the draft, or closes the list. */
  complete(how: "next" | "previous" | "insert" | "close", row?: number): void {
    const { completion, chosen, draft } = this.#store;
    const now = completion.value;
    if (now === null) return;
    const at = now.before + now.chosen;
    if (how === "next") chosen.value = (at + 1) % now.total;
    if (how === "previous") chosen.value = (at + now.total - 1) % now.total;
    if (how === "close") chosen.value = null;
    const item = now.items[row ?? now.chosen];
    if (how !== "insert" || item === undefined) return;
    const text = draft.value;
    const after = text.slice(now.to).replace(/^ /, item.insert.endsWith(" ") ? "" : " ");
    this.#put(text.slice(0, now.from) + item.insert + after, now.from + item.insert.length);
  }

  /** Enter: puts what is chosen into the draft, or sends it. */
  enter(): void {
    const { completion, draft } = this.#store;
    const now = completion.value;
    if (now === null || isTyped(now, draft.value)) this.submit();
    else this.complete("insert");
  }

  /** The next text answers this one. */
  answer(line: TextLine): void {
    this.unmark();
    this.#store.reply.value = line;
    this.#store.place.value = this.#store.draft.value.length;
  }

  /** Puts an own text into the composer, to be changed. */
  change(line: TextLine): void {
    const { open, draft, reply, editing } = this.#store;
    if (editing.value === null) this.#aside.set(open.value, draft.value);
    reply.value = null;
    editing.value = line;
    this.#put(line.text, line.text.length);
    this.#store.chosen.value = null;
  }

  /** Answers nothing and changes nothing; what was written before stands there again. */
  unmark(): void {
    const { open, reply, editing, remark } = this.#store;
    reply.value = null;
    remark.value = null;
    if (editing.value === null) return;
    editing.value = null;
    const before = this.#aside.get(open.value) ?? "";
    this.#aside.delete(open.value);
    this.#put(before, before.length);
    this.#store.chosen.value = null;
  }

  /** Puts the last own text into the composer that can still be changed, if there is one. */
  editLast(): void {
    const { held, barrier } = this.#store;
    const last = held.value.lines.findLast((line) => line.type === "text" && line.mine);
    if (last?.type !== "text" || barrier.value !== null) return;
    if (last.current && this.#now() - last.time < EDIT_MS) this.change(last);
  }

  /** Names somebody where the caret stands. */
  mention({ name }: Person): void {
    const { draft, caret, barrier } = this.#store;
    if (barrier.value !== null) return;
    const [text, at] = [draft.value, Math.min(caret.value, draft.value.length)];
    const gap = at === 0 || /\s$/.test(text.slice(0, at)) ? "" : " ";
    const insert = `${gap}@${name} `;
    this.#put(text.slice(0, at) + insert + text.slice(at).replace(/^ /, ""), at + insert.length);
    this.#store.chosen.value = null;
  }

  /** Sends the draft. What is not sent and not done stays there. */
  submit(): void {
    const { editing, conversation, draft, barrier } = this.#store;
    if (conversation.value === null || barrier.value !== null) return;
    if (editing.value !== null) return this.#save(editing.value, draft.value);
    this.#do(askedBy(draft.value, placeOf(this.#store, conversation.value)), conversation.value);
  }

  /** A conversation is there that was asked for: the text for it can go. */
  shown(id: string): void {
    const letter = this.#letter;
    const view = this.#store.conversations.value.find((one) => one.id === id);
    if (letter === null || view?.type !== "private" || view.partner.id !== letter.to) return;
    this.#letter = null;
    this.#say(view, letter.text, false, null);
  }

  /** Something did not work: the command that asked for it stands there again. */
  refused({ code }: Problem): void {
    const { open, draft } = this.#store;
    const asked = this.#asked;
    this.#asked = this.#letter = null;
    // These are asked about in a dialog.
    if (code === "no_entry" || code === "ban_shared" || code === "ban_no_address") return;
    if (asked === null || asked.in !== open.value || draft.value !== "") return;
    this.#put(asked.text, asked.text.length);
    this.#store.chosen.value = null;
  }

  #do(asked: Asked, view: ConversationView): void {
    const { reply, remark, notice, canSend } = this.#store;
    switch (asked.type) {
      case "nothing":
        return;
      case "wrong":
        notice.value = null; // it is about what was asked before
        remark.value = asked.sentence;
        return;
      case "say":
        if (!this.#can(canSend.value)) return;
        this.#say(view, asked.text, asked.action, reply.value?.id ?? null);
        reply.value = null;
        this.#verbs.toEnd();
        return this.#done();
      case "tell":
        if (!this.#can(this.#store.connected.value)) return;
        this.#done(view.id);
        return this.#tell(asked.to, asked.text);
      case "do":
        if (!LOCAL.has(asked.intent.type) && !this.#can(this.#store.connected.value)) return;
        this.#done(view.id);
        return this.#verbs.ask(asked.intent);
      case "open":
        this.#done();
        return this.#verbs.open(asked.dialog);
      case "close":
        this.#done();
        return this.#verbs.close();
      case "people":
        this.#done();
        return this.#verbs.side("people");
    }
  }

  #say(view: ConversationView, text: string, action: boolean, reply: number | null): void {
    const mentions = mentionsIn(text, peopleIn(this.#store, view));
    this.#drafts.sent(view.id);
    this.#verbs.ask({ type: "say", in: view.id, text, action, reply, mentions });
  }

  #tell(to: Person, text: string): void {
    const view = this.#store.conversations.value.find((one) =>
      one.type === "private" && one.partner.id === to.id
    );
    if (view === undefined) {
      this.#letter = text === "" ? null : { to: to.id, text };
      return this.#verbs.ask({ type: "write_to", member: to.id });
    }
    this.#verbs.openConversation(view.id);
    if (text !== "") this.#say(view, text, false, null);
  }

  /** Sends what an own text is to be. Without words it would be taken back: that is asked first. */
  #save(line: TextLine, text: string): void {
    const { open, conversation, remark, connected } = this.#store;
    const view = conversation.value;
    if (view === null) return;
    if (text.trim() === "") return this.#verbs.open({ kind: "delete", line });
    if (text === line.text) return this.unmark();
    const over = text.length - MAX_SAY_UNITS;
    if (over > 0) {
      remark.value = words.compose.over(over);
    } else if (!this.#isCurrent(line)) {
      this.#store.editing.value = null;
      this.#aside.delete(open.value);
      remark.value = words.compose.past;
    } else if (this.#can(connected.value)) {
      const mentions = mentionsIn(text, peopleIn(this.#store, view));
      this.#verbs.ask({ type: "edit", in: view.id, id: line.id, text, mentions });
      this.unmark();
    }
  }

  #isCurrent({ id }: TextLine): boolean {
    const held = heldOf(this.#store.model.value, this.#store.open.value);
    const line = held.lines[(indexOfText(held, id) ?? held.from - 1) - held.from];
    return line?.type === "text" && line.current;
  }

  /** Passes on whether something can be done; says so where it cannot. */
  #can(can: boolean): boolean {
    const { canSend, link, remark } = this.#store;
    if (can) return true;
    if (canSend.value) remark.value = words.compose.notNow;
    else remark.value = link.value === "open" ? words.compose.ended : words.compose.gone;
    return false;
  }

  #write(text: string, caret: number): void {
    const { draft, caret: at, chosen, remark } = this.#store;
    draft.value = text;
    at.value = caret;
    chosen.value = 0;
    remark.value = null;
    this.#drafts.change();
    // The rooms that are listed complete it.
    if (text === "/join " && this.#store.connected.value) this.#verbs.tell({ type: "rooms" });
  }

  /** Puts a text into the composer, and the caret into the text. */
  #put(text: string, caret: number): void {
    this.#write(text, caret);
    this.#store.place.value = caret;
  }

  /** Empties the field; a command that was typed `at` a conversation may come back to it. */
  #done(at?: string): void {
    this.#asked = at === undefined ? null : { in: at, text: this.#store.draft.value };
    this.#write("", 0);
    this.keep();
  }
}
