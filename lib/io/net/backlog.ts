/**
 * What waits for one member, and when that is too much.
 *
 * @module
 */
import { readAck } from "../../delivery/control.ts";
import { Delivery } from "../../delivery/delivery.ts";
import type { Stock } from "../../delivery/stock.ts";
import { BUSY_MEMBER_BYTES, CROWDED_MS, CROWDED_TIMES, SLOW_MS } from "../../limits.ts";
import { KIND, type Packet } from "../../wire/packet.ts";
import type { Parcel } from "../../wire/parcel.ts";
import type { PacketSource } from "./connection.ts";
import { unnumbered } from "./unnumbered.ts";

/** What a backlog is given. */
export interface BacklogOptions {
  readonly stock: Stock;
  /** Bytes that may wait. */
  readonly maxMemberBytes: number;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
}

/** A delivery that is watched. */
export class Backlog implements PacketSource {
  /** Whether the member numbers too. */
  readonly isNumbered: boolean;
  readonly #options: BacklogOptions;
  readonly #drained: () => void;
  readonly #delivery: Delivery;
  /** Of what is not written, the bytes that say how things are. */
  #state = 0;
  #isBusy = false;
  /** Since when more waits to be written than may; `null` if it does not. */
  #crowdedSince: number | null = null;
  /** Numbered packets that the member has, as it said itself. */
  #confirmed = 0;
  /** Since when it has not acknowledged any more of what was written; `null` if it has all of it. */
  #unconfirmedSince: number | null = null;

  /**
   * @param options What it may hold.
   * @param isNumbered Whether the member numbers too.
   * @param drained Called when it is not busy any more, while a record is being made.
   */
  constructor(options: BacklogOptions, isNumbered: boolean, drained: () => void) {
    this.isNumbered = isNumbered;
    this.#options = options;
    this.#drained = drained;
    this.#delivery = new Delivery(options.stock);
  }

  /** Bytes that wait, those that were written and are not acknowledged too. */
  get bytes(): number {
    return this.#delivery.bytes;
  }

  /** Numbered packets that came from the member. */
  get received(): number {
    return this.#delivery.received;
  }

  /** Whether so much waits that what only says how things are is better left out. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /**
   * Whether more waits than may, and not only for a moment. To be asked after each post.
   *
   * How things are does not count: a list is as long as it has to be, and who is busy is answered
   * no more than one message a second. What was written counts only for who has long not
   * acknowledged any of it: an acknowledgement stands in line behind what the member says itself.
   * For all others it is bounded by what all members together may hold.
   */
  isTooMuch(): boolean {
    const { maxMemberBytes, clock } = this.#options;
    if (this.bytes - this.#state <= maxMemberBytes) return false;
    const now = clock();
    if (now - (this.#unconfirmedSince ?? Infinity) >= SLOW_MS) return true;
    if (this.#unwritten <= maxMemberBytes) return false;
    this.#crowdedSince ??= now;
    return now - this.#crowdedSince >= CROWDED_MS ||
      this.#unwritten > CROWDED_TIMES * maxMemberBytes;
  }

  /** Bytes that have not been written and count. */
  get #unwritten(): number {
    return this.#delivery.unwritten - this.#state;
  }

  /** Queues a packet; without a connection only one that is numbered. */
  post(parcel: Parcel): void {
    if (!this.isNumbered) this.#delivery.post(unnumbered(parcel));
    else if (parcel.packet[0] !== KIND.message) this.#delivery.post(parcel);
    else {
      const before = this.bytes;
      this.#delivery.post(parcel);
      this.#state += this.bytes - before;
    }
    this.#notice();
  }

  /** The packets of the next record. */
  take(limit: number): readonly Uint8Array[] {
    const now = this.#options.clock();
    const packets = this.#delivery.take(limit, now);
    if (this.isNumbered) {
      for (const packet of packets) if (packet[0] === KIND.message) this.#state -= packet.length;
    }
    const { bytes, unwritten } = this.#delivery;
    this.#ease();
    if (bytes > unwritten) this.#unconfirmedSince ??= now;
    if (this.#isBusy && unwritten === 0) {
      this.#isBusy = false;
      this.#drained();
    }
    return packets;
  }

  /** Whether something is to be written though nothing waits. */
  get owes(): boolean {
    return this.#delivery.owes(this.#options.clock());
  }

  /** Asks whether the member is there, with the next record. */
  ping(): void {
    this.#delivery.ping();
  }

  /**
   * Takes in a packet of the member's.
   *
   * @returns The body of a numbered one, `null` for any other.
   * @throws {ProtocolError} As `Delivery.hear` does.
   */
  hear(packet: Packet): Uint8Array | null {
    const now = this.#options.clock();
    const body = this.#delivery.hear(packet, now);
    if (packet.kind !== KIND.ack) return body;
    const confirmed = readAck(packet.body);
    if (confirmed > this.#confirmed) {
      const { bytes, unwritten } = this.#delivery;
      this.#unconfirmedSince = bytes > unwritten ? now : null;
    }
    this.#confirmed = confirmed;
    return body;
  }

  /** The connection is gone. */
  cut(): void {
    this.#delivery.cut();
    this.trim();
  }

  /**
   * Forgets the oldest of what waits for a member that is away, beyond what there is room for: who
   * came back to as much as may wait would be cut again by the next word.
   */
  trim(): void {
    const { maxMemberBytes } = this.#options;
    this.#delivery.forget(Math.max(maxMemberBytes - BUSY_MEMBER_BYTES, maxMemberBytes / 2));
  }

  /** Forgets all that waits for a member that is away. */
  empty(): void {
    this.#delivery.forget(0);
  }

  /**
   * There is another connection, if its member can have received so much.
   *
   * A member never has less than it said before: such a claim is an earlier one that was long on
   * its way. It must not end who has come back meanwhile.
   *
   * @returns How many packets are missing; `old` for such a claim, `null` for one that cannot be.
   */
  resume(received: number): number | "old" | null {
    if (received < this.#confirmed) return "old";
    const missing = this.#delivery.resume(received);
    if (missing === null) return null;
    this.#confirmed = received;
    this.#unconfirmedSince = null;
    this.#crowdedSince = null;
    this.#state = 0;
    this.#isBusy = false;
    return missing;
  }

  /**
   * Takes back what the member has not got, as far as it did not leave: see `Delivery.withhold`. For
   * who does not number nothing is put in its place.
   */
  withhold(about: string | null, stub: Parcel): void {
    const dropped = this.#delivery.withhold(about, stub);
    if (this.isNumbered) this.#state -= dropped;
    this.#ease();
  }

  /** What must arrive waits again, behind what was posted since. */
  replay(): void {
    this.#delivery.replay();
    this.#notice();
  }

  /** Gives back memory that was for more than there is; to be called now and then. */
  shrink(): void {
    this.#delivery.shrink();
  }

  /** Lets go of everything. */
  close(): void {
    this.#delivery.close();
  }

  /** Less waits to be written than before. */
  #ease(): void {
    if (this.#unwritten <= this.#options.maxMemberBytes) this.#crowdedSince = null;
  }

  #notice(): void {
    if (this.#delivery.unwritten > BUSY_MEMBER_BYTES) this.#isBusy = true;
  }
}
