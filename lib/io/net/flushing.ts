/**
 * Who has something to write, and their turns.
 *
 * @module
 */
import { Ring } from "../../delivery/ring.ts";

/**
 * How many write in one turn of the event loop. Deno lets a task do 128 socket operations in a turn
 * and puts off the rest, so that of a thousand in one go all would be sealed before most are sent,
 * and a record for each be held meanwhile. In turns half of them have a text a third sooner.
 */
const AT_ONCE = 100;

/** What can write. */
export interface Writer {
  /** Writes what it has. Neither waits nor throws. */
  flush(): void;
}

/** Who has to wait while records are being made. */
export interface Waiter {
  /** They are made. */
  readOn(): void;
}

/**
 * Lets everybody write at the end of the turn in which they came to have something, so that all
 * they have by then leaves together; where they are many, one turn after another.
 */
export class Flushing {
  readonly #due = new Ring<Writer>();
  readonly #turn = (): void => this.#flush();
  #isDue = false;
  /** Records that are being made by another thread. */
  #away = 0;
  #waiting = new Set<Waiter>();

  /**
   * Whether records are being made by another thread. Whoever makes more of them necessary should
   * wait meanwhile: that thread may get no processor for a while, and what it works for is not slow
   * for its own fault.
   */
  get isBehind(): boolean {
    return this.#away > 0;
  }

  /** Somebody has something to write; nobody is to be added twice before they were let write. */
  add(writer: Writer): void {
    this.#due.push(writer);
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(this.#turn);
  }

  /** A record is being made by another thread, until {@linkcode back}. */
  away(): void {
    this.#away++;
  }

  /** One of them is made, or never will be. */
  back(): void {
    if (--this.#away > 0 || this.#waiting.size === 0) return;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const waiter of waiting) waiter.readOn();
  }

  /** Tells somebody, once, when nothing is being made any more. */
  tell(waiter: Waiter): void {
    if (this.isBehind) this.#waiting.add(waiter);
  }

  #flush(): void {
    for (let count = 0; count < AT_ONCE; count++) {
      const writer = this.#due.shift();
      if (writer === undefined) break;
      writer.flush();
    }
    this.#isDue = this.#due.length > 0;
    if (this.#isDue) setImmediate(this.#turn);
  }
}
