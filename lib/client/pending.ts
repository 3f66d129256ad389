/**
 * A person's own texts that have no place in the room yet.
 *
 * @module
 */
import type { Pending, Refusal } from "../api/view.ts";

type TextState = Pending["state"];

/** Texts on their way, or not arrived, in the order they were written. */
export class PendingTexts {
  readonly #texts = new Map<number, Pending>();
  /** Under which number those went out that are on their way, by their refs. */
  readonly #numbers = new Map<number, number>();
  #lastRef = 0;

  /** All of them, in the order they were written. */
  get all(): readonly Pending[] {
    return [...this.#texts.values()];
  }

  /**
   * Adds a text.
   *
   * @param text What was written.
   * @param time When, in milliseconds since 1970 (UTC).
   * @param state Whether it is on its way, waits, or cannot be sent.
   * @returns Its ref. No two texts of one client ever have the same.
   */
  add(text: string, time: number, state: "waiting" | "sending" | "failed"): number {
    const ref = ++this.#lastRef;
    const why = state === "failed" ? "no_connection" : null;
    this.#texts.set(ref, { ref, text, time, state, why });
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
  release(): readonly Pending[] {
    const waiting = this.all.filter(({ state }) => state === "waiting");
    for (const pending of waiting) this.#texts.set(pending.ref, { ...pending, state: "sending" });
    return waiting;
  }

  /** Nobody will know what became of those that were on their way. */
  lose(): void {
    this.#numbers.clear();
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
   * @returns Its text, or null where there is none: a second click finds nothing.
   */
  take(ref: number): string | null {
    return this.#take(ref, ["unknown", "failed"]);
  }

  /**
   * Forgets a text that is not on its way.
   *
   * @returns Whether there was one.
   */
  discard(ref: number): boolean {
    return this.#take(ref, ["unknown", "failed", "waiting"]) !== null;
  }

  #take(ref: number, states: readonly TextState[]): string | null {
    const pending = this.#texts.get(ref);
    if (pending === undefined || !states.includes(pending.state)) return null;
    this.#texts.delete(ref);
    this.#numbers.delete(ref);
    return pending.text;
  }

  #turn(from: TextState, to: TextState, why: Refusal | null = null): void {
    for (const pending of this.#texts.values()) {
      if (pending.state === from) this.#texts.set(pending.ref, { ...pending, state: to, why });
    }
  }
}
