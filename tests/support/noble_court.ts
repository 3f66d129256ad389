/**
 * The rooms of a server of pyChat, written from PROTOCOL.md with nothing of `lib`. It keeps no
 * texts, knows no limits, and leaves the lobby to the server.
 *
 * @module
 */
import type { NobleMessage } from "./noble_peer.ts";

/** What one member gets. */
export interface NoblePost {
  readonly to: string;
  readonly message: object;
  /** A room of which all that has not arrived is taken away before that. */
  readonly withhold?: string;
}

interface CourtRoom {
  readonly name: string;
  readonly hidden: boolean;
  passphrase: string | null;
  topic: string;
  owner: string;
  /** Ids, in the order in which they came. */
  members: string[];
  /** Who must stay out. */
  readonly out: Set<string>;
}

/** What is asked for, as far as it is looked at. */
interface Ask extends NobleMessage {
  readonly room: string;
  readonly to: string;
  readonly member: string;
  readonly id: number;
  readonly ref: number;
  readonly passphrase?: string;
}

/** Rooms besides the lobby, and what is between two. */
export class NobleCourt {
  readonly #rooms = new Map<string, CourtRoom>();
  /** Who has said what, by the place and the number. */
  readonly #authors = new Map<string, string>();
  /** As it stands in a list; undefined is nobody. */
  readonly #member: (id: string) => object | undefined;
  #texts = 0;

  /** @param member Gives somebody as they stand in a list; undefined if nobody has the id. */
  constructor(member: (id: string) => object | undefined) {
    this.#member = member;
  }

  /** What comes of something that a member asks for. */
  hear(from: string, message: NobleMessage): NoblePost[] {
    const ask = message as Ask;
    const outcome = this.#do(from, ask);
    if (typeof outcome !== "string") return outcome;
    return [{ to: from, message: { type: "error", code: outcome, ref: ask.ref } }];
  }

