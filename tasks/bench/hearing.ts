/**
 * Checks what the members of one process hear: that it is complete and in order, and how long it
 * took.
 *
 * @module
 */
import { Histogram } from "./histogram.ts";
import { MAX_SENDERS, numberOf, senderOf, TEXT_BYTES, timeOf } from "./text.ts";

/** Texts of one sender that may be on their way at once. */
const WINDOW = 8_192;

/** What was heard wrongly. */
export class HearingError extends Error {
  override readonly name = "HearingError";
}

/** Everything that all members of this process have heard. */
export class Hearing {
  /** Texts heard by somebody else than who said them. */
  deliveries = 0;
  /** Texts that all members of this process have heard. */
  done = 0;
  /** How long each delivery took. */
  readonly latency: Histogram = new Histogram();
  readonly #members: number;
  readonly #first: number;
  /** For each member and sender, the number of the text that must come next. */
  readonly #next: Uint32Array;
  /** For each sender and number, by how many it was heard; a ring. */
  readonly #heard: Uint16Array = new Uint16Array(MAX_SENDERS * WINDOW);

  /**
   * @param members How many there are in this process.
   * @param first The number that the first of them has among those of all processes.
   */
  constructor(members: number, first: number) {
    this.#members = members;
    this.#first = first;
    this.#next = new Uint32Array(members * MAX_SENDERS);
  }

  /**
   * A member hears a text.
   *
   * @param member From 0 in this process.
   * @param bytes What it has read.
   * @param at Where the text begins.
   * @param now Microseconds since 1970.
   * @throws {HearingError} If it is not the next one of its sender.
   */
  hear(member: number, bytes: Uint8Array, at: number, now: number): void {
    const [sender, number] = [senderOf(bytes, at), numberOf(bytes, at)];
    if (!(sender < MAX_SENDERS) || at + TEXT_BYTES > bytes.length) {
      throw new HearingError(`member ${this.#first + member} heard what nobody said`);
    }
    const place = member * MAX_SENDERS + sender;
    const next = this.#next[place] ?? 0;
    if (number !== next) {
      throw new HearingError(
        `member ${this.#first + member} heard text ${number} of ${sender} where ${next} is next`,
      );
    }
    this.#next[place] = next + 1;
    if (sender === this.#first + member) return;
    this.deliveries++;
    this.latency.count(now - timeOf(bytes, at));
    this.#tick(sender, number);
  }

  /** Which member lacks what, if so many texts were said by each sender; `null` if none does. */
  missing(said: readonly number[]): string | null {
    for (let member = 0; member < this.#members; member++) {
      for (const [sender, count] of said.entries()) {
        const heard = this.#next[member * MAX_SENDERS + sender] ?? 0;
        if (heard === count || sender === this.#first + member) continue;
        return `member ${this.#first + member} heard ${heard} of ${count} texts of ${sender}`;
      }
    }
    return null;
  }

  #tick(sender: number, number: number): void {
    const place = sender * WINDOW + number % WINDOW;
    const heard = (this.#heard[place] ?? 0) + 1;
    const isHere = sender >= this.#first && sender < this.#first + this.#members;
    if (heard === this.#members - (isHere ? 1 : 0)) {
      this.#heard[place] = 0;
      this.done++;
    } else this.#heard[place] = heard;
  }
}
