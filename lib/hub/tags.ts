/**
 * Tags: four letters that tell apart people with look-alike names.
 *
 * The server draws them, so nobody can make one; a tag that somebody wore rests before it is
 * given out again, so nobody can pass for someone who has just left.
 *
 * @module
 */
import { MAX_RESTING_TAGS, TAG_REST_MS } from "../limits.ts";

/** RFC 4648, section 6, in lower case. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const LETTERS_IN_TAG = 4;
const BITS_PER_LETTER = 5;
/** All tags there are: 20 bits. */
const TAG_COUNT = 2 ** (LETTERS_IN_TAG * BITS_PER_LETTER);
/** Draws before the next free tag is taken instead: reached once in 2^64 with all tags resting. */
const MAX_DRAWS = 16;

interface Resting {
  readonly tag: string;
  readonly until: number;
}

/** Gives out tags and takes them back. Each call costs the same on average, however many rest. */
export class Tags {
  readonly #draw: (bytes: number) => Uint8Array;
  /** Worn or resting. */
  readonly #taken = new Set<string>();
  /** Oldest first, from `#head` on: a `Map` would search its holes for the oldest every time. */
  #resting: Resting[] = [];
  #head = 0;
  #latest = 0;

  /** @param draw Gives so many random bytes. */
  constructor(draw: (bytes: number) => Uint8Array) {
    this.#draw = draw;
  }

  /** How many tags are worn or resting. */
  get taken(): number {
    return this.#taken.size;
  }

  /**
   * Draws a tag that nobody wears and none of the resting.
   *
   * @param now Milliseconds since 1970; one that goes backwards shortens no rest.
   * @throws {RangeError} If more than 980,000 members wear one.
   */
  take(now: number): string {
    this.#wake(now);
    if (this.#taken.size >= TAG_COUNT) throw new RangeError("all tags are taken");
    let number = this.#drawNumber();
    for (let drawn = 1; drawn < MAX_DRAWS && this.#taken.has(spell(number)); drawn++) {
      number = this.#drawNumber();
    }
    while (this.#taken.has(spell(number))) number = (number + 1) % TAG_COUNT;
    const tag = spell(number);
    this.#taken.add(tag);
    return tag;
  }

  /**
   * Takes back a tag, which then rests for `TAG_REST_MS`, or until `MAX_RESTING_TAGS` others do.
   *
   * @param tag One that {@linkcode take} gave and that was not given back since.
   * @param now Milliseconds since 1970.
   */
  rest(tag: string, now: number): void {
    this.#wake(now);
    this.#resting.push({ tag, until: this.#latest + TAG_REST_MS });
    if (this.#resting.length - this.#head > MAX_RESTING_TAGS) this.#freeOldest();
  }

  #wake(now: number): void {
    this.#latest = Math.max(this.#latest, now); // keeps the list in the order of `until`
    for (;;) {
      const oldest = this.#resting[this.#head];
      if (oldest === undefined || oldest.until > this.#latest) return;
      this.#freeOldest();
    }
  }

  #freeOldest(): void {
    const oldest = this.#resting[this.#head];
    if (oldest === undefined) return;
    this.#taken.delete(oldest.tag);
    this.#head++;
    // Moving at most as many as were freed since the last time costs one step for each.
    if (this.#head * 2 < this.#resting.length) return;
    this.#resting = this.#resting.slice(this.#head);
    this.#head = 0;
  }

  /** 20 of 24 random bits, so every tag is as likely as any other. */
  #drawNumber(): number {
    const [a = 0, b = 0, c = 0] = this.#draw(3);
    return ((a << 16) | (b << 8) | c) % TAG_COUNT;
  }
}

function spell(number: number): string {
  let tag = "";
  for (let shift = (LETTERS_IN_TAG - 1) * BITS_PER_LETTER; shift >= 0; shift -= BITS_PER_LETTER) {
    tag += LETTERS.charAt((number >> shift) & 31);
  }
  return tag;
}
