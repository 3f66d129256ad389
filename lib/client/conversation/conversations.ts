/**
 * All conversations at one server: the lobby, rooms, and those with one other person.
 *
 * @module
 */
import type { Person } from "../../api/view.ts";
import { MAX_CONVERSATION_UNITS, MAX_PRIVATE, MAX_ROOMS_PER_MEMBER } from "../../limits.ts";
import { foldName } from "../../message/name.ts";
import type { Member, RoomState } from "../../message/from_server.ts";
import type { Company, Conversation } from "./conversation.ts";
import type { Feed } from "./feed.ts";
import { personOf } from "./members.ts";
import { PrivateTalk } from "./private_talk.ts";
import type { Refs } from "./refs.ts";
import { Room } from "./room.ts";

/** Rooms that are kept, those included that are only to be read: a server could tell of any number. */
const MAX_KEPT_ROOMS = 5 * MAX_ROOMS_PER_MEMBER;

/**
 * What all conversations may take together, in UTF-16 units: a server could tell of more of them,
 * and fill each.
 */
const MAX_KEPT_UNITS = 4 * MAX_CONVERSATION_UNITS;

/** Quiet conversations that are remembered when they are not there any more; of more the newest. */
const MAX_QUIET = 1_000;

/** What they need. */
export interface ConversationsOptions {
  readonly feed: Feed;
  /** The person, as the server calls them. */
  readonly you: Member;
  /** The lobby. */
  readonly state: RoomState;
  /** A complete invitation to a room; null is the lobby. */
  readonly invite: (room: string | null) => string;
  /** Gives each text and each ask its number. */
  readonly refs: Refs;
  /** An id that no conversation ever had. */
  readonly nextId: () => string;
}

/** Conversations, in the order in which they began. */
export class Conversations {
  readonly lobby: Room;
  readonly #feed: Feed;
  readonly #nextId: () => string;
  readonly #invite: (room: string | null) => string;
  readonly #company: Company;
  /** The rooms besides the lobby, by what their names have in common with others. */
  readonly #rooms = new Map<string, Room>();
  /** By the ids of the others. */
  readonly #privates = new Map<string, PrivateTalk>();
  /** What tells those apart that the person wants to hear nothing of, also if they are forgotten. */
  readonly #quiet = new Set<string>();
  #all: Conversation[] = [];

