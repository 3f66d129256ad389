/**
 * One room: who is in it, whose it is, who may come in, and the number of its next text.
 *
 * @module
 */
import type { ListedRoom, Member, MembersMessage, RoomKind } from "../message/from_server.ts";
import { Bans } from "./bans.ts";
import type { History } from "./history.ts";
import { membersMessages } from "./member_list.ts";
import { type Measured, measured } from "./parts.ts";

/** What a room is when it is made. */
export interface RoomOptions {
  /** Whether it is left out of the list of rooms, when it is not locked. */
  readonly hidden: boolean;
  /** The digest of its passphrase; `null` is none. */
  readonly lock: string | null;
}

/** One room. Members stand in the order in which they came. */
export class Room {
  /** Without `#`. */
  readonly name: string;
  /** What is kept of it. */
  readonly history: History;
  /** Who may not come in. */
  readonly bans: Bans = new Bans();
  /** May be empty. */
  topic = "";
  /** The id of the member who owns it; `null` is nobody. */
  owner: string | null = null;
  /** The digest of its passphrase; `null` is none. */
  lock: string | null;
  readonly #hidden: boolean;
  readonly #members = new Map<string, Measured<Member>>();
  #everybody: readonly string[] | null = null;
  /** For the one who spoke last: who sends a burst is looked up once, not for every text. */
  #others: { readonly of: string; readonly ids: readonly string[] } | null = null;
  #list: readonly MembersMessage[] | null = null;
  #listing: Measured<ListedRoom> | null = null;
  #texts = 0;

  /**
   * @param name Without `#`.
   * @param history Its own.
   */
  constructor(name: string, history: History, options: RoomOptions) {
    this.name = name;
    this.history = history;
    this.lock = options.lock;
    this.#hidden = options.hidden;
  }

  /** How many are in the room. */
  get size(): number {
    return this.#members.size;
  }

  /** Who comes in. */
  get kind(): RoomKind {
    if (this.lock !== null) return "locked";
    return this.#hidden ? "hidden" : "public";
  }

  /** Lets a member in, or replaces what is known of one who is in. */
  put(member: Member): void {
    if (!this.#members.has(member.id)) this.#forgetIds();
    this.#members.set(member.id, measured(member));
    this.#list = null;
  }

  /** Takes a member out; nothing happens if it is not in. */
  remove(memberId: string): void {
    if (!this.#members.delete(memberId)) return;
    this.#forgetIds();
    this.#list = null;
  }

  /** Whether a member is in. */
  has(memberId: string): boolean {
    return this.#members.has(memberId);
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

  /** As it stands in the list of rooms, measured once until that changes. */
  listing(): Measured<ListedRoom> {
    const { name: room, size: people, topic } = this;
    const last = this.#listing?.item;
    if (this.#listing === null || last?.people !== people || last.topic !== topic) {
      this.#listing = measured({ room, people, topic });
    }
    return this.#listing;
  }

  /** The id of the next text: increases by one. */
  nextTextId(): number {
    return ++this.#texts;
  }

  #forgetIds(): void {
    this.#everybody = null;
    this.#others = null;
  }
}
