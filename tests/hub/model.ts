/**
 * The hub and the switchboard again, as plain lists.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { LOBBY } from "../../lib/hub/hub.ts";
import type { Switchboard } from "../../lib/hub/switchboard.ts";
import { CREATE_RATE, ENTRY_RATE, RENAME_RATE } from "../../lib/limits.ts";
import type { Member } from "../../lib/message/from_server.ts";
import { bytesOf, openBoard } from "./fake_line.ts";
import { ModelArrival, type Onlooker } from "./onlooker.ts";

/** Texts that are kept of each room. */
const HISTORY = 3;

/** What somebody should have read in a room: what was kept, and what was said since. */
interface Read {
  readonly past: readonly number[];
  readonly said: number[];
}

/** One who is in, as the model knows it. */
export interface Person {
  member: Member;
  readonly line: Onlooker;
  readonly origin: string | null;
  readonly rooms: Map<ModelRoom, Read>;
  renames: number;
}

/** A room, as the model knows it. */
interface ModelRoom {
  readonly name: string;
  readonly passphrase: string | null;
  owner: Person | null;
  people: Person[];
  texts: number;
  /** Ids and origins that may not come in. */
  readonly barred: Set<string>;
}

function newRoom(name: string, passphrase: string | null, owner: Person | null): ModelRoom {
  return { name, passphrase, owner, people: [], texts: 0, barred: new Set() };
}

/** Everything that can happen, with what must come of it. No time passes that matters. */
export class Model {
  readonly board: Switchboard;
  rooms: ModelRoom[] = [newRoom(LOBBY, null, null)];
  readonly #creates = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  #secrets = 0;

  constructor(seed: number) {
    this.board = openBoard({ history: HISTORY }, seed);
  }

  /** Everybody. */
  get list(): readonly Person[] {
    return this.#lobby.people;
  }