  /** @param now Milliseconds since 1970 (UTC). */
  constructor(options: ConversationsOptions, now: number) {
    const { feed, you, state, invite, refs } = options;
    this.#feed = feed;
    this.#nextId = options.nextId;
    this.#invite = invite;
    this.#company = {
      feed,
      refs,
      find: (id) => this.lobby.members.find(id),
      me: () => this.lobby.members.me.id,
    };
    this.lobby = this.#make(state, true, personOf(you), now);
  }

  /** All of them: the lobby first, then in the order in which they began. */
  get all(): readonly Conversation[] {
    return this.#all;
  }

  /** Those that the person sees, in the same order. */
  get shown(): readonly Conversation[] {
    return this.#all.filter(({ isHidden }) => !isHidden);
  }

  /** The rooms besides the lobby. */
  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /** Those with one other person. */
  get privates(): readonly PrivateTalk[] {
    return [...this.#privates.values()];
  }

  /** The person's own entry. */
  get me(): Person {
    return this.lobby.members.me;
  }

  /** The conversation with this id. */
  find(id: string): Conversation | null {
    return this.#all.find((one) => one.id === id) ?? null;
  }

  /** A room by its name, however that is written. */
  room(name: string): Room | null {
    const key = foldName(name);
    return key === this.lobby.key ? this.lobby : this.#rooms.get(key) ?? null;
  }

  /** What there is with somebody. */
  with(member: string): PrivateTalk | null {
    return this.#privates.get(member) ?? null;
  }

  /**
   * The person has come into a room that was not there.
   *
   * @param isWanted Whether they asked to: of too many, one gives way then that is over.
   * @returns The room, or null: there are too many.
   */
  enter(state: RoomState, now: number, isWanted = false): Room | null {
    if (this.#rooms.size >= MAX_KEPT_ROOMS) {
      const over = isWanted ? this.rooms.find(({ isOver }) => isOver) : undefined;
      if (over === undefined) return null;
      this.forget(over);
    }
    const room = this.#make(state, false, this.me, now);
    this.#rooms.set(room.key, room);
    room.rule(now);
    return room;
  }

  /**
   * There is something to say between the person and somebody. Where there are too many such
   * conversations, one gives way that is hidden, that is over, or that the person never wrote in.
   *
   * @param isHidden Whether the person does not want to see it: none gives way then that they see.
   * @returns The conversation, or null: there are too many that matter.
   */
  begin(partner: Person, isHidden = false): PrivateTalk | null {
    const old = this.#privates.get(partner.id);
    if (old) return old;
    if (this.#privates.size >= MAX_PRIVATE) {
      const least = this.#least(isHidden);
      if (least === undefined) return null;
      this.forget(least);
    }
    const talk = new PrivateTalk(this.#nextId(), this.#company, partner, isHidden);
    this.#privates.set(partner.id, talk);
    return this.#add(talk);
  }

  /** The person wants to hear nothing of a conversation, or everything again. */
  quiet(id: string, on: boolean): void {
    const conversation = this.find(id);
    if (conversation === null || conversation.quiet === on) return;
    conversation.quiet = on;
    const key = keyOf(conversation);
    if (on) this.#quiet.add(key);
    else this.#quiet.delete(key);
    const [oldest] = this.#quiet;
    if (this.#quiet.size > MAX_QUIET && oldest !== undefined) this.#quiet.delete(oldest);
    this.#feed.stateChanged();
  }

  /** A conversation is not to be seen any more. */
  forget(conversation: Conversation): void {
    this.#all = this.#all.filter((one) => one !== conversation);
    if (conversation instanceof Room) this.#rooms.delete(conversation.key);
    if (conversation instanceof PrivateTalk) this.#privates.delete(conversation.partner.id);
    this.#feed.ended(conversation.id);
  }

  /** Forgets the oldest lines of whatever is longest, where all together are too long. */
  fit(): void {
    let sum = this.#all.reduce((units, { log }) => units + log.cost, 0);
    while (sum > MAX_KEPT_UNITS) {
      const { log } = this.#all.reduce((a, b) => b.log.cost > a.log.cost ? b : a);
      const before = log.cost;
      log.shed();
      sum -= before - log.cost;
    }
  }

  /** The private conversation that is missed least, never one that the person looks at. */
  #least(isForHidden: boolean): PrivateTalk | undefined {
    const privates = this.privates.filter(({ id }) => id !== this.#feed.shown);
    const hidden = privates.find(({ isHidden }) => isHidden);
    if (hidden !== undefined || isForHidden) return hidden;
    return privates.find((one) => one.isOver && one.isUnwanted) ??
      privates.find(({ isOver }) => isOver) ?? privates.find((one) => one.isUnwanted);
  }

  #make(state: RoomState, isLobby: boolean, you: Person, now: number): Room {
    const invite = (room: string) => this.#invite(isLobby ? null : room);
    const options = { id: this.#nextId(), company: this.#company, you, state, isLobby, invite };
    return this.#add(new Room(options, now));
  }

  /** One that was quiet before it was forgotten is so again. */
  #add<One extends Conversation>(conversation: One): One {
    conversation.quiet = this.#quiet.has(keyOf(conversation));
    this.#all.push(conversation);
    return conversation;
  }
}

/** So that no room is called as somebody's id. */
function keyOf(conversation: Conversation): string {
  if (conversation instanceof Room) return `#${conversation.key}`;
  return conversation instanceof PrivateTalk ? conversation.partner.id : conversation.id;
}
