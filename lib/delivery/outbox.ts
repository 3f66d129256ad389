/**
 * What is sent: what waits, what is kept until the other side has it, and their numbers.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { KIND } from "../wire/packet.ts";
import type { Parcel } from "../wire/parcel.ts";
import type { Pace } from "./pace.ts";
import { Ring } from "./ring.ts";
import type { Stock } from "./stock.ts";

/**
 * Whether what is posted can leave: `open` all of it, `away` nothing, because there is no
 * connection, `resuming` what is not numbered. `closed` is for good.
 */
type Way = "open" | "away" | "resuming" | "closed";

/**
 * Parcels in the order they were posted, and again in that order after a cut.
 *
 * The numbers are nowhere written down: kept packets have those after `#dropped`, one each.
 */
export class Outbox {
  readonly #stock: Stock;
  #way: Way = "open";
  /** Not taken yet. No numbered ones unless the way is open. */
  readonly #waiting = new Ring<Parcel>();
  #waitingBytes = 0;
  /** Numbered, and not acknowledged: those taken, or all of them unless the way is open. */
  readonly #kept = new Ring<Parcel>();
  #keptBytes = 0;
  /** Numbers up to here are not kept any more, because they were confirmed or forgotten. */
  #dropped = 0;
  /** Numbers up to here the other side has, as it said itself. */
  #confirmed = 0;
  /** Numbers up to here were taken on this connection, or were gone before it. */
  #sent = 0;
  /** The highest that was ever so. Two claims may overtake each other, so it never falls. */
  #highest = 0;

  /** @param stock Where the parcels are counted. */
  constructor(stock: Stock) {
    this.#stock = stock;
  }

  /** Bytes of all packets. */
  get bytes(): number {
    return this.#waitingBytes + this.#keptBytes;
  }

  /** Bytes of those not taken; without a connection, or while it resumes, that is all. */
  get unwritten(): number {
    return this.#way === "open" ? this.#waitingBytes : this.bytes;
  }

  /** The highest number that the other side can have on this connection, or had on the last. */
  get sent(): number {
    return this.#sent;
  }

  /** Whether there is a connection. */
  get connected(): boolean {
    return this.#way === "open" || this.#way === "resuming";
  }

  /** The packet that is taken next, or `undefined`. */
  get next(): Uint8Array | undefined {
    return this.#waiting.first?.packet;
  }