  enter(name: string, origin: string | null, now: number): void {
    const arrival = new ModelArrival(this.#secret(), false, origin);
    const barred = origin !== null && this.#lobby.barred.has(origin);
    const taken = this.#holder(name) !== undefined;
    const entered = this.board.enter(arrival, hello(name), now);
    const code = barred ? "banned" : "name_taken";
    assertEquals(entered, barred || taken ? { how: "refused", code } : { how: "joined" });
    if (!barred && !taken) this.#add(arrival.line, name, origin);
  }

  leave(person: Person, now: number): void {
    this.#remove(person);
    assert(this.board.leave(person.line, person.line.away ? "cut" : "left", now));
  }

  lose({ line }: Person, now: number): void {
    if (!line.away) line.cut();
    this.board.lose(line, now);
  }

  /** Comes back, also over a connection that seems alive. */
  resume({ member, line, origin }: Person, now: number): void {
    const claim = { member: member.id, secret: line.secret, received: 0 };
    const arrival = new ModelArrival("", false, origin);
    assertEquals(this.board.enter(arrival, hello("x", claim), now), { how: "resumed" });
    assertEquals(arrival.line, line);
  }

  /** Comes back with numbers that cannot be: it has left, and is new if it may come in. */
  returnStale(person: Person, name: string, now: number): void {
    this.#remove(person);
    this.#claim(person, person.line.secret, name, now);
    assert(person.line.over);
  }

  /** Somebody else claims to be it. */
  claim(person: Person, name: string, now: number): void {
    this.#claim(person, "wrong".padEnd(43, "x"), name, now);
  }

  rename(person: Person, name: string, now: number): void {
    const holder = this.#holder(name);
    const free = holder === undefined || holder === person;
    if (free && name !== person.member.name && person.renames < RENAME_RATE.burst) {
      person.renames++;
      person.member = { ...person.member, name };
    }
    this.#ask(person, { type: "rename", name }, now);
  }

  /** Says something in a room, whether it is in it or not. */
  say(person: Person, room: string, now: number): void {
    const where = this.#room(room);
    if (where?.people.includes(person)) {
      where.texts++;
      for (const { rooms } of where.people) rooms.get(where)?.said.push(where.texts);
    }
    this.#ask(person, { type: "say", room, ref: 1, text: "hi" }, now);
  }

  create(person: Person, name: string, passphrase: string | null, now: number): void {
    if (this.#pay(this.#creates, person, CREATE_RATE.burst) && this.#room(name) === undefined) {
      const room = newRoom(name, passphrase, person);
      this.rooms.push(room);
      this.#put(room, person);
    }
    const more = passphrase === null ? {} : { passphrase };
    this.#ask(person, { type: "create", room: name, ref: 1, ...more }, now);
  }

  join(person: Person, name: string, passphrase: string | null, now: number): void {
    const room = this.#room(name);
    if (room === undefined || room.passphrase !== null && room.passphrase !== passphrase) {
      this.#pay(this.#failures, person, ENTRY_RATE.burst);
    } else if (this.#mayTry(person, room) && !this.#isBarred(room, person)) {
      if (room.people.includes(person)) person.rooms.set(room, { past: [], said: [] });
      else this.#put(room, person);
    }
    const more = passphrase === null ? {} : { passphrase };
    this.#ask(person, { type: "join", room: name, ref: 1, ...more }, now);
  }

  exit(person: Person, name: string, now: number): void {
    const room = this.#room(name);
    if (room !== undefined && name !== LOBBY) this.#takeOut(room, person);
    this.#ask(person, { type: "leave", room: name, ref: 1 }, now);
  }

  handOver(person: Person, room: string, target: Person, now: number): void {
    if (this.#mayAct(person, room, target)) {
      (this.#room(room) ?? newRoom("", null, null)).owner = target;
    }
    this.#ask(person, { type: "hand_over", room, member: target.member.id, ref: 1 }, now);
  }

  /** A kick, or a ban that is sure: in no time that matters they are the same. */
  putOut(person: Person, type: "kick" | "ban", name: string, target: Person, now: number): void {
    const room = this.#room(name);
    if (room !== undefined && this.#mayAct(person, name, target)) {
      room.barred.add(target.member.id);
      if (target.origin !== null) room.barred.add(target.origin);
      this.#takeOut(room, target);
    }
    const more = type === "ban" ? { sure: true } : {};
    this.#ask(person, { type, room: name, member: target.member.id, ref: 1, ...more }, now);
  }

  /** The operator puts somebody out of the server, and bars nobody else for it. */
  expel(target: Person, now: number): void {
    if (target.origin !== null) this.#lobby.barred.add(target.origin);
    this.#remove(target);
    this.board.operate((hub) => {
      const { member: { id: member } } = target;
      const governed = hub.operate({ type: "kick", room: LOBBY, member, ref: 1 }, now);
      assert("effects" in governed);
      return governed.effects;
    });
    assert(target.line.over);
  }

  read({ line }: Person, count: number): void {
    if (line.read(count)) this.board.drained(line);
  }

  /** Lets everybody read all there is, and looks whether they know what is so. */
  check(): void {
    assertEquals(this.board.size, this.list.length);
    assertEquals(this.board.away, this.list.filter(({ line }) => line.away).length);
    assertEquals(new Set(this.list.map(({ member }) => member.tag)).size, this.list.length);
    for (const person of this.list) {
      if (person.line.away) continue;
      while (person.line.unread > 0) this.read(person, 3);
      this.#checkView(person);
    }
  }

  #checkView({ line, rooms }: Person): void {
    const seen = [...line.view.rooms].filter(([, room]) => room.isIn);
    assertEquals(
      new Set(seen.map(([name]) => name)),
      new Set([...rooms.keys()].map((r) => r.name)),
    );
    for (const [room, { past, said }] of rooms) {
      const view = line.view.rooms.get(room.name);
      const isLost = (id: number) => room.name === LOBBY && line.lost.has(id);
      assertEquals(view?.members, room.people.map(shown));
      assertEquals(view?.owner, room.owner?.member.id ?? null);
      assertEquals(view?.texts, said.filter((id) => !isLost(id)));
      assertEquals(view?.past, past.filter((id) => !isLost(id)));
    }
  }

  #claim({ member }: Person, secret: string, name: string, now: number): void {
    const isStale = !secret.startsWith("wrong");
    const arrival = new ModelArrival(this.#secret(), isStale);
    const taken = this.#holder(name) !== undefined;
    const claim = { member: member.id, secret, received: 0 };
    const entered = this.board.enter(arrival, hello(name, claim), now);
    assertEquals(entered.how, taken ? "refused" : "joined");
    if (!taken) this.#add(arrival.line, name, null);
  }

  #ask({ line }: Person, ask: object, now: number): void {
    this.board.receive(line, bytesOf(ask), now);
  }

