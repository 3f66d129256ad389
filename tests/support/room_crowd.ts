/**
 * A switchboard full of people whose lines count what goes over them, so that what something costs
 * can be told without a clock.
 *
 * @module
 */
import { assert, assertEquals, fail } from "@std/assert";
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
  /** Bytes in those. */
  readonly packed: number;
  /** Bytes in all that was handed to lines. */
  readonly bytes: number;
}

/** The way to somebody who is who they say. */
const ARRIVAL: Arrival = {
  full: null,
  origin: null,
  send: () => {},
  finish: () => {},
  settle: () => fail("nobody new comes back"),
  resume: () => ({ received: 0, missing: 0 }),
};

/** What is done in a room, in this order: each leaves as many in it as there were. */
export const ACTS = ["join", "text", "leave", "kick"] as const;
/** One of {@linkcode ACTS}. */
export type Act = typeof ACTS[number];

/** Somebody who only counts. */
export interface Person {
  readonly id: string;
  readonly line: CountingLine;
}

/** Where what goes over a line is queued, in place of nowhere. */
export interface Queue {
  post(parcel: Parcel): void;
}

/** How a crowd is, where it is not as usual. */
export interface CrowdOptions {
  /** Texts kept of each room; none if it is left out. */
  readonly history?: number;
  /** Gives each line a queue. */
  readonly queue?: () => Queue;
}

class Tally {
  deliveries = 0;
  packs = 0;
  packed = 0;
  bytes = 0;
  readonly #seen = new WeakSet<Parcel>();
  #last: Parcel | null = null;

  count(parcel: Parcel): void {
    this.deliveries++;
    this.bytes += parcel.packet.length;
    // Who measures time would measure the look-up, as a parcel goes to many one after another.
    if (parcel === this.#last) return;
    this.#last = parcel;
    if (this.#seen.has(parcel)) return;
    this.#seen.add(parcel);
    this.packs++;
    this.packed += parcel.packet.length;
  }
}

class CountingLine implements Line {
  busy = false;
  readonly #tally: Tally;
  readonly #queue: Queue | null;
  /** The welcome. */
  first: Parcel | null = null;

  constructor(tally: Tally, queue: Queue | null) {
    this.#tally = tally;
    this.#queue = queue;
  }

  send(parcel: Parcel): void {
    this.first ??= parcel;
    this.#tally.count(parcel);
    this.#queue?.post(parcel);
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
  readonly #options: CrowdOptions;
  #now = NOW;
  #ref = 0;

  /**
   * @param count How many people there are.
   * @param options How it is.
   */
  constructor(count: number, options: CrowdOptions = {}) {
    const { history = 0 } = options;
    this.#options = options;
    const hub = new Hub({ draw: drawFrom(5), history, digest: fakeDigest });
    this.board = new Switchboard(hub, { texts: null, grace: GRACE_MS });
    for (let n = 0; n < count; n++) this.people.push(this.come(`guest ${n}`));
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
    const { deliveries, packs, packed, bytes } = this.#tally;
    act();
    const tally = this.#tally;
    return {
      deliveries: tally.deliveries - deliveries,
      packs: tally.packs - packs,
      packed: tally.packed - packed,
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

  /** Time goes by, in milliseconds. */
  wait(time: number): void {
    this.#now += time;
  }

  /** Somebody comes to the server. */
  come(name: string): Person {
    const line = new CountingLine(this.#tally, this.#options.queue?.() ?? null);
    const arrival = { ...ARRIVAL, settle: () => ({ line, secret: SECRET }) };
    const hello = bytesOf({ type: "hello", name, delivery: true });
    assertEquals(this.board.enter(arrival, hello, this.#now), { how: "joined" });
    assert(line.first !== null);
    const welcome = readParcel(line.first);
    assert(welcome.type === "welcome");
    return { id: welcome.you.id, line };
  }

  /** Somebody leaves the server. */
  go({ line }: Person): void {
    assert(this.board.leave(line, "left", this.#now));
  }

  /** Somebody's connection is cut. */
  lose({ line }: Person): void {
    this.board.lose(line, this.#now);
  }

  /** Somebody comes back after a cut. */
  back({ id }: Person): void {
    const resume = { member: id, secret: SECRET, received: 0 };
    const hello = bytesOf({ type: "hello", name: "somebody", delivery: true, resume });
    assertEquals(this.board.enter(ARRIVAL, hello, this.#now), { how: "resumed" });
  }
}
