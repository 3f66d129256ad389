/**
 * One side of a conversation, and beside it the same as a plain list.
 *
 * @module
 */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Delivery } from "../../lib/delivery/delivery.ts";
import type { Stock } from "../../lib/delivery/stock.ts";
import { KIND, type Packet, PACKET_HEADER_BYTES } from "../../lib/wire/packet.ts";
import type { Parcel } from "../../lib/wire/parcel.ts";
import { textOf, unpack } from "./parcels.ts";

/** Checks a delivery at every step against lists that are never cut short. */
export class Side {
  readonly delivery: Delivery;
  /** Every numbered parcel that was posted, or its stub: the first one is number 1. */
  readonly said: Parcel[] = [];
  /** What was withheld after it had left once, by the place in `said`. */
  readonly #late = new Map<number, Parcel>();
  /** How many were taken on this connection or were gone before, and the most that ever were. */
  #left = 0;
  #ever = 0;
  /** The other side's numbers as they came: their text, or null for one that was left out. */
  readonly seen: (string | null)[] = [];
  /** All that this connection is to carry, in order, and how many of them were taken. */
  #line: Parcel[] = [];
  #taken = 0;
  #way: "open" | "away" | "resuming" = "open";
  #confirmed = 0;
  #forgotten = 0;

  /** @param stock Where the delivery counts. */
  constructor(stock: Stock) {
    this.delivery = new Delivery(stock);
  }

  /** All that the delivery must hold. */
  get held(): readonly Parcel[] {
    return [...this.#kept(), ...this.#line.slice(this.#taken).filter((one) => !isNumbered(one))];
  }

  /** What the other side may be told as number `n + 1`. */
  told(n: number): readonly string[] {
    return [this.said[n], this.#late.get(n)].flatMap((parcel) =>
      parcel === undefined ? [] : textOf(parcel.packet.subarray(PACKET_HEADER_BYTES))
    );
  }

  /** Whether something is to be taken yet that begins so. */
  waits(begin: string): boolean {
    return this.#line.slice(this.#taken).some(({ packet }) =>
      textOf(packet.subarray(PACKET_HEADER_BYTES)).startsWith(begin)
    );
  }

  /** Posts a parcel. */
  post(parcel: Parcel): void {
    if (isNumbered(parcel)) this.said.push(parcel);
    const leaves = isNumbered(parcel) ? this.#way === "open" : this.#way !== "away";
    if (leaves) this.#line.push(parcel);
    this.delivery.post(parcel);
    this.check();
  }

  /**
   * Takes a record.
   *
   * @returns Null if nothing leaves.
   */
  take(limit: number, now: number): readonly Packet[] | null {
    const owes = this.delivery.owes(now);
    const paced = this.delivery.wait(now) !== null;
    const must = owes || this.#line.length > this.#taken && !paced;
    const taken = this.delivery.take(limit, now);
    const bytes = taken.reduce((sum, packet) => sum + packet.length, 0);
    this.delivery.sealed(bytes, now);
    assert(bytes <= limit || taken.length === 1, "more than the limit");
    const packets = unpack(taken);
    const carried = taken.filter((_, n) => isCarried(packets[n]));
    for (const packet of carried) {
      assertStrictEquals(packet, this.#line[this.#taken++]?.packet);
      if (packet[0] === KIND.numbered) this.#ever = Math.max(this.#ever, ++this.#left);
    }
    assertEquals(taken.length > 0, must, "what must leave, and nothing else, leaves");
    if (paced) assertEquals(carried.length, 0, "what is kept back does not leave");
    this.check();
    return taken.length > 0 ? packets : null;
  }

  /** Hears a packet of the other side's; gives the text of one that is not numbered. */
  hear(packet: Packet, now: number): string | null {
    const body = this.delivery.hear(packet, now);
    assertEquals(body !== null, packet.kind === KIND.numbered);
    if (body !== null) this.seen.push(textOf(body));
    if (packet.kind === KIND.ack) {
      this.#confirmed = Number(new DataView(packet.body.slice().buffer).getBigUint64(0));
    }
    this.check();
    return packet.kind === KIND.message ? textOf(packet.body) : null;
  }

  /** Its connection is gone, as far as it knows. */
  cut(): void {
    this.#begin("away");
    this.delivery.cut();
    this.check();
  }

  /** The other side says that it has so many: gives how many it will never get, or null. */
  resume(received: number): number | null {
    const missing = this.delivery.resume(received);
    if (missing !== null) {
      this.#confirmed = received;
      this.#begin("resuming");
      assertEquals(missing, Math.max(0, this.#forgotten - received));
    } else assert(received < this.#confirmed, "a number that was good");
    this.check();
    return missing;
  }

  /** The other side leaves out so many. */
  skip(missing: number): void {
    this.delivery.skip(missing);
    this.seen.push(...Array<null>(missing).fill(null));
    this.check();
  }

  /** What is kept waits again. */
  replay(): void {
    if (this.#way === "resuming") {
      this.#way = "open";
      this.#line.push(...this.#kept());
    }
    this.delivery.replay();
    this.check();
  }

  /** Forgets the oldest, if there is no connection. */
  forget(most: number): void {
    if (this.#way !== "away") return;
    while (lengthOf(this.#kept()) > most) {
      this.#forgotten = Math.max(this.#forgotten, this.#confirmed) + 1;
    }
    this.delivery.forget(most);
    this.check();
  }

  /** Takes back all that is about something. */
  withhold(about: string | null, stub: Parcel): void {
    const isHit = (parcel: Parcel) => about === null || parcel.about === about;
    for (let n = this.said.length - this.#kept().length; n < this.said.length; n++) {
      const parcel = this.said[n];
      if (parcel === undefined || !isHit(parcel)) continue;
      if (n < this.#ever && !this.#late.has(n)) this.#late.set(n, parcel);
      this.said[n] = stub;
    }
    const waiting = this.#line.splice(this.#taken);
    let dropped = 0;
    for (const parcel of waiting) {
      if (!isHit(parcel)) this.#line.push(parcel);
      else if (isNumbered(parcel)) this.#line.push(stub);
      else dropped += parcel.packet.length;
    }
    assertEquals(this.delivery.withhold(about, stub), dropped);
    this.check();
  }

  /** Compares what is counted with the lists. */
  check(): void {
    assertEquals(this.delivery.received, this.seen.length);
    assertEquals(this.delivery.bytes, lengthOf(this.held));
    const unwritten = this.#way === "open" ? this.#line.slice(this.#taken) : this.held;
    assertEquals(this.delivery.unwritten, lengthOf(unwritten));
  }

  #begin(way: "away" | "resuming"): void {
    this.#way = way;
    this.#line = [];
    this.#taken = 0;
    this.#left = Math.max(this.#confirmed, this.#forgotten);
  }

  #kept(): readonly Parcel[] {
    return this.said.slice(Math.max(this.#confirmed, this.#forgotten));
  }
}

function isNumbered(parcel: Parcel): boolean {
  return parcel.packet[0] === KIND.numbered;
}

function isCarried(packet: Packet | undefined): boolean {
  return packet?.kind === KIND.numbered || packet?.kind === KIND.message;
}

function lengthOf(parcels: readonly Parcel[]): number {
  return parcels.reduce((sum, { packet }) => sum + packet.length, 0);
}