  /** How the rooms of a member are, and who is in them: what follows `resumed`. */
  standing(id: string): { readonly states: object[]; readonly lists: object[] } {
    const rooms = [...this.#rooms.values()].filter(({ members }) => members.includes(id));
    return { states: rooms.map(stateOf), lists: rooms.map((room) => this.#list(room)) };
  }

  /** A member leaves the server, and so every room. */
  part(id: string, reason: string): NoblePost[] {
    const rooms = [...this.#rooms.values()].filter(({ members }) => members.includes(id));
    return rooms.flatMap((room) => this.#takeOut(room, id, { reason }));
  }

  #do(from: string, ask: Ask): NoblePost[] | string {
    const { type, ref, hidden } = ask;
    if (type === "create") {
      if (this.#find(ask.room) !== undefined) return "room_taken";
      const { passphrase = null } = ask;
      const [topic, members, out] = ["", [from], new Set<string>()];
      const name = ask.room.trim();
      const room = { name, hidden: hidden === true, passphrase, topic, owner: from, members, out };
      this.#rooms.set(name.toLowerCase(), room);
      return this.#tellOf(room, from, ref);
    }
    if (type === "join") return this.#join(from, ask);
    if (type === "tell" || ask.to !== undefined) return this.#private(from, ask);
    if (type === "rooms") {
      const open = [...this.#rooms.values()].filter((room) => stateOf(room).kind === "public");
      const rooms = open.map(({ name, members, topic }) => ({
        ...{ room: name, people: members.length, topic },
      }));
      return [{ to: from, message: { type, rooms, last: true } }];
    }
    if (typeof ask.room !== "string") return "unknown_type";
    const room = this.#rooms.get(ask.room.toLowerCase());
    if (room?.name !== ask.room || !room.members.includes(from)) return "unknown_room";
    return this.#inRoom(room, from, ask);
  }

  #join(from: string, ask: Ask): NoblePost[] | string {
    const room = this.#find(ask.room);
    const isRight = room?.passphrase === null || room?.passphrase === ask.passphrase;
    if (room === undefined || !isRight) return "no_entry";
    const { name, members, out } = room;
    if (out.has(from)) return "banned";
    if (members.includes(from)) return this.#tellOf(room, from, ask.ref).slice(0, 1);
    members.push(from);
    const joined = { type: "joined", room: name, member: this.#member(from), time: 6 };
    return [...this.#tellOf(room, from, ask.ref), ...toAll(othersIn(room, from), joined)];
  }

  #inRoom(room: CourtRoom, from: string, ask: Ask): NoblePost[] | string {
    const { name, owner } = room;
    const { type, ref, member } = ask;
    const others = othersIn(room, from);
    switch (type) {
      case "say":
      case "edit":
      case "delete":
        return this.#text(from, ask, { room: name }, others);
      case "typing":
        return toAll(others, { type, member: from, room: name });
      case "leave":
        return [
          { to: from, message: { type: "exited", room: name, how: "left", time: 6, ref } },
          ...this.#takeOut(room, from, { reason: "left" }),
        ];
    }
    if (owner !== from) return "not_owner";
    const done = { room: name, by: from, time: 6 };
    if (type === "topic") {
      room.topic = String(ask["topic"]);
      return echoed(from, others, { type, ...done, topic: room.topic }, ref);
    }
    if (type === "lock") {
      room.passphrase = ask.passphrase ?? null;
      return echoed(from, others, { type: "mode", ...done, kind: stateOf(room).kind }, ref);
    }
    if (!room.members.includes(member) || member === from) return "no_member";
    if (type === "hand_over") {
      room.owner = member;
      return echoed(from, others, { type: "owner", ...done, owner: member }, ref);
    }
    if (type !== "kick") return "unknown_type";
    room.out.add(member);
    const exited = { type: "exited", ...done, how: "kicked", seconds: 60 };
    return [
      { to: member, withhold: name, message: exited },
      ...this.#takeOut(room, member, { reason: "kicked", by: from }),
    ];
  }

  #private(from: string, ask: Ask): NoblePost[] | string {
    const { type, to } = ask;
    if (this.#member(to) === undefined || to === from) return "no_member";
    if (type === "typing") return [{ to, message: { type, member: from } }];
    return this.#text(from, ask, { to }, [to]);
  }

  /** A text, or a change of one. */
  #text(from: string, ask: Ask, place: object, others: string[]): NoblePost[] | string {
    const { type, ref, text, action, reply, mentions } = ask;
    const marks = { ...(action === true && { action }), ...(reply !== undefined && { reply }) };
    const named = mentions === undefined ? {} : { mentions };
    if (type === "say" || type === "tell") {
      const id = ++this.#texts;
      this.#authors.set(JSON.stringify([place, id]), from);
      const said = { type: type === "say" ? "text" : "told", ...place, id, from, text, time: 6 };
      return echoed(from, others, { ...said, ...marks, ...named }, ref);
    }
    if (this.#authors.get(JSON.stringify([place, ask.id])) !== from) return "no_text";
    const changed = { ...place, from, id: ask.id, time: 7 };
    if (type === "delete") return echoed(from, others, { type: "deleted", ...changed }, ref);
    return echoed(from, others, { type: "edited", ...changed, text, ...named }, ref);
  }

  #takeOut(room: CourtRoom, member: string, how: object): NoblePost[] {
    room.members = othersIn(room, member);
    const { name, members: [heir] } = room;
    if (heir === undefined) this.#rooms.delete(name.toLowerCase());
    const left = toAll(room.members, { type: "left", room: name, member, ...how, time: 6 });
    if (room.owner !== member || heir === undefined) return left;
    room.owner = heir;
    const owner = { type: "owner", room: name, time: 6, owner: heir };
    return [...left, ...toAll(room.members, owner)];
  }

  /** What somebody gets who comes in. */
  #tellOf(room: CourtRoom, to: string, ref: number): NoblePost[] {
    const entered = { type: "entered", ...stateOf(room), ref, time: 6 };
    return [entered, this.#list(room)].map((message) => ({ to, message }));
  }

  #list({ name, members }: CourtRoom): object {
    const list = members.map((id) => this.#member(id));
    return { type: "members", room: name, members: list, last: true };
  }

  /** By what was typed. */
  #find(typed: string): CourtRoom | undefined {
    return this.#rooms.get(typed.trim().toLowerCase());
  }
}

function stateOf(room: CourtRoom): { readonly kind: string } {
  const { name, topic, owner, hidden, passphrase } = room;
  const kind = passphrase !== null ? "locked" : hidden ? "hidden" : "public";
  return { ...{ room: name, topic, owner, history: 0 }, kind };
}

function othersIn({ members }: CourtRoom, member: string): string[] {
  return members.filter((id) => id !== member);
}

function toAll(ids: readonly string[], message: object): NoblePost[] {
  return ids.map((to) => ({ to, message }));
}

/** The `ref` is for who asked alone. */
function echoed(from: string, others: string[], message: object, ref: number): NoblePost[] {
  return [{ to: from, message: { ...message, ref } }, ...toAll(others, message)];
}
