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
import type { Claim } from "../../lib/client/admission.ts";
import { Client } from "../../lib/client/client.ts";
import type { Effect, LinkEvent } from "../../lib/client/effect.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/settings.ts";
import type { ClientMessage, SayMessage } from "../../lib/message/from_client.ts";
import type { Member, ResumedMessage, ServerMessage } from "../../lib/message/from_server.ts";

/** A text that has its place in the room. Its time is its index here, and one. */
export interface Said {
  /** Which run of the server it was. */
  readonly run: number;
  readonly id: number;
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

/** The room as everybody else sees it, and one client. */
export class World {
  readonly client: Client;
  readonly said: Said[] = [];
  /** How much was said when each welcome was given that has come to the client. */
  readonly starts: number[] = [];
  readonly wires = new Map<number, Wire>();
  readonly people = new Map<string, Person>();
  readonly timers: number[] = [];
  /** What the server and the client did, as far as a test wants to know that it was done. */
  readonly marks: string[] = [];
  now = 0;
  key = "A";
  #run = 1;
  #lastId = 0;
  #entered = 0;
  /** How much was said when a welcome was given, by the member it was given to. */
  readonly #welcomes = new Map<string, number>();
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
  otherSays(words: string): void {
    this.#give(words, null, null);
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
    this.key = key;
    this.#run++;
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
      this.starts.push(this.#welcomes.get(message.you.id) ?? 0);
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
    const person = { member, secret, numbered: [], forgotten: 0, received: 0, wire };
    this.people.set(member.id, person);
    wire.person = person;
    this.#welcomes.set(member.id, this.said.length);
    const delivery = { secret, grace: 120 };
    const [room, time] = ["lobby", 0];
    this.#say(wire, { type: "welcome", you: member, room, history: 0, time, delivery });
    this.#list(wire);
  }

  #resume(wire: Wire, person: Person, received: number): void {
    // The connection that still seemed alive is closed without a word.
    if (person.wire !== null) this.cut(person.wire);
    person.wire = wire;
    wire.person = person;
    const missing = Math.max(0, person.forgotten - received);
    this.marks.push("resumed");
    const said = { type: "resumed", you: person.member, missing, time: 0 } as const;
    this.#say(wire, { ...said, received: person.received } satisfies ResumedMessage);
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
    if (message.type === "rename") return;
    if (message.text.startsWith("bad")) {
      return this.#tell(person, { type: "error", code: "text_too_long", ref: message.ref });
    }
    this.#give(message.text, person, message);
  }

  /** Gives a text its place, and everybody the text. */
  #give(words: string, from: Person | null, say: SayMessage | null): void {
    const id = ++this.#lastId;
    this.said.push({ run: this.#run, id, words });
    const text = { type: "text", room: "lobby", id, text: words, time: this.said.length } as const;
    for (const person of this.people.values()) {
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
