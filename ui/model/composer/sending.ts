/**
 * Sending what is in the composer, and doing what a command asks for.
 *
 * @module
 */
import type { Intent } from "../../../lib/api/intent.ts";
import type { ConversationView, Person, Problem } from "../../../lib/api/view.ts";
import { words } from "../../words.ts";
import { type Asked, askedBy } from "./commands.ts";
import { isLocal } from "./commands/asked.ts";
import { joined } from "./pasted.ts";
import { mentionsIn } from "../people.ts";
import { peopleIn, placeOf } from "../place.ts";
import type { Dialog, Store } from "../store.ts";
import { ANSWERED, type Unanswered } from "./unanswered.ts";
import { spoken } from "./unheard.ts";
import type { Writing } from "./writing.ts";

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

/** What may be said of words that were to take the place of others. */
const NOT_CHANGED: ReadonlySet<Problem["code"]> = new Set([
  "too_late",
  "no_text",
  "not_waiting",
  "text_empty",
  "text_too_long",
  "muted",
]);

/** The verbs that empty the composer. */
export class Sending {
  readonly #store: Store;
  readonly #writing: Writing;
  readonly #verbs: Verbs;

  /**
   * @param store What is changed.
   * @param writing The field.
   * @param verbs What else can be done.
   */
  constructor(store: Store, writing: Writing, verbs: Verbs) {
    this.#store = store;
    this.#writing = writing;
    this.#verbs = verbs;
  }

  /** Who types does not want back what was asked for. */
  touch(): void {
    const { unanswered } = this.#store;
    unanswered.value = { ...ANSWERED, letter: unanswered.value.letter };
  }

  /** Sends what is typed and pasted. What is not sent and not done stays there. */
  submit(view: ConversationView): void {
    const { draft, block } = this.#store;
    this.#do(askedBy(draft.value, placeOf(this.#store, view), block.value), view);
  }

  /** Sends other words for a text. */
  change(intent: Extract<Intent, { type: "edit" | "amend" }>): void {
    this.#expect({ changed: { in: intent.in, text: intent.text } });
    this.#verbs.ask(intent);
  }

  /** A conversation is there that was asked for: the text for it can go. */
  shown(id: string): void {
    const { letter } = this.#store.unanswered.value;
    const view = this.#store.conversations.value.find((one) => one.id === id);
    if (letter === null || view?.type !== "private" || view.partner.id !== letter.to) return;
    this.#expect({ letter: null });
    this.#say(view, letter.text, false, null);
  }

  /** Something did not work: what asked for it stands there again. */
  refused({ code }: Problem): void {
    const { open, draft, block, unanswered } = this.#store;
    const { asked, changed } = unanswered.value;
    unanswered.value = ANSWERED;
    // These are asked about in a dialog.
    if (code === "no_entry" || code === "ban_shared" || code === "ban_no_address") return;
    if (changed?.in === open.value && NOT_CHANGED.has(code)) {
      return this.#writing.set(joined(draft.value, changed.text));
    }
    if (asked === null || asked.in !== open.value || draft.value !== "") return;
    this.#writing.set(asked.text);
    if (asked.block !== "") this.#writing.block(joined(asked.block, block.value));
  }

  /** The process is gone: what it may not have heard stands in the composers again. */
  lost(): void {
    const { spoken: all, draft, open, remark } = this.#store;
    const texts = all.value;
    all.value = [];
    for (const { in: id, typed } of texts.toReversed()) {
      const whole = joined(typed, draft.of(id));
      if (id === open.value) this.#writing.set(whole);
      else draft.put(id, whole);
    }
    if (texts.some(({ in: id }) => id === open.value)) remark.value = words.compose.unheard;
  }

  /** Passes on whether something can be done; says so where it cannot. */
  can(can: boolean): boolean {
    const { canSend, link, remark } = this.#store;
    if (can) return true;
    if (canSend.value) remark.value = words.compose.notNow;
    else remark.value = link.value === "open" ? words.compose.ended : words.compose.gone;
    return false;
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
        if (!this.can(canSend.value)) return;
        this.#say(view, asked.text, asked.action, reply.value?.id ?? null);
        reply.value = null;
        this.#verbs.toEnd();
        return this.#done();
      case "tell":
        if (!this.can(this.#store.connected.value)) return;
        this.#done(view.id);
        return this.#tell(asked.to, asked.text);
      case "do":
        if (!isLocal(asked.intent) && !this.can(this.#store.connected.value)) return;
        this.#empty(view.id);
        return this.#verbs.ask(asked.intent);
      case "open":
        this.#empty();
        return this.#verbs.open(asked.dialog);
      case "close":
        this.#empty();
        return this.#verbs.close();
      case "people":
        this.#empty();
        return this.#verbs.side("people");
    }
  }

  #say(view: ConversationView, text: string, action: boolean, reply: number | null): void {
    const mentions = mentionsIn(text, peopleIn(this.#store, view));
    this.#writing.sent(view.id);
    const { spoken: all, model } = this.#store;
    const typed = action ? `/me ${text}` : text;
    all.value = [...all.value, spoken(model.value, view.id, typed, text)];
    this.#verbs.ask({ type: "say", in: view.id, text, action, reply, mentions });
  }

  #tell(to: Person, text: string): void {
    const view = this.#store.conversations.value.find((one) =>
      one.type === "private" && one.partner.id === to.id
    );
    if (view === undefined) {
      this.#expect({ letter: text === "" ? null : { to: to.id, text } });
      return this.#verbs.ask({ type: "write_to", member: to.id });
    }
    this.#verbs.openConversation(view.id);
    if (text !== "") this.#say(view, text, false, null);
  }

  /** All of it is sent; what was typed `at` a conversation may come back to it. */
  #done(at?: string): void {
    const block = this.#store.block.value;
    this.#writing.block("");
    this.#empty(at, block);
  }

  /** Empties the field alone: a command takes nothing with it that is pasted. */
  #empty(at?: string, block = ""): void {
    const text = this.#store.draft.value;
    this.#expect({ asked: at === undefined ? null : { in: at, text, block } });
    this.#writing.put("", 0);
    this.#writing.keep();
  }

  #expect(more: Partial<Unanswered>): void {
    const { unanswered } = this.#store;
    unanswered.value = { ...unanswered.value, ...more };
  }
}
