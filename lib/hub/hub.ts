/**
 * The hub: rooms, members and their names, and what becomes of what they say.
 *
 * It knows members by the ids it drew for them and answers with effects. It must never know
 * sockets, addresses or encryption: what it does not have it cannot give away.
 *
 * @module
 */
import { checkText, normaliseText } from "../message/text.ts";
import type {
  ClientHello,
  ClientMessage,
  RenameMessage,
  SayMessage,
} from "../message/from_client.ts";
import type { LeftMessage, Member, TextMessage, WelcomeMessage } from "../message/from_server.ts";
import { Departed } from "./departed.ts";
import { deliver, type Effect } from "./effect.ts";
import { peopleMessages } from "./member_list.ts";
import { type Place, Places, type Refusal, shown } from "./places.ts";
import { Room } from "./room.ts";
import { Tags } from "./tags.ts";

/** The room everybody comes into. */
export const LOBBY = "lobby";

/** What a hub is given. */
export interface HubOptions {
  /** Gives so many random bytes. */
  readonly draw: (bytes: number) => Uint8Array;
  /** Messages kept of each room, as members are told; 0 is none. */
  readonly history: number;
}

/** Somebody is in, or is told why not. */
export type Entry =
  | {
    readonly member: Member;
    /** For the newcomer, before the effects. */
    readonly welcome: WelcomeMessage;
    readonly effects: readonly Effect[];
  }
  | { readonly refused: Refusal };

/** Somebody is back, and is told so before the effects. */
export interface Return {
  readonly you: Member;
  readonly time: number;
  readonly effects: readonly Effect[];
}

/** Everybody who is in, connected or away, and what happens when one of them does something. */
export class Hub {
  readonly #history: number;
  readonly #tags: Tags;
  readonly #lobby = new Room(LOBBY);
  readonly #departed = new Departed();
  readonly #places: Places;

  /** @param options Randomness, and what to tell of the history. */
  constructor(options: HubOptions) {
    this.#history = options.history;
    this.#tags = new Tags(options.draw);
    this.#places = new Places(options.draw);
  }

  /** How many are in, those who are away too. */
  get size(): number {
    return this.#places.size;
  }

  /** How many are away; costs a look at each. */
  get away(): number {
    return this.#places.away;
  }

  /** Who has an id now. */
  find(memberId: string): Member | null {
    return this.#places.get(memberId)?.member ?? null;
  }

