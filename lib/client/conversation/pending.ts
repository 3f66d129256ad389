/**
 * A person's own texts that have no place in the room yet.
 *
 * @module
 */
import type { Pending, Refusal } from "../../api/view.ts";
import type { Refs } from "./refs.ts";

type TextState = Pending["state"];

/** A text as it was written, with all that goes with it. */
export interface Written {
  readonly text: string;
  /** Whether it is something the person does. */
  readonly action: boolean;
  /** The id of the text that it answers, or null. */
  readonly reply: number | null;
  /** Ids of the members whom it names. */
  readonly mentions: readonly string[];
}

/** What becomes of a text that is written now; of one that cannot be sent, why not. */
export type Fate = "waiting" | "sending" | "no_connection" | "gone";

/** A text that waits no more. */
export interface Released extends Written {
  readonly ref: number;
}

/** Texts on their way, or not arrived, in the order they were written. */
export class PendingTexts {
  readonly #refs: Refs;
  readonly #texts = new Map<number, Pending>();
  readonly #written = new Map<number, Written>();
  /** Under which number those went out that are on their way, by their refs. */
  readonly #numbers = new Map<number, number>();

  /** @param refs Gives each text its number. */
  constructor(refs: Refs) {
    this.#refs = refs;
  }

  /** All of them, in the order they were written. */
  get all(): readonly Pending[] {
    return [...this.#texts.values()];
  }

  /** Whether there is a text with this ref. */
  has(ref: number): boolean {
    return this.#texts.has(ref);
  }

  /**
   * Adds a text.
   *
   * @param written What was written.
   * @param time When, in milliseconds since 1970 (UTC).
   * @param fate Whether it is on its way, waits, or cannot be sent.
   * @returns Its ref. No two texts of one client ever have the same.
   */
  add(written: Written, time: number, fate: Fate): number {
    const ref = this.#refs.next();
    const isOpen = fate === "waiting" || fate === "sending";
    const [state, why] = isOpen ? [fate, null] as const : ["failed", fate] as const;
    const { text, action } = written;
    this.#texts.set(ref, { ref, text, action, time, state, why });
    this.#written.set(ref, written);
    return ref;
  }

  /**
   * A text goes out.
   *
   * @param number Its number among all that went out to this server.
   */
  number(ref: number, number: number): void {
    this.#numbers.set(ref, number);
  }

  /**
   * The server gave a text its place, so it is pending no more.
   *
   * @returns Whether there was such a text that may have been on its way.
   */
  settle(ref: number): boolean {
    return this.#take(ref, ["sending", "unknown"]) !== null;
  }

  /**
   * The server kept a text of the person's own and gives it without its ref: it is the first in
   * these words of which nobody knew whether it arrived.
   *
   * @returns Whether there was one.
   */
  settleAlike(text: string): boolean {
    const alike = this.all.find((one) => one.state === "unknown" && one.text === text);
    return alike !== undefined && this.#take(alike.ref, ["unknown"]) !== null;
  }

  /**
   * The server refused a text.
   *
   * @returns Whether there was such a text that may have been on its way.
   */
  fail(ref: number, why: Refusal): boolean {
    const pending = this.#texts.get(ref);
    if (pending?.state !== "sending" && pending?.state !== "unknown") return false;
    this.#numbers.delete(ref);
    this.#texts.set(ref, { ...pending, state: "failed", why });
    return true;
  }

  /**
   * Some of what the server said is lost, and with it perhaps what it said to these texts: unless
   * that comes after all, nobody will know.
   *
   * @param received How many of all that went out the server has.
   */
  doubt(received: number): void {
    for (const [ref, number] of this.#numbers) {
      const pending = this.#texts.get(ref);
      if (pending === undefined || number > received) continue;
      this.#texts.set(ref, { ...pending, state: "unknown" });
    }
  }

  /**
   * The person is whom they were: what the server does not have is on its way once more.
   *
   * @param received How many of all that went out the server has.
   */
  renew(received: number): void {
    for (const [ref, number] of this.#numbers) {
      const pending = this.#texts.get(ref);
      if (pending?.state !== "unknown" || number <= received) continue;
      this.#texts.set(ref, { ...pending, state: "sending" });
    }
  }

  /** There is a connection again: what waits is on its way. Gives just that, in its order. */
  release(): readonly Released[] {
    const waiting = this.all.filter(({ state }) => state === "waiting");
    return waiting.flatMap((pending) => {
      const { ref } = pending;
      const written = this.#written.get(ref);
      this.#texts.set(ref, { ...pending, state: "sending" });
      return written ? [{ ...written, ref }] : [];
    });
  }

  /**
   * Nobody will know what became of those that were on their way. What any of them answered has
   * another id from now on, or none.
   */
  lose(): void {
    this.#numbers.clear();
    this.#turn("sending", "unknown");
    for (const [ref, written] of this.#written) this.#written.set(ref, { ...written, reply: null });
  }

  /** There is nobody there any more whom those that wait could reach. */
  abandon(): void {
    this.#turn("waiting", "failed", "gone");
  }

  /**
   * The person was put out, and what the server had to say of those on their way may be withheld:
   * unless it comes after all, nobody will know.
   */
  withhold(): void {
    this.#turn("sending", "unknown");
  }

  /**
   * There will be no connection for those that wait, and nobody knows of those on their way. Their
   * numbers stay, for a person who comes back as whom they were.
   */
  end(): void {
    this.#turn("sending", "unknown");
    this.#turn("waiting", "failed", "no_connection");
  }

  /**
   * Takes out a text that is neither on its way nor waits for it, to send it anew.
   *
   * @returns What was written, or null where there is none: a second click finds nothing.
   */
  take(ref: number): Written | null {
    return this.#take(ref, ["unknown", "failed"]);
  }

  /**
   * Puts other words in the place of a text that nobody has but the person.
   *
   * @param words What it says now, and whom that names.
   * @param fate What would become of a text that is written now.
   * @returns Whether it waits or failed; null where there is none, or it may have gone out.
   */
  amend(
    ref: number,
    words: Pick<Written, "text" | "mentions">,
    fate: Fate,
  ): "waiting" | "failed" | null {
    const [pending, written] = [this.#texts.get(ref), this.#written.get(ref)];
    if (written === undefined || pending === undefined) return null;
    const { state } = pending;
    if (state !== "waiting" && state !== "failed") return null;
    // What was wrong with the words of before is not wrong with these.
    const isShut = state === "failed" && (fate === "no_connection" || fate === "gone");
    this.#texts.set(ref, { ...pending, text: words.text, why: isShut ? fate : pending.why });
    this.#written.set(ref, { ...written, ...words });
    return state;
  }

  /**
   * Forgets a text that is not on its way.
   *
   * @returns Whether there was one.
   */
  discard(ref: number): boolean {
    return this.#take(ref, ["unknown", "failed", "waiting"]) !== null;
  }

  #take(ref: number, states: readonly TextState[]): Written | null {
    const state = this.#texts.get(ref)?.state;
    const written = this.#written.get(ref);
    if (state === undefined || written === undefined || !states.includes(state)) return null;
    this.#texts.delete(ref);
    this.#written.delete(ref);
    this.#numbers.delete(ref);
    return written;
  }

  #turn(from: TextState, to: TextState, why: Refusal | null = null): void {
    for (const pending of this.#texts.values()) {
      if (pending.state === from) this.#texts.set(pending.ref, { ...pending, state: to, why });
    }
  }
}
