/**
 * One room: who is in it, the number of its next text, and its time.
 *
 * @module
 */
import type { Member, MembersMessage } from "../message/from_server.ts";
import { type Listed, listed, membersMessages } from "./member_list.ts";

/** One room. Members stand in the order in which they came. */
export class Room {
  /** Without `#`. */
  readonly name: string;
  readonly #members = new Map<string, Listed>();
  #everybody: readonly string[] | null = null;
  /** For the one who spoke last: who sends a burst is looked up once, not for every text. */
  #others: { readonly of: string; readonly ids: readonly string[] } | null = null;
  #list: readonly MembersMessage[] | null = null;
  #texts = 0;
  #latest = 0;

  /** @param name Without `#`. */
  constructor(name: string) {
    this.name = name;
  }

  /** How many are in the room. */
  get size(): number {
    return this.#members.size;
  }

  /** Lets a member in, or replaces what is known of one who is in. */
  put(member: Member): void {
    if (!this.#members.has(member.id)) this.#forgetIds();
    this.#members.set(member.id, listed(member));
    this.#list = null;
  }

  /** Takes a member out; nothing happens if it is not in. */
  remove(memberId: string): void {
    if (!this.#members.delete(memberId)) return;
    this.#forgetIds();
    this.#list = null;
  }

  /** The ids of everybody; the same list until somebody comes or goes. */
  everybody(): readonly string[] {
    return this.#everybody ??= [...this.#members.keys()];
  }

  /** The ids of everybody but one; costs a look at each when it is another one than before. */
  othersThan(memberId: string): readonly string[] {
    if (this.#others?.of !== memberId) {
      const everybody = this.everybody();
      const at = everybody.indexOf(memberId);
      this.#others = { of: memberId, ids: at < 0 ? everybody : everybody.toSpliced(at, 1) };
    }
    return this.#others.ids;
  }

  /**
   * The whole list, in parts that each fit a packet; the same messages until something in it
   * changes, so that they are encoded once for all who get them.
   */
  list(): readonly MembersMessage[] {
    return this.#list ??= membersMessages(this.name, this.#members.values());
  }

  /** The id of the next text: increases by one. */
  nextTextId(): number {
    return ++this.#texts;
  }

  /**
   * The room's time, which never goes backwards, whatever the clock does.
   *
   * @param now Milliseconds since 1970.
   */
  stamp(now: number): number {
    this.#latest = Math.max(this.#latest, now);
    return this.#latest;
  }

  #forgetIds(): void {
    this.#everybody = null;
    this.#others = null;
  }
}
