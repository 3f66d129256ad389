/**
 * What waits to be written to one connection.
 *
 * @module
 */

/** Packets in order, counted in bytes. Every operation costs what it moves, no more. */
export class PacketQueue {
  #packets: Uint8Array[] = [];
  #head = 0;
  #bytes = 0;

  /** Bytes that wait. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Puts a packet at the end. The bytes are shared, not copied: many queues may hold them. */
  push(packet: Uint8Array): void {
    this.#packets.push(packet);
    this.#bytes += packet.length;
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
      this.#head++;
    }
    this.#bytes -= bytes;
    // Shifting an array of thousands for every record would make a long queue slow to empty.
    if (this.#head === this.#packets.length || this.#head > 1024) {
      this.#packets = this.#packets.slice(this.#head);
      this.#head = 0;
    }
    return taken;
  }
}
