/**
 * What waits to be written to one connection.
 *
 * @module
 */
import { PACKET_COST_BYTES } from "../../limits.ts";

/** What is left where a packet was, so that it is not kept alive by its place. */
const TAKEN = new Uint8Array(0);

/** Packets in order, counted in bytes. Every operation costs what it moves, no more. */
export class PacketQueue {
  #packets: Uint8Array[] = [];
  #head = 0;
  #cost = 0;

  /** What waiting costs, in bytes: the packets, and `PACKET_COST_BYTES` for each. */
  get cost(): number {
    return this.#cost;
  }

  /** Whether nothing waits. */
  get empty(): boolean {
    return this.#head === this.#packets.length;
  }

  /** Puts a packet at the end. The bytes are shared, not copied: many queues may hold them. */
  push(packet: Uint8Array): void {
    this.#packets.push(packet);
    this.#cost += packet.length + PACKET_COST_BYTES;
  }

  /**
   * Takes as many packets from the front as fit together, at least one.
   *
   * @param limit Bytes.
   */
  take(limit: number): Uint8Array[] {
    const taken: Uint8Array[] = [];
    let bytes = 0;
    for (let packet = this.#packets[this.#head]; packet; packet = this.#packets[this.#head]) {
      if (taken.length > 0 && bytes + packet.length > limit) break;
      taken.push(packet);
      bytes += packet.length;
      this.#packets[this.#head++] = TAKEN;
    }
    this.#cost -= bytes + taken.length * PACKET_COST_BYTES;
    // Shifting an array of thousands for every record would make a long queue slow to empty.
    if (this.empty || this.#head > 1024) {
      this.#packets = this.#packets.slice(this.#head);
      this.#head = 0;
    }
    return taken;
  }
}
