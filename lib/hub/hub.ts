/**
 * The hub: rooms, members and their names, and what becomes of what they say.
 *
 * It knows members by the ids it drew for them and answers with effects. It must never know
 * sockets, addresses or encryption: what it does not have it cannot give away.
 *
 * @module
 */
import { checkText, normaliseText } from "../message/text.ts";
import { checkName, foldName } from "../message/name.ts";
import type {
  ClientHello,
  ClientMessage,
  RenameMessage,
  SayMessage,
} from "../message/from_client.ts";
import type { ErrorCode, LeftMessage, Member, TextMessage } from "../message/from_server.ts";
import { deliver, type Effect } from "./effect.ts";
import { Room } from "./room.ts";
import { Tags } from "./tags.ts";

/** The room everybody comes into. */
export const LOBBY = "lobby";

/** 64 bits: two members draw the same one about never, and nobody guesses one. */
const MEMBER_ID_BYTES = 8;
/** Draws of a member id before it is clear that the source of randomness is broken. */
const MAX_DRAWS = 16;

/** What a hub is given. */
export interface HubOptions {
  /** Gives so many random bytes. */
  readonly draw: (bytes: number) => Uint8Array;
  /** Messages kept of each room, as members are told; 0 is none. */
  readonly history: number;
}

/** Somebody is in, or is told why not. */
export type Entry =
  | { readonly member: Member; readonly effects: readonly Effect[] }
  | { readonly refused: ErrorCode };

/** Everybody who is connected, and what happens when one of them does something. */
export class Hub {
  readonly #draw: (bytes: number) => Uint8Array;
  readonly #history: number;
  readonly #tags: Tags;
  readonly #lobby = new Room(LOBBY);
  readonly #members = new Map<string, Member>();
  /** Who has which name, by the fold of the name. */
  readonly #holders = new Map<string, string>();

  /** @param options Randomness, and what to tell of the history. */
  constructor(options: HubOptions) {
    this.#draw = options.draw;
    this.#history = options.history;
    this.#tags = new Tags(options.draw);
  }

  /** How many are in. */
  get size(): number {
    return this.#members.size;
  }

  /**
   * Lets somebody in who has proved to be allowed in.
   *
   * The effects welcome them, give them the list of members, and tell the others, in that order.
   *
   * @param hello What they said first.
   * @param now Milliseconds since 1970.
   */
  enter(hello: ClientHello, now: number): Entry {
    const name = this.#freeName(hello.name, null);
    if ("refused" in name) return name;
    const member = { id: this.#drawId(), name: name.free, tag: this.#tags.take(now) };
    this.#members.set(member.id, member);
    this.#holders.set(foldName(member.name), member.id);

    const room = this.#lobby;
    room.put(member);
    const time = room.stamp(now);
    const { name: roomName } = room;
    const history = this.#history;
    const effects = [
      ...deliver([member.id], { type: "welcome", you: member, room: roomName, history, time }),
      ...room.list().flatMap((part) => deliver([member.id], part)),
      ...deliver(room.othersThan(member.id), { type: "joined", room: roomName, member, time }),
    ];
    return { member, effects };
  }

  /**
   * Does what a member asks, or says why not.
   *
   * @param memberId Who asks; one that {@linkcode enter} gave and that has not left.
   * @param now Milliseconds since 1970.
   * @throws {RangeError} If nobody of that id is in.
   */
  handle(memberId: string, message: ClientMessage, now: number): readonly Effect[] {
    const member = this.#members.get(memberId);
    if (member === undefined) throw new RangeError(`nobody has the id ${memberId}`);
    switch (message.type) {
      case "say":
        return this.#say(member, message, now);
      case "rename":
        return this.#rename(member, message, now);
    }
  }

  /**
   * Lets a member go. Nothing happens if it has gone before, as an end can show itself twice.
   *
   * @param reason Whether they said goodbye or the connection ended.
   * @param now Milliseconds since 1970.
   */
  leave(memberId: string, reason: LeftMessage["reason"], now: number): readonly Effect[] {
    const member = this.#members.get(memberId);
    if (member === undefined) return [];
    this.#members.delete(memberId);
    this.#holders.delete(foldName(member.name));
    this.#tags.rest(member.tag, now);
    const room = this.#lobby;
    room.remove(memberId);
    const time = room.stamp(now);
    return deliver(room.everybody(), {
      type: "left",
      room: room.name,
      member: memberId,
      reason,
      time,
    });
  }

  #say(member: Member, message: SayMessage, now: number): readonly Effect[] {
    const { ref } = message;
    const room = this.#lobby;
    if (message.room !== room.name) return refuse(member, "unknown_room", ref);
    const text = normaliseText(message.text);
    const check = checkText(text);
    if (check !== "ok") return refuse(member, check, ref);
    const id = room.nextTextId();
    const time = room.stamp(now);
    const said: TextMessage = { type: "text", room: room.name, id, from: member.id, text, time };
    return [
      ...deliver([member.id], { ...said, ref }),
      ...deliver(room.othersThan(member.id), said),
    ];
  }

  #rename(member: Member, message: RenameMessage, now: number): readonly Effect[] {
    const name = this.#freeName(message.name, member.id);
    if ("refused" in name) return refuse(member, name.refused);
    if (name.free === member.name) return [];
    const renamed = { ...member, name: name.free };
    this.#holders.delete(foldName(member.name));
    this.#holders.set(foldName(renamed.name), member.id);
    this.#members.set(member.id, renamed);
    const room = this.#lobby;
    room.put(renamed);
    const time = room.stamp(now);
    const notice = { type: "renamed", member: member.id, name: renamed.name, time } as const;
    return deliver(room.everybody(), notice);
  }

  /** The name in the form in which it is shown, if it is allowed and nobody else has it. */
  #freeName(raw: string, memberId: string | null): { free: string } | { refused: ErrorCode } {
    const checked = checkName(raw);
    if (!checked.ok) return { refused: "name_invalid" };
    const holder = this.#holders.get(foldName(checked.name));
    if (holder !== undefined && holder !== memberId) return { refused: "name_taken" };
    return { free: checked.name };
  }

  #drawId(): string {
    for (let drawn = 0; drawn < MAX_DRAWS; drawn++) {
      const id = this.#draw(MEMBER_ID_BYTES).toBase64({ alphabet: "base64url", omitPadding: true });
      if (!this.#members.has(id)) return id;
    }
    throw new RangeError("the source of randomness repeats itself");
  }
}

function refuse(member: Member, code: ErrorCode, ref?: number): readonly Effect[] {
  const error = { type: "error", code } as const;
  return deliver([member.id], ref === undefined ? error : { ...error, ref });
}
