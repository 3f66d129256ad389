/**
 * What was received, and when the other side must be told.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { ACK_BYTES, ACK_MS, ACK_PACKETS } from "../limits.ts";
import { encodeAck } from "./control.ts";

/** How often at least an owner asks whether one is owed, in milliseconds. */
export const TICK_MS = 250;

/** Counts numbered packets as they come in. Times are milliseconds of any clock. */
export class Acknowledgements {
  #received = 0;
  /** Of those, not acknowledged on this connection: how many, their bytes, and since when. */
  #packets = 0;
  #bytes = 0;
  #since = 0;

  /** How many numbered packets there were, those that the other side left out included. */
  get received(): number {
    return this.#received;
  }

  /** Whether there is anything to acknowledge. */
  get waiting(): boolean {
    return this.#packets > 0;
  }

  /**
   * One more was received.
   *
   * @param bytes Of the packet.
   * @throws {ProtocolError} `ack_number` if there have been 2^53 - 1.
   */
  count(bytes: number, now: number): void {
    this.skip(1);
    if (this.#packets++ === 0) this.#since = now;
    this.#bytes += bytes;
  }

  /**
   * So many never come, because the other side has forgotten them.
   *
   * @throws {ProtocolError} `ack_number` if the next number would be above 2^53 - 1.
   */
  skip(missing: number): void {
    if (missing > Number.MAX_SAFE_INTEGER - this.#received) {
      throw new ProtocolError("ack_number", "more packets than there are numbers");
    }
    this.#received += missing;
  }

  /** Whether one must go though nothing else leaves: the next time of asking would be too late. */
  owed(now: number): boolean {
    if (this.#packets === 0) return false;
    if (this.#packets >= ACK_PACKETS || this.#bytes >= ACK_BYTES) return true;
    // A clock that was set back must not put it off until it has caught up.
    return now - this.#since >= ACK_MS - TICK_MS || now < this.#since;
  }

  /** The packet that acknowledges all there is. */
  take(): Uint8Array {
    this.forget();
    return encodeAck(this.#received);
  }

  /** None is owed any more: the connection is gone, and the next one begins with the number. */
  forget(): void {
    this.#packets = 0;
    this.#bytes = 0;
  }
}
