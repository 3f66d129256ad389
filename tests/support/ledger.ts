/**
 * Counts what is said and what is shown: a witness with a good connection sees the server's order,
 * and everybody else is compared with it.
 *
 * @module
 */
import type { Participant } from "./participant.ts";

/** The books of one room. */
export class Ledger {
  said = 0;
  shown = 0;
  lost = 0;
  doubled = 0;
  gaps = 0;
  readonly #witness: Participant;
  /** Where each text stands in the server's order. */
  readonly #places = new Map<string, number>();
  #read = 0;

  /** @param witness Somebody who is in from before the first text to after the last. */
  constructor(witness: Participant) {
    this.#witness = witness;
  }

  /** Somebody says a text that nobody said before. */
  say(person: Participant): void {
    person.say(`text ${++this.said}`);
  }

  /** The witness says a text; how long it takes to its place, in milliseconds. */
  async echo(): Promise<number> {
    const text = `text ${++this.said}`;
    const start = performance.now();
    this.#witness.say(text);
    await this.#witness.until(() => this.#place(text) !== undefined);
    return performance.now() - start;
  }

  /** Compares what somebody shows with the server's order, once they have all there is for them. */
  async close(person: Participant): Promise<void> {
    let next = -1;
    for (const line of [...person.lines]) {
      if (line.type === "gap") {
        this.gaps++;
        next = -1;
      }
      if (line.type !== "text") continue;
      await this.#witness.until(() => this.#place(line.text) !== undefined);
      const place = this.#place(line.text) ?? 0;
      if (next >= 0 && place > next) this.lost += place - next;
      if (next >= 0 && place < next) this.doubled++;
      next = place + 1;
      this.shown++;
    }
  }

  #place(text: string): number | undefined {
    const { lines } = this.#witness;
    for (; this.#read < lines.length; this.#read++) {
      const line = lines[this.#read];
      if (line?.type !== "text") continue;
      if (this.#places.has(line.text)) this.doubled++;
      this.#places.set(line.text, this.#places.size);
    }
    return this.#places.get(text);
  }
}
