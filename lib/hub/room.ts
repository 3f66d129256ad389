/**
 * One room: who is in it, whose it is, who may come in, and the number of its next text.
 *
 * @module
 */
import type { ListedRoom, Member, MembersMessage, RoomKind } from "../message/from_server.ts";
import { Bans } from "./bans.ts";
import type { History } from "./history.ts";
import { PagedList } from "./paged_list.ts";
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
  readonly #members: PagedList<Member, MembersMessage>;
  #everybody: readonly string[] | null = null;
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
    this.#members = new PagedList((members, last) => ({
      type: "members",
      room: name,
      members,
      last,
    }));
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
    if (!this.#members.has(member.id)) this.#everybody = null;
    this.#members.put(member.id, measured(member));
  }

  /** Takes a member out; nothing happens if it is not in. */
  remove(memberId: string): void {
    if (!this.#members.has(memberId)) return;
    this.#members.remove(memberId);
    this.#everybody = null;
  }

  /** Whether a member is in. */
  has(memberId: string): boolean {
    return this.#members.has(memberId);
  }

  /** The ids of everybody; the same list until somebody comes or goes. */
  everybody(): readonly string[] {
    return this.#everybody ??= [...this.#members.keys()];
  }

  /**
   * The whole list, in parts that each fit a packet; each the same message until something in it
   * changes, so that it is encoded once for all who get it.
   */
  list(): readonly MembersMessage[] {
    return this.#members.messages();
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
}
