/**
 * What one client of the model knows, from nothing but the messages it has read.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { LOBBY } from "../../lib/hub/hub.ts";
import type { Member, RoomState, ServerMessage } from "../../lib/message/from_server.ts";
import { isNumbered } from "./fake_line.ts";

/** What one client knows of a room. */
class RoomView {
  /** Whether it is in it. */
  isIn = true;
  members: Member[] = [];
  /** Ids of the texts that were said since it came in. */
  texts: number[] = [];
  /** Ids of those that were said before and were kept. */
  past: number[] = [];
  owner: string | null = null;
  #part: Member[] = [];

  /** A part that was on its way is not continued. */
  begin(): void {
    this.#part = [];
  }

  list(members: readonly Member[], last: boolean): void {
    this.#part.push(...members);
    if (last) this.members = this.#part.splice(0);
  }

  add(member: Member): void {
    assertEquals(this.members.some(({ id }) => id === member.id), false);
    this.members = [...this.members, member];
  }

  has(id: string): boolean {
    return this.members.some((member) => member.id === id);
  }

  change(id: string, how: (member: Member) => Member[]): void {
    this.members = this.members.flatMap((member) => member.id === id ? how(member) : [member]);
  }
}

/** What one client knows. Whatever makes no sense to it fails. */
export class View {
  /** The rooms it has been in, the lobby first. */
  readonly rooms: Map<string, RoomView> = new Map([[LOBBY, new RoomView()]]);
  readonly #known = new Set<string>();
  #standing: RoomState[] = [];
  #lastTime = 0;
  #missing: number | null = null;

  /** The members of the lobby, which are all there are. */
  get members(): readonly Member[] {
    return this.#room(LOBBY).members;
  }

  /** Ids of the texts of the lobby. */
  get texts(): readonly number[] {
    return this.#room(LOBBY).texts;
  }

  expectMissing(missing: number): void {
    this.#missing = missing;
  }

  learn(message: ServerMessage): void {
    if ("time" in message) {
      assert(message.time >= this.#lastTime || isNumbered(message), "time goes backwards");
      this.#lastTime = Math.max(message.time, this.#lastTime);
    }
    switch (message.type) {
      case "resumed":
        assertEquals(message.missing, this.#missing);
        this.#standing = [];
        for (const room of this.rooms.values()) room.begin();
        break;
      case "people":
        for (const { id } of message.people) this.#known.add(id);
        break;
      case "standing":
        this.#standing.push(...message.rooms);
        if (message.last) this.#stand(this.#standing.splice(0));
        break;
      case "entered":
        this.#enter(message.room, message.owner);
        break;
      case "exited":
        // What was kept for who was away may be of a room it never knew it was in.
        if (this.rooms.has(message.room)) this.#room(message.room).isIn = false;
        break;
      case "told":
        assert(this.#known.has(message.from), "nobody knows who says this");
        break;
      case "owner":
        // As with an exit: it may be older than what is so.
        if (this.rooms.has(message.room)) this.#room(message.room).owner = message.owner ?? null;
        break;
      default:
        this.#change(message);
    }
  }

  /** A change of who is there, or how, or a text. */
  #change(message: ServerMessage): void {
    switch (message.type) {
      case "members":
        this.#room(message.room).list(message.members, message.last);
        for (const { id } of message.members) this.#known.add(id);
        break;
      case "joined":
        this.#room(message.room).add(message.member);
        this.#known.add(message.member.id);
        break;
      case "left":
        assert(this.#room(message.room).has(message.member), "somebody unknown has left");
        this.#room(message.room).change(message.member, () => []);
        break;
      case "renamed":
        this.#everywhere(message.member, (member) => ({ ...member, name: message.name }));
        break;
      case "reconnecting":
        this.#everywhere(message.member, (member) => {
          assertEquals(member.reconnecting, undefined);
          return { ...member, reconnecting: true };
        });
        break;
      case "reconnected":
        this.#everywhere(message.member, ({ reconnecting, ...member }) => {
          assertEquals(reconnecting, true);
          return member;
        });
        break;
      case "text": {
        const { texts, past } = this.#room(message.room);
        const before = message.past === true ? past : texts;
        assert(message.id > (before.at(-1) ?? 0), "once and in order");
        assert(this.#known.has(message.from), "nobody knows who says this");
        before.push(message.id);
      }
    }
  }

  #room(name: string): RoomView {
    const room = this.rooms.get(name);
    assert(room !== undefined, `a room it is not in: ${name}`);
    return room;
  }

  /** It is in these rooms and in no others. */
  #stand(states: readonly RoomState[]): void {
    for (const room of this.rooms.values()) room.isIn = false;
    for (const { room: name, owner } of states) {
      const room = this.rooms.get(name) ?? new RoomView();
      [room.isIn, room.owner] = [true, owner ?? null];
      this.rooms.set(name, room);
    }
  }

  /** The list may have come before, as part of what is so when a client comes back. */
  #enter(name: string, owner: string | undefined): void {
    const room = this.rooms.get(name) ?? new RoomView();
    room.isIn = true;
    [room.texts, room.past, room.owner] = [[], [], owner ?? null];
    this.rooms.set(name, room);
  }

  /** Everybody is in the lobby. What it knows of rooms it has left is out of date. */
  #everywhere(id: string, how: (member: Member) => Member): void {
    assert(this.#room(LOBBY).has(id), "a change of somebody unknown");
    for (const room of this.rooms.values()) {
      if (room.isIn) room.change(id, (member) => [how(member)]);
    }
  }
}
