/**
 * A queue in an array whose end goes on at its beginning.
 *
 * @module
 */

/** Slots at first. Always a power of two, so that a place is found with one `and`. */
const FIRST_SLOTS = 16;

/** Slots that are not given back, 8 KiB: a busy queue would get them again with each record. */
const SPARE_SLOTS = 1_024;

/** The slots of all queues that never had anything; the first push makes others. */
const NONE: never[] = [];

/**
 * First in, first out. No operation moves the others: an array that is shifted moves them all, and
 * a list makes an object for each. Memory follows the length, up and down.
 */
export class Ring<Item extends object> {
  #slots: (Item | undefined)[] = NONE;
  #head = 0;
  #length = 0;

  /** How many are in it. */
  get length(): number {
    return this.#length;
  }

  /** The one that is taken next, or `undefined`. */
  get first(): Item | undefined {
    return this.#slots[this.#head];
  }

  /** Puts one at the end. */
  push(item: Item): void {
    const { length } = this.#slots;
    if (this.#length === length) this.#resize(Math.max(FIRST_SLOTS, length * 2));
    this.#slots[(this.#head + this.#length++) & (this.#slots.length - 1)] = item;
  }

  /** Takes the first one; `undefined` if there is none. */
  shift(): Item | undefined {
    const slots = this.#slots;
    const item = slots[this.#head];
    if (item === undefined) return undefined;
    slots[this.#head] = undefined; // or its place would keep it alive
    this.#head = (this.#head + 1) & (slots.length - 1);
    this.#length--;
    // Half way between growing and shrinking again, so that neither follows the other at once.
    if (slots.length > SPARE_SLOTS && this.#length <= slots.length / 4) {
      this.#resize(slots.length / 2);
    }
    return item;
  }

  /** Gives back all slots, if nothing is in them; for a queue that was busy and is no longer. */
  shrink(): void {
    if (this.#length > 0) return;
    this.#slots = NONE;
    this.#head = 0;
  }

  /**
   * Puts another in the place of each, or none; costs a look at each.
   *
   * @param other Called for all, first to last; it must not touch the ring.
   */
  rewrite(other: (item: Item) => Item | null): void {
    const slots = this.#slots;
    let length = 0;
    for (let n = 0; n < this.#length; n++) {
      const place = (this.#head + n) & (slots.length - 1);
      const item = slots[place];
      const put = item === undefined ? null : other(item);
      slots[place] = undefined;
      // Never behind the place that was just read, so nothing is overwritten unread.
      if (put !== null) slots[(this.#head + length++) & (slots.length - 1)] = put;
    }
    this.#length = length;
    let size = slots.length;
    while (size > SPARE_SLOTS && length <= size / 4) size /= 2;
    if (size < slots.length) this.#resize(size);
  }

  #resize(size: number): void {
    const old = this.#slots;
    const slots = new Array<Item | undefined>(size).fill(undefined);
    for (let n = 0; n < this.#length; n++) slots[n] = old[(this.#head + n) & (old.length - 1)];
    this.#slots = slots;
    this.#head = 0;
  }
}
