/**
 * A server and the network to it as plain lists, for a client to be tried against.
 *
 * Whatever is on its way waits in a list until a test delivers it, and is lost where the wire is
 * cut. Numbers are counted on both sides as `lib/delivery` does, but simply: nothing is ever
 * forgotten unless a test says so.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { ChatIntent } from "../../lib/api/intent.ts";
import type { Claim } from "../../lib/client/connection/admission.ts";
import { Client } from "../../lib/client/client.ts";
import type { Effect, LinkEvent } from "../../lib/client/effect.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/keep/settings.ts";
import type { ClientMessage, SayMessage } from "../../lib/message/from_client.ts";
import type { Member, ResumedMessage, ServerMessage } from "../../lib/message/from_server.ts";

/** The rooms there can be. */
export const ROOMS = ["lobby", "kitchen"] as const;
/** One of {@linkcode ROOMS}. */
export type RoomName = typeof ROOMS[number];

/** A text that has its place in a room. Its time is its index here, and one. */
export interface Said {
  readonly room: RoomName;
  readonly words: string;
}

/** What a client keeps across links. */
interface Mail {
  readonly posted: ClientMessage[];
  received: number;
}

/** Somebody in the room, as the server knows them. */
interface Person {
  readonly member: Member;
  readonly secret: string;
  /** All that was numbered for them. */
  readonly numbered: ServerMessage[];
  /** How many of the first of those are forgotten. */
  forgotten: number;
  /** How many numbered messages have come from them. */
  received: number;
  wire: Wire | null;
  /** Whether they are in the kitchen too. */
  isInKitchen: boolean;
}

type Up = { readonly claim: Claim | null; readonly received: number } | ClientMessage | "bye";

/** One link. */
export interface Wire {
  readonly link: number;
  mail: Mail;
  readonly resumes: boolean;
  /** To the server. */
  up: Up[];
  /** To the client; those that are numbered are marked. */
  down: { readonly event: LinkEvent; readonly numbered: boolean }[];
  isHeard: boolean;
  isCut: boolean;
  person: Person | null;
}

/** The rooms as everybody else sees them, and one client. */
export class World {
  readonly client: Client;
  /** What was said in each room. */
  readonly said: Readonly<Record<RoomName, Said[]>> = { lobby: [], kitchen: [] };
  /** How much was said in the lobby when each welcome was given that has come to the client. */
  readonly starts: number[] = [];
  readonly wires = new Map<number, Wire>();
  readonly people = new Map<string, Person>();
  readonly timers: number[] = [];
  /** What the server and the client did, as far as a test wants to know that it was done. */
  readonly marks: string[] = [];
  now = 0;
  key = "A";
  /** Whether there is a kitchen. */
  hasKitchen = true;
  #lastId = 0;
  /** What time it is at the server. */
  #clock = 0;
  #entered = 0;
  /** How much was said in the lobby when a welcome was given. */
  readonly #begins = new WeakMap<ServerMessage, number>();
  #mail: Mail | null = null;

  /** @param draw Where randomness comes from. */
  constructor(draw: (bytes: number) => Uint8Array) {
    this.client = new Client({
      version: "1",
      draw,
      words: (key) => [key.toLowerCase()],
      known: [],
      settings: DEFAULT_SETTINGS,
      where: "",
      name: "",
      zone: "UTC",
      printable: (text) => text,
      printableLine: (text) => text,
    });
  }

  do(intent: ChatIntent): void {
    this.carryOut(this.client.intent(intent, this.now).effects);
  }

  carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) this.#carryOut(effect);
  }

  /** The wires that the client still listens to. */
  get heard(): Wire[] {
    return [...this.wires.values()].filter(({ isHeard }) => isHeard);
  }

  /** Somebody else says something. */
  otherSays(words: string, room: RoomName = "lobby"): void {
    if (room === "lobby" || this.hasKitchen) this.#give(room, words, null, null);
  }

  /** Somebody makes a kitchen, or the last one leaves it. */
  toggleKitchen(): void {
    const isEmpty = ![...this.people.values()].some(({ isInKitchen }) => isInKitchen);
    if (isEmpty) this.hasKitchen = !this.hasKitchen;
  }

  /** The owner of the kitchen puts the person out. */
  kick(): void {
    for (const person of this.people.values()) {
      if (!person.isInKitchen) continue;
      person.isInKitchen = false;
      this.#withhold(person);
      this.#tell(person, { type: "exited", room: "kitchen", how: "kicked", time: ++this.#clock });
    }
  }

  /** The next of what is on its way to the server arrives. */
  deliverUp(wire: Wire): void {
    const next = wire.up.shift();
    if (next === undefined || wire.isCut) return;
    if (next === "bye") {
      if (wire.person?.wire === wire) this.people.delete(wire.person.member.id);
    } else if ("claim" in next) this.#hello(wire, next.claim, next.received);
    else this.#take(wire, next);
  }

  /** The next of what is on its way to the client arrives. */
  deliverDown(wire: Wire): void {
    const next = wire.down.shift();
    if (next === undefined || !wire.isHeard) return;
    const { event, numbered } = next;
    if (numbered) wire.mail.received++;
    if (event.type === "message") this.#greet(wire, event.message);
    if (event.type === "closed" || event.type === "failed") wire.isHeard = false;
    this.carryOut(this.client.link(wire.link, event, this.now));
  }

  /** Whoever is dialled answers, or does not. */
  answer(wire: Wire, answers: boolean): void {
    const hello = { type: "server", name: "", passphrase: false } as const;
    const event: LinkEvent = answers
      ? { type: "server", key: this.key, hello }
      : { type: "failed", why: "nobody_answers" };
    wire.down.push({ event, numbered: false });
  }

  /** A wire is cut: the client sees it at once, the server in its own time. */
  cut(wire: Wire): void {
    wire.isCut = true;
    wire.up = [];
    wire.down = [{ event: { type: "closed", clean: false }, numbered: false }];
  }

  /** The server sees who was cut. */
  notice(): void {
    for (const person of this.people.values()) {
      if (person.wire?.isCut || person.wire?.isHeard === false) person.wire = null;
    }
  }

  /** The time in which those who are away may come back is over. */
  endGrace(): void {
    for (const [id, { wire }] of this.people) if (wire === null) this.people.delete(id);
  }

  /** The server sees who was cut, and forgets the older half of what it keeps for them. */
  forget(): void {
    this.notice();
    for (const person of this.people.values()) {
      if (person.wire !== null) continue;
      person.forgotten += Math.ceil((person.numbered.length - person.forgotten) / 2);
    }
  }

  /** The server is started again: it knows nobody. */
  restart(key: string): void {
    for (const wire of this.wires.values()) this.cut(wire);
    this.people.clear();
    this.hasKitchen = !this.hasKitchen; // somebody makes one, every other time
    this.key = key;
    this.#lastId = 0;
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case "connect":
        return this.#connect(effect.link, effect.resume);
      case "wait":
        this.timers.push(effect.timer);
        return;
      case "remember_server":
      case "remember_settings":
        return;
    }
    const wire = this.wires.get(effect.link);
    assert(wire?.isHeard, `${effect.type} for a link that is gone`);
    switch (effect.type) {
      case "proceed":
        wire.up.push({ claim: effect.claim, received: wire.mail.received });
        wire.down.push({ event: { type: "opened" }, numbered: false });
        return;
      case "send":
        wire.mail.posted.push(effect.message);
        if (!wire.isCut) wire.up.push(effect.message);
        return;
      case "probe":
        return;
      case "disconnect":
        wire.up.push("bye");
        wire.isHeard = false;
        return;
      case "drop":
        this.marks.push("swapped");
        wire.isHeard = false;
    }
  }

  #connect(link: number, resumes: boolean): void {
    const mail = (resumes ? this.#mail : null) ?? { posted: [], received: 0 };
    const common = { link, mail, resumes, isHeard: true, isCut: false, person: null };
    this.wires.set(link, { ...common, up: [], down: [] });
  }

  /** What the numbers of the client begin with. */
  #greet(wire: Wire, message: ServerMessage): void {
    if (message.type === "welcome") {
      if (wire.resumes) wire.mail = { posted: [], received: 0 };
      this.#mail = wire.mail;
      this.starts.push(this.#begins.get(message) ?? 0);
    } else if (message.type === "resumed") {
      const { posted } = wire.mail;
      assert(message.received <= posted.length, "the server has what was never sent");
      wire.up.push(...posted.slice(message.received));
      wire.mail.received += message.missing;
    }
  }

  #hello(wire: Wire, claim: Claim | null, received: number): void {
    if (claim !== null) assertEquals(claim.secret[0], this.key, "a secret of another server");
    const old = claim === null ? undefined : this.people.get(claim.member);
    if (old !== undefined && old.secret === claim?.secret) return this.#resume(wire, old, received);
    const holder = [...this.people.values()].find(({ member }) => member.name === "ada");
    if (holder === undefined) return this.#welcome(wire);
    const error = { type: "error", code: "name_taken" } as const;
    this.marks.push(holder.wire === null ? "held" : "taken");
    this.#say(wire, holder.wire === null ? { ...error, seconds: 9 } : error);
    this.#say(wire, { type: "closing", reason: "refused" });
  }

  #welcome(wire: Wire): void {
    const member = { id: `ada ${++this.#entered}`, name: "ada", tag: "aaaa" };
    const secret = `${this.key} ${this.#entered}`;
    const person = {
      member,
      secret,
      numbered: [],
      forgotten: 0,
      received: 0,
      wire,
      isInKitchen: false,
    };
    this.people.set(member.id, person);
    wire.person = person;
    const delivery = { secret, grace: 120 };
    const [room, time] = ["lobby", 0];
    const common = { you: member, room, history: 0, time, delivery, rooms: true } as const;
    const welcome: ServerMessage = { type: "welcome", ...common };
    this.#begins.set(welcome, this.said.lobby.length);
    this.#say(wire, welcome);
    this.#stand(wire, person);
    this.#list(wire);
  }

  #stand(wire: Wire, { isInKitchen }: Person): void {
    const rooms = ROOMS.filter((room) => room === "lobby" || isInKitchen).map((room) => {
      return { room, kind: "public", topic: "", history: 0 } as const;
    });
    this.#say(wire, { type: "standing", rooms, last: true });
  }

  /** What waits for somebody of the kitchen is nothing to them any more. */
  #withhold({ numbered, wire }: Person): void {
    const isOfKitchen = (message: ServerMessage) => "room" in message && message.room === "kitchen";
    for (const [index, message] of numbered.entries()) {
      if (isOfKitchen(message)) numbered[index] = { type: "withheld" };
    }
    if (wire === null) return;
    wire.down = wire.down.map((one) => {
      const { event, numbered } = one;
      if (event.type !== "message" || !numbered || !isOfKitchen(event.message)) return one;
      return { event: { type: "message", message: { type: "withheld" } }, numbered };
    });
  }

  #resume(wire: Wire, person: Person, received: number): void {
    // The connection that still seemed alive is closed without a word.
    if (person.wire !== null) this.cut(person.wire);
    person.wire = wire;
    wire.person = person;
    const missing = Math.max(0, person.forgotten - received);
    this.marks.push("resumed");
    const said = { type: "resumed", you: person.member, missing, time: ++this.#clock } as const;
    this.#say(wire, { ...said, received: person.received } satisfies ResumedMessage);
    this.#stand(wire, person);
    this.#list(wire);
    for (const message of person.numbered.slice(received + missing)) this.#say(wire, message, true);
  }

  #list(wire: Wire): void {
    const members = [...this.people.values()].map(({ member }) => member);
    this.#say(wire, { type: "members", room: "lobby", members, last: true });
  }

  #take(wire: Wire, message: ClientMessage): void {
    const { person } = wire;
    if (person?.wire !== wire) return; // it was taken over, or the server has left it
    assert(this.people.get(person.member.id) === person || wire.isCut);
    person.received++;
    if (message.type === "join") return this.#join(person, message.ref);
    if (message.type === "leave") return this.#leave(person, message.ref);
    if (message.type !== "say") return;
    const { ref, text } = message;
    const room = ROOMS.find((one) => one === message.room) ?? "lobby";
    if (text.startsWith("bad")) {
      return this.#tell(person, { type: "error", code: "text_too_long", ref });
    }
    if (room === "kitchen" && !person.isInKitchen) {
      return this.#tell(person, { type: "error", code: "unknown_room", ref });
    }
    this.#give(room, text, person, message);
  }

  #join(person: Person, ref: number): void {
    if (!this.hasKitchen) return this.#tell(person, { type: "error", code: "no_entry", ref });
    const state = {
      room: "kitchen",
      kind: "public",
      topic: "",
      history: 0,
      time: ++this.#clock,
    } as const;
    person.isInKitchen = true;
    this.#tell(person, { type: "entered", ref, ...state });
  }

  #leave(person: Person, ref: number): void {
    if (!person.isInKitchen) {
      return this.#tell(person, { type: "error", code: "unknown_room", ref });
    }
    person.isInKitchen = false;
    this.#tell(person, { type: "exited", room: "kitchen", how: "left", time: ++this.#clock, ref });
  }

  /** Gives a text its place, and everybody who is there the text. */
  #give(room: RoomName, words: string, from: Person | null, say: SayMessage | null): void {
    const id = ++this.#lastId;
    const said = this.said[room];
    said.push({ room, words });
    const text = { type: "text", room, id, text: words, time: said.length } as const;
    for (const person of this.people.values()) {
      if (room === "kitchen" && !person.isInKitchen) continue;
      const message = { ...text, from: from?.member.id ?? "bern" };
      this.#tell(person, person === from && say ? { ...message, ref: say.ref } : message);
    }
  }

  #tell(person: Person, message: ServerMessage): void {
    person.numbered.push(message);
    if (person.wire !== null) this.#say(person.wire, message, true);
  }

  #say(wire: Wire, message: ServerMessage, numbered = false): void {
    if (!wire.isCut) wire.down.push({ event: { type: "message", message }, numbered });
  }
}