  /**
   * Lets somebody in who has proved to be allowed in.
   *
   * The effects give them the list of members, and tell the others, in that order.
   *
   * @param hello What they said first.
   * @param now Milliseconds since 1970.
   */
  enter(hello: ClientHello, now: number): Entry {
    const room = this.#lobby;
    const time = room.stamp(now);
    const name = this.#places.freeName(hello.name, null, time);
    if ("refused" in name) return name;
    const { member } = this.#places.add(name.free, this.#tags.take(now), time);
    room.put(member);
    const { name: roomName } = room;
    return {
      member,
      welcome: { type: "welcome", you: member, room: roomName, history: this.#history, time },
      effects: [
        ...this.list(member.id),
        ...deliver(room.othersThan(member.id), { type: "joined", room: roomName, member, time }),
      ],
    };
  }

  /**
   * Does what a member asks, or says why not.
   *
   * @param memberId Who asks; one that {@linkcode enter} gave and that has not left.
   * @param now Milliseconds since 1970.
   * @throws {RangeError} If nobody of that id is in.
   */
  handle(memberId: string, message: ClientMessage, now: number): readonly Effect[] {
    const place = this.#place(memberId);
    switch (message.type) {
      case "say":
        return this.#say(place, message, now);
      case "rename":
        return this.#rename(place, message, now);
    }
  }

  /**
   * A member's connection was cut, and it may come back. Its name and its place stay. Nothing
   * happens if it is away already or has gone.
   *
   * @param now Milliseconds since 1970.
   * @param until When it will have to be gone; others are told so who want the name.
   */
  lose(memberId: string, now: number, until: number): readonly Effect[] {
    const place = this.#places.get(memberId);
    if (place === null || place.away !== null) return [];
    const room = this.#lobby;
    const time = room.stamp(now);
    place.away = { since: time, until: time + until - now };
    room.put(shown(place));
    return deliver(room.othersThan(memberId), { type: "reconnecting", member: memberId, time });
  }

  /**
   * A member is back, or has another connection before anybody noticed that the old one was cut.
   *
   * The effects tell it who has left meanwhile of those whose texts it may still get, give it the
   * list of members, and tell the others, in that order.
   *
   * @param now Milliseconds since 1970.
   * @throws {RangeError} If nobody of that id is in.
   */
  regain(memberId: string, now: number): Return {
    const place = this.#place(memberId);
    const room = this.#lobby;
    const time = room.stamp(now);
    const { away, member: you, entered } = place;
    place.away = null;
    if (away !== null) room.put(you);
    const people = peopleMessages(this.#departed.unknownTo(entered, away?.since ?? time));
    const others = away === null ? [] : room.othersThan(memberId);
    const effects = [
      ...people.flatMap((part) => deliver([memberId], part)),
      ...this.list(memberId),
      ...deliver(others, { type: "reconnected", member: memberId, time }),
    ];
    return { you, time, effects };
  }

  /** The whole list of members again, for one who has missed what changed. */
  list(memberId: string): readonly Effect[] {
    return this.#lobby.list().flatMap((part) => deliver([memberId], part));
  }

  /**
   * Lets a member go. Nothing happens if it has gone before, as an end can show itself twice.
   *
   * @param reason Whether they said goodbye or the connection ended for good.
   * @param now Milliseconds since 1970.
   */
  leave(memberId: string, reason: LeftMessage["reason"], now: number): readonly Effect[] {
    const place = this.#places.get(memberId);
    if (place === null) return [];
    const { member, spoke } = place;
    const room = this.#lobby;
    const time = room.stamp(now);
    this.#places.remove(place);
    this.#tags.rest(member.tag, now);
    // Who came and went in silence is not heard later, and pushes out nobody who is.
    if (spoke) this.#departed.add(member, time);
    room.remove(memberId);
    return deliver(room.everybody(), {
      type: "left",
      room: room.name,
      member: memberId,
      reason,
      time,
    });
  }

  #say(place: Place, message: SayMessage, now: number): readonly Effect[] {
    const { ref } = message;
    const { id: from } = place.member;
    const room = this.#lobby;
    if (message.room !== room.name) return refuse(from, { code: "unknown_room" }, ref);
    const text = normaliseText(message.text);
    const check = checkText(text);
    if (check !== "ok") return refuse(from, { code: check }, ref);
    const id = room.nextTextId();
    const time = room.stamp(now);
    place.spoke = true;
    const said: TextMessage = { type: "text", room: room.name, id, from, text, time };
    return [
      ...deliver([from], { ...said, ref }),
      ...deliver(room.othersThan(from), said),
    ];
  }

  #rename(place: Place, message: RenameMessage, now: number): readonly Effect[] {
    const { member } = place;
    const room = this.#lobby;
    const time = room.stamp(now);
    const name = this.#places.freeName(message.name, place, time);
    if ("refused" in name) return refuse(member.id, name.refused);
    if (name.free === member.name) return [];
    this.#places.rename(place, name.free);
    room.put(shown(place));
    const notice = { type: "renamed", member: member.id, name: name.free, time } as const;
    return deliver(room.everybody(), notice);
  }

  #place(memberId: string): Place {
    const place = this.#places.get(memberId);
    if (place === null) throw new RangeError(`nobody has the id ${memberId}`);
    return place;
  }
}

function refuse(memberId: string, refusal: Refusal, ref?: number): readonly Effect[] {
  return deliver([memberId], { type: "error", ...refusal, ...(ref !== undefined && { ref }) });
}
