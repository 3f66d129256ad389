/**
 * A switchboard full of people whose lines count what goes over them, so that what something costs
 * can be told without a clock.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { Hub } from "../../lib/hub/hub.ts";
import type { Arrival, Line, Parcel } from "../../lib/hub/line.ts";
import { Switchboard } from "../../lib/hub/switchboard.ts";
import { GRACE_MS, KICK_MS } from "../../lib/limits.ts";
import type { ClientMessage } from "../../lib/message/from_client.ts";
import { drawFrom, fakeDigest } from "../hub/draw.ts";
import { bytesOf, NOW, readParcel, SECRET } from "../hub/fake_line.ts";

/** What something cost. */
export interface Cost {
  /** Packets that were handed to lines. */
  readonly deliveries: number;
  /** Packets that were encoded for it. */
  readonly packs: number;
  /** Bytes in all that was handed to lines. */
  readonly bytes: number;
}

/** What is done in a room, in this order: each leaves as many in it as there were. */
export const ACTS = ["join", "text", "leave", "kick"] as const;
/** One of {@linkcode ACTS}. */
export type Act = typeof ACTS[number];

/** Somebody who only counts. */
export interface Person {
  readonly id: string;
  readonly line: CountingLine;
}

class Tally {
  deliveries = 0;
  packs = 0;
  bytes = 0;
  readonly #seen = new WeakSet<Parcel>();

  count(parcel: Parcel): void {
    this.deliveries++;
    this.bytes += parcel.packet.length;
    if (this.#seen.has(parcel)) return;
    this.#seen.add(parcel);
    this.packs++;
  }
}

class CountingLine implements Line {
  busy = false;
  readonly #tally: Tally;
  /** The welcome. */
  first: Parcel | null = null;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  send(parcel: Parcel): void {
    this.first ??= parcel;
    this.#tally.count(parcel);
  }

  withhold(): void {}
  replay(): void {}
  finish(): void {}
}

/** People at one switchboard, and rooms of theirs. */
export class RoomCrowd {
  readonly board: Switchboard;
  readonly people: Person[] = [];
  readonly #tally = new Tally();
  #now = NOW;
  #ref = 0;

  /** @param count How many people there are. */
  constructor(count: number) {
    const hub = new Hub({ draw: drawFrom(5), history: 0, digest: fakeDigest });
    this.board = new Switchboard(hub, { texts: null, grace: GRACE_MS });
    for (let n = 0; n < count; n++) this.people.push(this.#come(`guest ${n}`));
  }

  /** Fills a room with people, of whom the first owns it. */
  fill(room: string, people: readonly Person[]): void {
    people.forEach((one, index) =>
      this.ask(one, { type: index === 0 ? "create" : "join", room, ref: 1 })
    );
  }

  /** Somebody asks for something, and nobody is refused anything. */
  ask(person: Person, message: ClientMessage): void {
    const body = "ref" in message ? { ...message, ref: ++this.#ref } : message;
    this.board.receive(person.line, bytesOf(body), this.#now);
  }

  /** What something costs. */
  costOf(act: () => void): Cost {
    const { deliveries, packs, bytes } = this.#tally;
    act();
    const tally = this.#tally;
    return {
      deliveries: tally.deliveries - deliveries,
      packs: tally.packs - packs,
      bytes: tally.bytes - bytes,
    };
  }

  /**
   * Does one of {@linkcode ACTS} in a room.
   *
   * @param owner Who owns it.
   * @param guest Who comes and goes: not in it before `join`, in it before all others.
   */
  act(act: Act, room: string, owner: Person, guest: Person): void {
    switch (act) {
      case "join":
        // Whoever was kicked out of it has waited.
        this.#now += KICK_MS + 1;
        return this.ask(guest, { type: "join", room, ref: 1 });
      case "text":
        return this.ask(guest, { type: "say", room, ref: 1, text: "Is the kettle on?" });
      case "leave":
        return this.ask(guest, { type: "leave", room, ref: 1 });
      case "kick":
        return this.ask(owner, { type: "kick", room, ref: 1, member: guest.id });
    }
  }

  #come(name: string): Person {
    const line = new CountingLine(this.#tally);
    const arrival: Arrival = {
      full: null,
      origin: null,
      send: () => {},
      finish: () => {},
      settle: () => ({ line, secret: SECRET }),
      resume: () => null,
    };
    const hello = bytesOf({ type: "hello", name, delivery: true });
    assertEquals(this.board.enter(arrival, hello, this.#now), { how: "joined" });
    assert(line.first !== null);
    const welcome = readParcel(line.first);
    assert(welcome.type === "welcome");
    return { id: welcome.you.id, line };
  }
}
