/**
 * What waits in all deliveries of one process, counted once.
 *
 * @module
 */
import { PACKET_COST_BYTES, PLACE_COST_BYTES } from "../limits.ts";
import type { Parcel } from "../wire/parcel.ts";

/**
 * Counts the memory of parcels that are held. A text to 500 members is one array of bytes in 500
 * queues, and counts as one with 500 places. Two stocks must never hold the same parcel.
 */
export class Stock {
  #bytes = 0;

  /**
   * What all held parcels cost, in bytes: their packets, `PACKET_COST_BYTES` for each, and
   * `PLACE_COST_BYTES` for each queue that one is in.
   */
  get bytes(): number {
    return this.#bytes;
  }

  /** One queue more holds the parcel. */
  hold(parcel: Parcel): void {
    this.#bytes += PLACE_COST_BYTES;
    if (parcel.holders++ === 0) this.#bytes += parcel.packet.length + PACKET_COST_BYTES;
  }

  /**
   * One queue less holds the parcel.
   *
   * @throws {RangeError} If none did.
   */
  release(parcel: Parcel): void {
    if (parcel.holders < 1) throw new RangeError("a parcel that nobody holds");
    this.#bytes -= PLACE_COST_BYTES;
    if (--parcel.holders === 0) this.#bytes -= parcel.packet.length + PACKET_COST_BYTES;
  }
}
