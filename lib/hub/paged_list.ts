/**
 * A list in parts that changes one entry at a time, as that of a room's members does.
 *
 * @module
 */
import { encodeMessage } from "../message/encode.ts";
import type { ServerMessage } from "../message/from_server.ts";
import { MAX_MESSAGE_BYTES } from "../message/json.ts";
import type { Measured } from "./parts.ts";

/** How full two neighbours may be together to become one; less than 1, or it would be cut again. */
const JOIN_SHARE = 3 / 4;

/** A message that says whether it is the last part. */
type Part = Extract<ServerMessage, { readonly last: boolean }>;

/** Makes the message of one part. */
type Make<Item, Made> = (part: readonly Item[], last: boolean) => Made;

/** One entry, and the page that it stands on. */
interface Slot<Item, Made> {
  item: Item;
  bytes: number;
  page: Page<Item, Made>;
}

/** The entries of one part; none has no entry. */
interface Page<Item, Made> {
  slots: Slot<Item, Made>[];
  /** Bytes of them all, each with a comma. */
  bytes: number;
  /** `null` since something was changed. */
  message: Made | null;
}

/**
 * Entries by their keys, in the order in which they came. The messages stay the same but for those
 * of the pages on which something has changed: who changes one entry makes one of them anew,
 * however long the list is. Pages beside each other are three quarters full together at least.
 */
export class PagedList<Item extends object, Made extends Part> {
  readonly #make: Make<Item, Made>;
  /** Bytes of entries that a page has room for, each with a comma. */
  readonly #room: number;
  readonly #slots = new Map<string, Slot<Item, Made>>();
  readonly #pages: Page<Item, Made>[] = [];
  #messages: readonly Made[] | null = null;

  /** @param make Makes the message of a part, of which the last one, and only that, says so. */
  constructor(make: Make<Item, Made>) {
    this.#make = make;
    // With `false`, which is longer than `true`; the first of the entries has no comma.
    this.#room = MAX_MESSAGE_BYTES - encodeMessage(make([], false)).length + 1;
  }

  /** How many entries there are. */
  get size(): number {
    return this.#slots.size;
  }

  /** Whether there is one. */
  has(key: string): boolean {
    return this.#slots.has(key);
  }

  /** The keys of all. */
  keys(): Iterable<string> {
    return this.#slots.keys();
  }

  /** Puts an entry at the end, or in the place of the one of that key. */
  put(key: string, { item, bytes }: Measured<Item>): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return this.#append(key, item, bytes);
    if (slot.item === item) return;
    const { page } = slot;
    page.bytes += bytes - slot.bytes;
    slot.item = item;
    slot.bytes = bytes;
    this.#change(page);
  }

  /** Takes an entry out; nothing happens if there is none. */
  remove(key: string): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return;
    this.#slots.delete(key);
    const { page } = slot;
    page.slots.splice(page.slots.indexOf(slot), 1);
    page.bytes -= slot.bytes + 1;
    this.#change(page);
  }

  /** The whole list, at least one message; the same ones as far as nothing in them has changed. */
  messages(): readonly Made[] {
    return this.#messages ??= this.#write();
  }

  #append(key: string, item: Item, bytes: number): void {
    let page = this.#pages.at(-1);
    if (page === undefined || page.bytes + bytes + 1 > this.#room) {
      page = { slots: [], bytes: 0, message: null };
      this.#pages.push(page);
    }
    const slot = { item, bytes, page };
    page.slots.push(slot);
    page.bytes += bytes + 1;
    page.message = this.#messages = null;
    this.#slots.set(key, slot);
  }

  #change(page: Page<Item, Made>): void {
    page.message = this.#messages = null;
    const at = this.#pages.indexOf(page);
    if (page.slots.length === 0) this.#pages.splice(at, 1);
    if (page.bytes > this.#room) {
      this.#split(page, at);
      this.#join(at + 1);
    }
    this.#join(at);
    this.#join(at - 1);
  }

  /** Moves the second half of a page to one of its own. */
  #split(page: Page<Item, Made>, at: number): void {
    const half: Page<Item, Made> = { slots: [], bytes: 0, message: null };
    let kept = 0;
    let bytes = 0;
    for (const slot of page.slots) {
      if (2 * bytes >= page.bytes) break;
      bytes += slot.bytes + 1;
      kept++;
    }
    half.slots = page.slots.splice(kept);
    half.bytes = page.bytes - bytes;
    for (const slot of half.slots) slot.page = half;
    page.bytes = bytes;
    this.#pages.splice(at + 1, 0, half);
  }

  /** Moves what is on the page after one to that one, where both are nearly empty. */
  #join(at: number): void {
    const [page, next] = [this.#pages[at], this.#pages[at + 1]];
    if (page === undefined || next === undefined) return;
    if (page.bytes + next.bytes > JOIN_SHARE * this.#room) return;
    for (const slot of next.slots) slot.page = page;
    page.slots.push(...next.slots);
    page.bytes += next.bytes;
    page.message = null;
    this.#pages.splice(at + 1, 1);
  }

  #write(): readonly Made[] {
    if (this.#pages.length === 0) return [this.#make([], true)];
    return this.#pages.map((page, at) => {
      const last = at === this.#pages.length - 1;
      if (page.message?.last !== last) {
        page.message = this.#make(page.slots.map(({ item }) => item), last);
      }
      return page.message;
    });
  }
}
