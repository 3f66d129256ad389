/**
 * Changing what was written: an own text that is there, or one that has not gone out.
 *
 * @module
 */
import type { Intent } from "../../../lib/api/intent.ts";
import { EDIT_MS, MAX_SAY_UNITS } from "../../../lib/api/limits.ts";
import type { Pending } from "../../../lib/api/view.ts";
import { words } from "../../words.ts";
import { withEmoji } from "../emoji/text.ts";
import { heldOf, indexOfText } from "../model.ts";
import { joined } from "./pasted.ts";
import { mentionsIn } from "../people.ts";
import { peopleIn } from "../place.ts";
import type { TextLine } from "../log/rows.ts";
import type { Dialog, Store } from "../store.ts";
import type { Writing } from "./writing.ts";

/** What changing needs of the other verbs. */
export interface ChangingVerbs {
  send(intent: Extract<Intent, { type: "edit" | "amend" }>): void;
  open(dialog: Dialog): void;
  /** Whether something can be done; says so where it cannot. */
  can(can: boolean): boolean;
}

/** Whether a pending text can be given other words: it is neither on its way nor unknown. */
export function isAmendable({ state }: Pending): boolean {
  return state === "waiting" || state === "failed";
}

/** The verbs for a text that stands in the composer to be changed. */
export class Changing {
  readonly #store: Store;
  readonly #writing: Writing;
  readonly #verbs: ChangingVerbs;
  readonly #now: () => number;

  /**
   * @param store What is changed.
   * @param writing The field.
   * @param verbs What else can be done.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor(store: Store, writing: Writing, verbs: ChangingVerbs, now: () => number) {
    this.#store = store;
    this.#writing = writing;
    this.#verbs = verbs;
    this.#now = now;
  }

  /** Puts an own text into the composer, to be changed. */
  change(line: TextLine): void {
    this.#begin();
    this.#store.editing.value = line;
    this.#writing.set(line.text);
  }

  /** Puts an own text into the composer that has not gone out, to be changed. */
  amend(pending: Pending): void {
    this.#begin();
    this.#store.amending.value = pending;
    this.#writing.set(pending.text);
  }

  /** Answers nothing and changes nothing; what was written before stands there again. */
  unmark(): void {
    const { open, reply, editing, amending, remark } = this.#store;
    reply.value = null;
    remark.value = null;
    if (!this.#store.isChanging) return;
    editing.value = amending.value = null;
    const before = this.#store.aside.get(open.value) ?? "";
    this.#store.aside.delete(open.value);
    this.#writing.set(before);
  }

  /**
   * Puts the last own text into the composer that can still be changed, if there is one. What waits
   * is newer than all that is there; of what failed nobody knows, for the clocks are not the same.
   */
  last(): void {
    const { held, barrier } = this.#store;
    if (barrier.value !== null) return;
    const { lines, pending } = held.value;
    const line = lines.findLast((line) => line.type === "text" && line.mine);
    const waiting = pending.findLast(({ state }) => state === "waiting");
    const failed = pending.findLast(isAmendable);
    if (waiting !== undefined) this.amend(waiting);
    else if (line?.type === "text" && line.current && this.#now() - line.time < EDIT_MS) {
      this.change(line);
    } else if (failed !== undefined) this.amend(failed);
  }

  /** Sends what the marked text is to be; `false` where none is marked. */
  save(): boolean {
    const { editing, amending, draft } = this.#store;
    if (editing.value !== null) this.#edit(editing.value, draft.value);
    else if (amending.value !== null) this.#amend(amending.value, draft.value);
    else return false;
    return true;
  }

  #begin(): void {
    const { open, draft, reply, editing, amending } = this.#store;
    if (!this.#store.isChanging) this.#store.aside.set(open.value, draft.value);
    reply.value = editing.value = amending.value = null;
  }

  /** Without words it would be taken back: that is asked first. */
  #edit(line: TextLine, typed: string): void {
    const { open, connected } = this.#store;
    if (typed.trim() === "") return this.#verbs.open({ kind: "delete", line });
    const text = this.#new(typed, line.text);
    if (text === null) return;
    if (!this.#isCurrent(line)) return this.#late(words.compose.past);
    if (!this.#verbs.can(connected.value)) return;
    const mentions = this.#named(text);
    this.#verbs.send({ type: "edit", in: open.value, id: line.id, text, mentions });
    this.unmark();
  }

  #amend({ ref, text: before, state }: Pending, typed: string): void {
    const { open, held, canSend, remark } = this.#store;
    if (typed.trim() === "") {
      remark.value = words.compose.amendEmpty;
      return;
    }
    const text = state === "failed" ? this.#fitting(typed) : this.#new(typed, before);
    if (text === null) return;
    const now = held.value.pending.find((one) => one.ref === ref);
    if (now === undefined || !isAmendable(now)) return this.#late(words.compose.wentOut);
    if (!this.#verbs.can(canSend.value)) return;
    const mentions = this.#named(text);
    this.#verbs.send({ type: "amend", in: open.value, ref, text, mentions });
    this.unmark();
  }

  /** What is to be sent; `null` where nothing is: it is as before, or too long. */
  #new(typed: string, before: string): string | null {
    if (typed !== before) return this.#fitting(typed);
    this.unmark();
    return null;
  }

  #fitting(typed: string): string | null {
    const text = withEmoji(typed, this.#store.emoji.value);
    const over = text.length - MAX_SAY_UNITS;
    if (over <= 0) return text;
    this.#store.remark.value = words.compose.over(over);
    return null;
  }

  /** It cannot be changed any more: the words stay as those of a new text, after what was there. */
  #late(sentence: string): void {
    const { open, draft, editing, amending, remark } = this.#store;
    editing.value = amending.value = null;
    const before = this.#store.aside.get(open.value) ?? "";
    this.#store.aside.delete(open.value);
    if (before.trim() !== "") this.#writing.set(joined(before, draft.value));
    remark.value = sentence;
  }

  #named(text: string): readonly string[] {
    const view = this.#store.conversation.value;
    return view === null ? [] : mentionsIn(text, peopleIn(this.#store, view));
  }

  #isCurrent({ id }: TextLine): boolean {
    const held = heldOf(this.#store.model.value, this.#store.open.value);
    const line = held.lines[(indexOfText(held, id) ?? held.from - 1) - held.from];
    return line?.type === "text" && line.current;
  }
}
