/**
 * Delivery: what is numbered arrives once and in order, over as many connections as it takes.
 *
 * This folder knows numbers, acknowledgements and resumption across connections. It must never
 * know sockets, keys or what a message says.
 *
 * The idea is that of XMPP stream management (XEP-0198): each side counts what it sends and what
 * it receives, and after a cut both compare.
 *
 * @module
 */
import type { Rate } from "../token_bucket.ts";
import { KIND, type Packet, PACKET_HEADER_BYTES } from "../wire/packet.ts";
import type { Parcel } from "../wire/parcel.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { ACK_PACKET_BYTES, checkEmpty, PING, PONG, readAck } from "./control.ts";
import { Outbox } from "./outbox.ts";
import { Pace } from "./pace.ts";
import type { Stock } from "./stock.ts";

/**
 * One side of one conversation. It begins with a connection, and with nothing numbered yet.
 *
 * Each call costs what it moves. Times are milliseconds of any clock, the same for all calls.
 */
export class Delivery {
  readonly #outbox: Outbox;
  readonly #inbox = new Acknowledgements();
  #pace: Pace | null = null;
  #ping = false;
  #pong = false;

  /** @param stock Where its parcels are counted, with those of others. */
  constructor(stock: Stock) {
    this.#outbox = new Outbox(stock);
  }

  /** Bytes of packets that are queued or not acknowledged, each once. */
  get bytes(): number {
    return this.#outbox.bytes;
  }

  /** Of those, bytes not yet taken to be written on this connection. */
  get unwritten(): number {
    return this.#outbox.unwritten;
  }

  /** Numbered packets that were received or left out: what a claim says. */
  get received(): number {
    return this.#inbox.received;
  }

  /**
   * Queues a parcel. It is numbered if its kind says so; one that is not is dropped while there is
   * no connection, as it would be by a cut.
   */
  post(parcel: Parcel): void {
    this.#outbox.post(parcel);
  }

  /** Asks whether anybody is there, with what is taken next. */
  ping(): void {
    this.#ping = true;
  }

  /**
   * Takes what leaves in the next record: an acknowledgement if there is anything to acknowledge,
   * the answer to a ping, a ping, and as many packets as fit.
   *
   * @param limit Bytes, at least the 17 that all besides packets have. A single packet may have
   * more; then it is alone.
   * @returns Nothing if nothing must leave.
   */
  take(limit: number, now: number): Uint8Array[] {
    const taken: Uint8Array[] = [];
    const next = this.wait(now) === null ? this.#outbox.next : undefined;
    if (next === undefined && !this.owes(now)) return taken;
    const bytes = this.#riderBytes();
    // A packet that fills a record alone goes first: what is owed can wait for the next one.
    if (next !== undefined && next.length + bytes > limit) {
      this.#outbox.take(taken, limit, this.#pace, now);
    } else {
      this.#ride(taken);
      this.#outbox.take(taken, limit - bytes, this.#pace, now);
    }
    return taken;
  }

  /** The record that was made of what was taken has so many bytes on the wire. */
  sealed(bytes: number, now: number): void {
    this.#pace?.sealed(bytes, now);
  }

  /** Whether an acknowledgement, a ping or a pong must leave though nothing else does. */
  owes(now: number): boolean {
    return this.#outbox.connected && (this.#ping || this.#pong || this.#inbox.owed(now));
  }

  /**
   * How long pacing keeps back the packet that is next.
   *
   * @returns Milliseconds, at most a minute, after which it is time to ask again; null if nothing
   * is kept back.
   */
  wait(now: number): number | null {
    if (this.#pace === null || this.#outbox.next?.[0] !== KIND.numbered) return null;
    return this.#pace.wait(now) || null;
  }

  /**
   * Keeps numbered packets back so that the server's limits are never met.
   *
   * @param texts How many packets.
   * @param bytes How many bytes of records, whatever is in them.
   */
  setPace(texts: Rate | null, bytes: Rate | null, now: number): void {
    this.#pace = new Pace(texts, bytes, now);
  }

  /**
   * Takes in a packet from the other side. Who hears a numbered one has to deal with it: it counts
   * as received from here on.
   *
   * @returns The body of a numbered packet; null for any other kind.
   * @throws {ProtocolError} `control_body` if an acknowledgement, a ping or a pong is malformed,
   * `ack_number` if a number cannot be.
   */
  hear(packet: Packet, now: number): Uint8Array | null {
    switch (packet.kind) {
      case KIND.numbered:
        this.#inbox.count(PACKET_HEADER_BYTES + packet.body.length, now);
        return packet.body;
      case KIND.ack:
        this.#outbox.acknowledge(readAck(packet.body));
        break;
      case KIND.ping:
        checkEmpty(packet.body);
        this.#pong = true; // one answers all that came since the last
        break;
      case KIND.pong:
        checkEmpty(packet.body);
    }
    return null;
  }

  /**
   * The connection is gone. What is numbered stays; what says how things are is dropped, and what
   * was owed is forgotten.
   */
  cut(): void {
    this.#outbox.cut();
  }

  /**
   * There is a connection again, in place of another one if that still seemed alive. Until
   * {@linkcode replay} only what is not numbered leaves.
   *
   * @param received How many numbered packets the other side has.
   * @returns How many of the following were forgotten and never come; null, and nothing changes,
   * if it cannot have that number.
   */
  resume(received: number): number | null {
    const lost = Math.max(0, this.#outbox.sent - received);
    const missing = this.#outbox.resume(received);
    if (missing === null) return null;
    this.#inbox.forget();
    this.#ping = this.#pong = false;
    this.#pace?.giveBack(lost);
    return missing;
  }

  /** All numbered packets that are kept leave again, in order, behind what was posted meanwhile. */
  replay(): void {
    this.#outbox.replay();
  }

  /**
   * The other side has forgotten so many packets, and goes on with the number after them.
   *
   * @throws {ProtocolError} `ack_number` if there is no such number.
   */
  skip(missing: number): void {
    this.#inbox.skip(missing);
  }

  /**
   * Drops the oldest numbered packets until there is not more than that; they are `missing` then.
   *
   * @param most Bytes.
   * @throws {RangeError} If there is a connection.
   */
  forget(most: number): void {
    this.#outbox.forget(most);
  }

  /**
   * Takes back what has not left, and what would leave again after a cut: it never does. Numbered
   * packets become the stub, so that the numbers of all others stay as they are.
   *
   * @param about What it is about; null is everything, also what was posted to say how the numbers
   * go on: it is for who gets nothing numbered any more.
   * @param stub A numbered packet that says nothing of what it replaces.
   * @returns Bytes of those that are dropped because they are not numbered.
   * @throws {RangeError} If the stub is not numbered.
   */
  withhold(about: string | null, stub: Parcel): number {
    return this.#outbox.withhold(about, stub);
  }

  /** Gives back memory that was for more than there is; to be called now and then. */
  shrink(): void {
    this.#outbox.shrink();
  }

  /** Releases everything, for good; what is posted afterwards is nothing. */
  close(): void {
    this.#outbox.close();
  }

  #riderBytes(): number {
    const ack = this.#inbox.waiting ? ACK_PACKET_BYTES : 0;
    return ack + (this.#pong ? PONG.length : 0) + (this.#ping ? PING.length : 0);
  }

  #ride(taken: Uint8Array[]): void {
    if (this.#inbox.waiting) taken.push(this.#inbox.take());
    if (this.#pong) taken.push(PONG);
    if (this.#ping) taken.push(PING);
    this.#pong = this.#ping = false;
  }
}
