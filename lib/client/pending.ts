/**
 * A person's own texts that have no place in the room yet.
 *
 * @module
 */
import type { Pending, Refusal } from "../api/view.ts";

/** Texts on their way, or not arrived, in the order they were written. */
export class PendingTexts {
  readonly #texts = new Map<number, Pending>();
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
   * @param state Whether it is on its way.
   * @returns Its ref. No two texts of one client ever have the same.
   */
  add(text: string, time: number, state: "sending" | "failed"): number {
    const ref = ++this.#lastRef;
    this.#texts.set(ref, { ref, text, time, state, why: null });
    return ref;
  }

  /**
   * The server gave a text its place, so it is pending no more.
   *
   * @returns Whether there was such a text on its way.
   */
  settle(ref: number): boolean {
    return this.#texts.get(ref)?.state === "sending" && this.#texts.delete(ref);
  }

  /**
   * The server refused a text.
   *
   * @returns Whether there was such a text on its way.
   */
  fail(ref: number, why: Refusal): boolean {
    const pending = this.#texts.get(ref);
    if (pending?.state !== "sending") return false;
    this.#texts.set(ref, { ...pending, state: "failed", why });
    return true;
  }

  /** The connection ended: nobody knows what became of those that were on their way. */
  lose(): void {
    for (const pending of this.#texts.values()) {
      if (pending.state !== "sending") continue;
      this.#texts.set(pending.ref, { ...pending, state: "unknown" });
    }
  }

  /**
   * Takes out a text that is not on its way, to forget it or to send it anew.
   *
   * @returns Its text, or null where there is none: a second click finds nothing.
   */
  take(ref: number): string | null {
    const pending = this.#texts.get(ref);
    if (pending === undefined || pending.state === "sending") return null;
    this.#texts.delete(ref);
    return pending.text;
  }
}
