/**
 * What is done in the composer: writing, answering, changing, completing, and sending.
 *
 * @module
 */
import type { Pending, Person, Problem } from "../../../lib/api/view.ts";
import { Changing } from "./changing.ts";
import { isCommand } from "./commands.ts";
import { isTyped } from "./completion.ts";
import { isLong, joined } from "./pasted.ts";
import type { TextLine } from "../log/rows.ts";
import { Sending, type Verbs } from "./sending.ts";
import type { Store } from "../store.ts";
import { Writing } from "./writing.ts";

/** So many emoji are remembered that were picked last. */
const MAX_RECENT = 24;

/** The verbs of the composer. */
export class Composing {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #writing: Writing;
  readonly #sending: Sending;
  readonly #changing: Changing;

  /**
   * @param store What is changed.
   * @param verbs What else can be done.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor(store: Store, verbs: Verbs, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#writing = new Writing(store, (intent) => verbs.tell(intent));
    this.#sending = new Sending(store, this.#writing, verbs);
    this.#changing = new Changing(store, this.#writing, {
      send: (intent) => this.#sending.change(intent),
      open: (dialog) => verbs.open(dialog),
      can: (can) => this.#sending.can(can),
    }, now);
  }

  /** The composer was typed in; `caret` is where the caret stands, in UTF-16 units. */
  type(text: string, caret: number): void {
    this.#sending.touch();
    this.#writing.write(text, caret);
    this.#writing.sign(this.#now());
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
    this.#writing.keep();
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
    this.#writing.put(text.slice(0, now.from) + item.insert + after, now.from + item.insert.length);
    if (item.emoji !== undefined) this.#remember(item.emoji);
  }

  /** Enter: puts what is chosen into the draft, or sends it. */
  enter(): void {
    if (this.isChoosing) this.complete("insert");
    else this.submit();
  }

  /** Whether something is chosen that does not stand there yet. */
  get isChoosing(): boolean {
    const { completion, draft } = this.#store;
    return completion.value !== null && !isTyped(completion.value, draft.value);
  }

  /**
   * A text is pasted in the place of what is between two indices of the draft. A long one is folded
   * above the field, if it would stand at its end.
   *
   * @returns Whether it was taken: else it goes into the field as any other.
   */
  paste(text: string, from: number, to: number): boolean {
    const { draft, block, isChanging, barrier } = this.#store;
    const plain = text.replaceAll(/\r\n?/g, "\n");
    const [before, after] = [draft.value.slice(0, from), draft.value.slice(to)];
    if (!isLong(plain) || isChanging || barrier.value !== null) return false;
    if (after.trim() !== "" || isCommand(before)) return false;
    this.#writing.put(before, before.length);
    this.#writing.block(joined(block.value, plain));
    return true;
  }

  /** Puts what is folded into the field, behind what is typed. */
  unfold(): void {
    const { draft, block } = this.#store;
    const whole = joined(draft.value, block.value);
    this.#writing.block("");
    this.#writing.set(whole);
  }

  /** Forgets what is folded. */
  dropBlock(): void {
    this.#writing.block("");
  }

  /** The next text answers this one. */
  answer(line: TextLine): void {
    this.unmark();
    this.#store.reply.value = line;
    this.#store.place.value = this.#store.draft.value.length;
  }

  /** Puts an own text into the composer, to be changed. */
  change(line: TextLine): void {
    this.#changing.change(line);
  }

  /** Puts an own text into the composer that has not gone out, to be changed. */
  amend(pending: Pending): void {
    if (this.#store.barrier.value === null) this.#changing.amend(pending);
  }

  /** Answers nothing and changes nothing; what was written before stands there again. */
  unmark(): void {
    this.#changing.unmark();
  }

  /** Puts the last own text into the composer that can still be changed, if there is one. */
  editLast(): void {
    this.#changing.last();
  }

  /** Names somebody where the caret stands. */
  mention({ name }: Person): void {
    if (this.#store.barrier.value === null) this.#writing.insert(`@${name}`);
  }

  /** Puts an emoji where the caret stands. */
  pick(emoji: string): void {
    if (this.#store.barrier.value !== null) return;
    this.#sending.touch();
    this.#writing.insert(emoji);
    this.#remember(emoji);
  }

  /** Sends the draft. What is not sent and not done stays there. */
  submit(): void {
    const { conversation, barrier } = this.#store;
    if (conversation.value === null || barrier.value !== null) return;
    if (!this.#changing.save()) this.#sending.submit(conversation.value);
  }

  /** A conversation is there that was asked for: the text for it can go. */
  shown(id: string): void {
    this.#sending.shown(id);
  }

  /** The process is gone: what it may not have heard stands in the composers again. */
  lost(): void {
    this.#sending.lost();
  }

  /** Something did not work: the command that asked for it stands there again. */
  refused(problem: Problem): void {
    this.#sending.refused(problem);
  }

  #remember(emoji: string): void {
    const { recent } = this.#store;
    const others = recent.value.filter((one) => one !== emoji);
    recent.value = [emoji, ...others].slice(0, MAX_RECENT);
  }
}