  /** Queues a parcel. One that is not numbered is nothing while there is no connection. */
  post(parcel: Parcel): void {
    const numbered = isNumbered(parcel.packet);
    if (this.#way === "closed" || this.#way === "away" && !numbered) return;
    this.#stock.hold(parcel);
    if (this.#way === "open" || !numbered) this.#wait(parcel);
    else this.#keep(parcel);
  }

  /**
   * Takes as many packets from the front as fit.
   *
   * @param taken Where they go. If it is empty, the first one fits whatever it has.
   * @param room Bytes.
   * @param pace What numbered ones are held to, if anything.
   */
  take(taken: Uint8Array[], room: number, pace: Pace | null, now: number): void {
    for (let first = this.#waiting.first; first; first = this.#waiting.first) {
      const { packet } = first;
      if (packet.length > room && taken.length > 0) return;
      const numbered = isNumbered(packet);
      if (numbered && pace !== null) {
        if (pace.wait(now) > 0) return;
        pace.spend(now);
      }
      this.#waiting.shift();
      this.#waitingBytes -= packet.length;
      if (numbered) {
        this.#sent++;
        this.#keep(first);
      } else this.#stock.release(first);
      taken.push(packet);
      room -= packet.length;
    }
  }

  /**
   * The other side says on this connection how many it has.
   *
   * @throws {ProtocolError} `ack_number` if it has said more already, or cannot have so many.
   */
  acknowledge(received: number): void {
    if (received < this.#dropped || received > this.#sent) {
      throw new ProtocolError("ack_number", `not ${this.#dropped} to ${this.#sent}`);
    }
    this.#confirm(received);
  }

  /** The connection is gone: numbered packets are kept, others are nothing any more. */
  cut(): void {
    if (!this.connected) return;
    this.#way = "away";
    for (let parcel = this.#waiting.shift(); parcel; parcel = this.#waiting.shift()) {
      if (isNumbered(parcel.packet)) this.#keep(parcel);
      else this.#stock.release(parcel);
    }
    this.#waitingBytes = 0;
  }

  /**
   * There is a connection again, in place of another one if that was not cut.
   *
   * @param received How many the other side has.
   * @returns How many of the following were forgotten; null, and nothing changes, if it cannot
   * have so many, or has said more already.
   */
  resume(received: number): number | null {
    const highest = Math.max(this.#highest, this.#sent);
    const possible = received >= this.#confirmed && received <= highest;
    if (!possible || !Number.isInteger(received) || this.#way === "closed") return null;
    this.cut();
    this.#way = "resuming";
    this.#confirm(received);
    // Whether it hears of what was forgotten before the next cut, it will say itself.
    this.#sent = this.#dropped;
    this.#highest = Math.max(highest, this.#dropped);
    return this.#dropped - received;
  }

  /** All that is kept waits again, behind what is there. Nothing unless it is resuming. */
  replay(): void {
    if (this.#way !== "resuming") return;
    this.#way = "open";
    for (let parcel = this.#kept.shift(); parcel; parcel = this.#kept.shift()) this.#wait(parcel);
    this.#keptBytes = 0;
  }

  /**
   * Drops the oldest until there is not more than that.
   *
   * @param most Bytes.
   * @throws {RangeError} If there is a connection: its numbers would not be those of the packets.
   */
  forget(most: number): void {
    if (this.connected) throw new RangeError("packets of a connection cannot be forgotten");
    while (this.#keptBytes > most && this.#kept.length > 0) this.#drop();
  }

  /**
   * Takes back what has not left, and what would leave again, so that it never does. What is
   * numbered leaves its number behind.
   *
   * @param about What it is about; null is everything.
   * @param stub Stands in the place of each numbered one.
   * @returns Bytes of those that are dropped because they have no number.
   * @throws {RangeError} If the stub is not numbered.
   */
  withhold(about: string | null, stub: Parcel): number {
    if (!isNumbered(stub.packet)) throw new RangeError("a stub keeps a number");
    let dropped = 0;
    const put = (parcel: Parcel): Parcel | null => {
      if (about !== null && parcel.about !== about) return parcel;
      const other = isNumbered(parcel.packet) ? stub : null;
      if (other === null) dropped += parcel.packet.length;
      else this.#stock.hold(other);
      this.#stock.release(parcel);
      return other;
    };
    this.#waitingBytes = rewrite(this.#waiting, put);
    this.#keptBytes = rewrite(this.#kept, put);
    return dropped;
  }

  /** Gives back memory that was for more than there is. */
  shrink(): void {
    this.#waiting.shrink();
    this.#kept.shrink();
  }

  /** Releases everything, for good. */
  close(): void {
    this.cut();
    this.forget(0);
    this.#way = "closed";
  }

  #confirm(received: number): void {
    while (this.#dropped < received) this.#drop();
    this.#confirmed = received;
  }

  #wait(parcel: Parcel): void {
    this.#waiting.push(parcel);
    this.#waitingBytes += parcel.packet.length;
  }

  #keep(parcel: Parcel): void {
    this.#kept.push(parcel);
    this.#keptBytes += parcel.packet.length;
  }

  /** The oldest that is kept is so no longer, whether it arrived or not. */
  #drop(): void {
    this.#dropped++;
    const parcel = this.#kept.shift();
    if (parcel === undefined) return;
    this.#keptBytes -= parcel.packet.length;
    this.#stock.release(parcel);
  }
}

/** @returns Bytes of all that is in the ring then. */
function rewrite(ring: Ring<Parcel>, put: (parcel: Parcel) => Parcel | null): number {
  let bytes = 0;
  ring.rewrite((parcel) => {
    const other = put(parcel);
    bytes += other?.packet.length ?? 0;
    return other;
  });
  return bytes;
}

function isNumbered(packet: Uint8Array): boolean {
  return packet[0] === KIND.numbered;
}
