/**
 * One client of the model: its line, as if numbers and connections were real, and what it knows
 * from nothing but the messages it has read.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Arrival, Line, Parcel, Resumption } from "../../lib/hub/line.ts";
import type { Member, ServerMessage } from "../../lib/message/from_server.ts";
import { readParcel } from "./fake_line.ts";

/** Unread messages from which a line is busy. */
const BUSY = 4;

/** A parcel is read once, however many get it. */
const contents = new WeakMap<Parcel, ServerMessage>();

function contentOf(parcel: Parcel): ServerMessage {
  const content = contents.get(parcel) ?? readParcel(parcel);
  contents.set(parcel, content);
  return content;
}

function isNumbered({ type }: ServerMessage): boolean {
  return type === "text" || type === "error";
}

/** A line that reads as slowly as it is told. */
export class Onlooker implements Line {
  readonly secret: string;
  /** What it knows. */
  readonly view = new View();
  /** Ids of the texts that are lost. */
  readonly lost = new Set<number>();
  away = false;
  over = false;
  /** Sent on this connection, and not read yet. */
  #unread: ServerMessage[] = [];
  /** Numbered, and waiting to be sent again. */
  #kept: ServerMessage[] = [];
  #replayed = true;
  #missing = 0;

  constructor(secret: string) {
    this.secret = secret;
  }

  get busy(): boolean {
    return this.#unread.length > BUSY;
  }

  send(parcel: Parcel): void {
    assert(!this.over, "nothing is sent after the goodbye");
    const message = contentOf(parcel);
    const goesOn = this.#replayed || !isNumbered(message);
    assert(!this.away || !goesOn, `${message.type} for somebody who is away`);
    (goesOn ? this.#unread : this.#kept).push(message);
  }

  replay(): void {
    assert(!this.away && !this.#replayed);
    this.#unread.push(...this.#kept.splice(0));
    this.#replayed = true;
  }

  finish(): void {
    this.over = true;
  }

  /** The connection ends. What is only state is gone, what is numbered is kept. */
  cut(): void {
    this.#kept = [...this.#unread.splice(0).filter(isNumbered), ...this.#kept];
    this.#replayed = false;
    this.away = true;
  }

  /** So many of the oldest numbered packets are lost, if there are as many. */
  forget(count: number): void {
    for (const message of this.#kept.splice(0, count)) {
      this.#missing++;
      if (message.type === "text") this.lost.add(message.id);
    }
  }

  /** There is a connection again; gives how many are lost. */
  resume(): number {
    if (!this.away) this.cut();
    this.away = false;
    const missing = this.#missing;
    this.#missing = 0;
    this.view.expectMissing(missing);
    return missing;
  }

  /** Reads so many messages. @returns Whether it was busy and is not any more. */
  read(count: number): boolean {
    const busy = this.busy;
    for (const message of this.#unread.splice(0, count)) this.view.learn(message);
    return busy && !this.busy;
  }

  get unread(): number {
    return this.#unread.length;
  }
}

/** The way of an onlooker to the switchboard; with what it claims, if anything. */
export class ModelArrival implements Arrival {
  readonly full = null;
  refused = false;
  line: Onlooker | null = null;
  readonly #secret: string;
  readonly #stale: boolean;

  constructor(secret: string, stale = false) {
    this.#secret = secret;
    this.#stale = stale;
  }

  send(): void {
    this.refused = true;
  }

  finish(): void {
    assert(this.refused);
  }

  settle(): { readonly line: Line; readonly secret: string } {
    this.line = new Onlooker(this.#secret);
    return { line: this.line, secret: this.#secret };
  }

  resume(line: Line, { secret }: { readonly secret: string }): Resumption | "stale" | null {
    assert(line instanceof Onlooker && !line.over);
    if (secret !== line.secret) return null;
    if (this.#stale) return "stale";
    this.line = line;
    return { received: 0, missing: line.resume() };
  }
}

/** What one client knows. Whatever makes no sense to it fails. */
export class View {
  members: Member[] = [];
  readonly texts: number[] = [];
  readonly #known = new Set<string>();
  #part: Member[] = [];
  #lastTime = 0;
  #missing: number | null = null;

  expectMissing(missing: number): void {
    this.#missing = missing;
  }

  learn(message: ServerMessage): void {
    if ("time" in message) {
      assert(message.time >= this.#lastTime || message.type === "text", "time goes backwards");
      this.#lastTime = Math.max(message.time, this.#lastTime);
    }
    switch (message.type) {
      case "resumed":
        assertEquals(message.missing, this.#missing);
        this.#part = []; // a part that was on its way is not continued
        break;
      case "people":
        for (const { id } of message.people) this.#known.add(id);
        break;
      case "members":
        this.#part.push(...message.members);
        for (const { id } of message.members) this.#known.add(id);
        if (message.last) this.members = this.#part.splice(0);
        break;
      case "joined":
        assertEquals(this.members.some(({ id }) => id === message.member.id), false);
        this.members = [...this.members, message.member];
        this.#known.add(message.member.id);
        break;
      case "left":
        this.#change(message.member, () => []);
        break;
      case "renamed":
        this.#change(message.member, (member) => [{ ...member, name: message.name }]);
        break;
      case "reconnecting":
        this.#change(message.member, (member) => {
          assertEquals(member.reconnecting, undefined);
          return [{ ...member, reconnecting: true }];
        });
        break;
      case "reconnected":
        this.#change(message.member, ({ reconnecting, ...member }) => {
          assertEquals(reconnecting, true);
          return [member];
        });
        break;
      case "text":
        assert(message.id > (this.texts.at(-1) ?? 0), "once and in order");
        assert(this.#known.has(message.from), "nobody knows who says this");
        this.texts.push(message.id);
    }
  }

  #change(id: string, how: (member: Member) => Member[]): void {
    assert(this.members.some((member) => member.id === id), "a change of somebody unknown");
    this.members = this.members.flatMap((member) => member.id === id ? how(member) : [member]);
  }
}