  #add(line: Onlooker | null, name: string, origin: string | null): void {
    assert(line !== null);
    line.read(3); // its welcome, where it is and the list, so that the model knows its id
    const member = line.view.members.find((member) => member.name === name);
    assert(member !== undefined);
    this.#put(this.#lobby, { member, line, origin, rooms: new Map(), renames: 0 });
  }

  #put(room: ModelRoom, person: Person): void {
    const first = Math.max(1, room.texts - HISTORY + 1);
    const past = Array.from({ length: Math.min(HISTORY, room.texts) }, (_, n) => first + n);
    room.people.push(person);
    person.rooms.set(room, { past, said: [] });
  }

  #takeOut(room: ModelRoom, person: Person): void {
    room.people = room.people.filter((other) => other !== person);
    person.rooms.delete(room);
    if (room.owner === person) room.owner = room.people[0] ?? null;
    if (room.people.length === 0 && room.name !== LOBBY) {
      this.rooms = this.rooms.filter((other) => other !== room);
    }
  }

  #remove(person: Person): void {
    for (const room of [...person.rooms.keys()]) this.#takeOut(room, person);
  }

  #mayAct(person: Person, name: string, target: Person): boolean {
    const room = this.#room(name);
    return room?.owner === person && person !== target && room.people.includes(target);
  }

  #isBarred({ barred, people }: ModelRoom, person: Person): boolean {
    const { member, origin } = person;
    if (people.includes(person)) return false;
    return barred.has(member.id) || origin !== null && barred.has(origin);
  }

  /** No room is hidden here, so each without a passphrase is public. */
  #mayTry(person: Person, { passphrase }: ModelRoom): boolean {
    if (passphrase === null) return true;
    return (this.#failures.get(payerOf(person)) ?? 0) < ENTRY_RATE.burst;
  }

  /** Counts a try. @returns Whether there was one left. */
  #pay(tries: Map<string, number>, person: Person, most: number): boolean {
    const count = tries.get(payerOf(person)) ?? 0;
    tries.set(payerOf(person), count + 1);
    return count < most;
  }

  #room(name: string): ModelRoom | undefined {
    return this.rooms.find((room) => room.name === name);
  }

  get #lobby(): ModelRoom {
    const lobby = this.#room(LOBBY);
    assert(lobby !== undefined);
    return lobby;
  }

  #holder(name: string): Person | undefined {
    return this.list.find(({ member }) => member.name.toLowerCase() === name.toLowerCase());
  }

  #secret(): string {
    return `secret${++this.#secrets}_`.padEnd(43, "x");
  }
}

function payerOf({ origin, member }: Person): string {
  return origin ?? member.id;
}

function shown({ member, line }: Person): Member {
  return line.away ? { ...member, reconnecting: true } : member;
}

function hello(name: string, resume?: object): Uint8Array {
  return bytesOf({ type: "hello", name, delivery: true, ...(resume && { resume }) });
}
