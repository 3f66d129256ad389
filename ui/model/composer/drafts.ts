/**
 * What the process is told of what is being written.
 *
 * @module
 */
import type { Intent } from "../../../lib/api/intent.ts";
import { MAX_DRAFT_UNITS } from "../../../lib/api/limits.ts";
import { joined } from "./pasted.ts";
import type { Store } from "../store.ts";
import { TYPING_GAP_MS, TYPING_PEOPLE } from "../typing.ts";

/** How long a draft rests before the process is told, in milliseconds. */
const DRAFT_MS = 300;

/** Commands that may carry a passphrase, which nobody is to keep. */
const SECRET = /^\s*\/(?:create|join|lock)\s/i;

/** Drafts that are to outlive the page, and the signs that others see. */
export class Drafts {
  readonly #store: Store;
  readonly #tell: (intent: Intent) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The conversations in which something was typed since the process was told. */
  readonly #changed = new Set<string>();
  /** When a sign of writing was sent last, in each. */
  readonly #signed = new Map<string, number>();

  /**
   * @param store Where the drafts are.
   * @param tell How an intent leaves the page.
   */
  constructor(store: Store, tell: (intent: Intent) => void) {
    this.#store = store;
    this.#tell = tell;
  }

  /** The draft of the open conversation is another one. */
  change(): void {
    this.#changed.add(this.#store.open.value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), DRAFT_MS);
  }

  /** Tells the process what it does not know yet. */
  keep(): void {
    clearTimeout(this.#timer);
    const { draft, block, editing, amending, restored } = this.#store;
    for (const id of this.#changed) {
      // After a reload a text that is being changed would be sent as a new one.
      if (editing.of(id) !== null || amending.of(id) !== null) continue;
      const typed = SECRET.test(draft.of(id)) ? "" : draft.of(id);
      const whole = joined(typed, block.of(id));
      // The process drops a page that sends it more; what is too long to be sent stays here alone.
      const text = whole.length > MAX_DRAFT_UNITS ? typed : whole;
      if (text.length > MAX_DRAFT_UNITS) continue;
      this.#changed.delete(id);
      if (text === (restored.get(id) ?? "")) continue;
      restored.set(id, text);
      this.#tell({ type: "draft", in: id, text });
    }
  }

  /**
   * Others see that somebody writes, if that person chose so; commands are nobody's business.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  sign(now: number): void {
    const { model, open, connected, barrier, draft, held } = this.#store;
    if (model.value.state?.choices.typing !== true || !connected.value) return;
    if (held.value.members.length > TYPING_PEOPLE) return;
    const text = draft.value;
    if (text.trim() === "" || text.startsWith("/") || barrier.value !== null) return;
    if (now - (this.#signed.get(open.value) ?? -Infinity) < TYPING_GAP_MS) return;
    this.#signed.set(open.value, now);
    this.#tell({ type: "typing", in: open.value });
  }

  /** A text was sent: the next letter is a new sign. */
  sent(id: string): void {
    this.#signed.delete(id);
  }
}
