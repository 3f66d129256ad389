/**
 * One client of the model: its line, as if numbers and connections were real.
 *
 * @module
 */
import { assert } from "@std/assert";
import { LOBBY } from "../../lib/hub/hub.ts";
import type { Arrival, Line, Parcel, Resumption } from "../../lib/hub/line.ts";
import type { ServerMessage } from "../../lib/message/from_server.ts";
import { isNumbered, readParcel } from "./fake_line.ts";
import { View } from "./view.ts";

/** Unread messages from which a line is busy. */
const BUSY = 4;

/** A parcel is read once, however many get it. */
const contents = new WeakMap<Parcel, ServerMessage>();

function contentOf(parcel: Parcel): ServerMessage {
  const content = contents.get(parcel) ?? readParcel(parcel);
  contents.set(parcel, content);
  return content;
}

function roomOf(message: ServerMessage): string | null {
  return "room" in message && message.room !== undefined ? message.room : null;
}

/** A line that reads as slowly as it is told. */
export class Onlooker implements Line {
  readonly secret: string;
  /** What it knows. */
  readonly view = new View();
  /** Ids of the texts of the lobby that are lost. */
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

  withhold(about: string | null, stub: Parcel): void {
    assert(!this.over);
    const rest = (message: ServerMessage) => {
      if (about !== null && roomOf(message) !== about) return [message];
      return isNumbered(message) ? [contentOf(stub)] : [];
    };
    this.#unread = this.#unread.flatMap(rest);
    this.#kept = this.#kept.flatMap(rest);
  }

  /** The connection ends. What is only state is gone, what is numbered is kept. */
  cut(): void {
    this.#kept = [...this.#unread.splice(0).filter(isNumbered), ...this.#kept];
    this.#replayed = false;
    this.away = true;
  }

  /** So many of the oldest numbered packets are lost, as far as they are texts of the lobby. */
  forget(count: number): void {
    for (let lost = 0; lost < count; lost++) {
      const [oldest] = this.#kept;
      if (oldest?.type !== "text" || oldest.room !== LOBBY) return;
      this.#kept.shift();
      this.#missing++;
      this.lost.add(oldest.id);
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
  readonly origin: string | null;
  refused = false;
  line: Onlooker | null = null;
  readonly #secret: string;
  readonly #stale: boolean;

  constructor(secret: string, stale = false, origin: string | null = null) {
    this.#secret = secret;
    this.#stale = stale;
    this.origin = origin;
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
