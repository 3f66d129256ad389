/**
 * What carries a client's delivery over one connection: its clock, its pace, and its pulse.
 *
 * @module
 */
import { TICK_MS } from "../../delivery/acknowledgements.ts";
import type { Delivery } from "../../delivery/delivery.ts";
import { Heartbeat } from "../../delivery/heartbeat.ts";
import { ProtocolError } from "../../errors.ts";
import { PING_JITTER_MS, PING_MS, STOP_MS } from "../../limits.ts";
import { KIND, type Packet } from "../../wire/packet.ts";
import type { Parcel } from "../../wire/parcel.ts";
import type { Connection } from "./connection.ts";
import { unnumbered } from "./unnumbered.ts";

/** How long a server that is asked whether it is there may take, in milliseconds. */
const PROBE_MS = 5_000;

/**
 * How long what was sent may be unanswered while nothing is heard, before the server is asked, in
 * milliseconds. An answer takes a second; on the slowest of lines the longest record takes eight.
 */
const UNANSWERED_MS = 10_000;

/** Time between two ticks after which the machine has slept, in milliseconds. */
const SLEPT_MS = 10_000;

/** Who carries a delivery now: two at once would each take a part of it. */
const carriers = new WeakMap<Delivery, Carrier>();

/** One connection's; it ends with it, or as soon as another one carries the same delivery. */
export class Carrier {
  readonly #connection: Connection;
  readonly #delivery: Delivery;
  readonly #isNumbered: boolean;
  readonly #heartbeat: Heartbeat;
  readonly #ticks: ReturnType<typeof setInterval> | undefined;
  readonly #clock: () => number;
  #ticked: number;
  /** Goes off when the pace lets something go. */
  #later: ReturnType<typeof setTimeout> | undefined;
  /** Goes off when the goodbye waits no longer for what the pace keeps back. */
  #latest: ReturnType<typeof setTimeout> | undefined;
  /** Since when something is on its way and nothing was heard; `null` if nothing is on its way. */
  #unansweredSince: number | null = null;
  #isProbing = false;
  #isReplaced = false;

  /**
   * @param connection An open one. What the delivery has leaves over it from now on.
   * @param delivery Of the conversation.
   * @param isNumbered Whether the server numbers too.
   * @param clock Milliseconds of a clock that never goes back.
   */
  constructor(
    connection: Connection,
    delivery: Delivery,
    isNumbered: boolean,
    clock: () => number = () => performance.now(),
  ) {
    const before = carriers.get(delivery);
    if (before !== undefined) before.#giveUp();
    carriers.set(delivery, this);
    this.#connection = connection;
    this.#delivery = delivery;
    this.#isNumbered = isNumbered;
    this.#clock = clock;
    this.#ticked = clock();
    const jitter = PING_JITTER_MS * (2 * Math.random() - 1);
    this.#heartbeat = new Heartbeat(PING_MS + jitter, this.#ticked);
    if (isNumbered) {
      this.#ticks = setInterval(() => this.#tick(), TICK_MS);
      // The server keeps no place for who has shown no sign of having read its first word.
      delivery.ping();
    }
    connection.attach({
      take: (limit) => this.#take(limit),
      sealed: (bytes) => delivery.sealed(bytes, clock()),
    });
  }

  /** Queues a packet. Neither waits nor throws. */
  send(parcel: Parcel): void {
    if (this.#isReplaced) return;
    this.#delivery.post(this.#isNumbered ? parcel : unnumbered(parcel));
    this.#connection.wake();
  }

  /**
   * Takes a packet of the server's.
   *
   * @returns The body of a message, or `null` if it is none.
   * @throws {ProtocolError} `not_numbered`, or as `Delivery.hear` does.
   */
  hear(packet: Packet): Uint8Array | null {
    const now = this.#clock();
    this.#heartbeat.heard(now);
    if (this.#isProbing) this.#connection.setDeadline(null);
    this.#isProbing = false;
    this.#unansweredSince = null;
    if (packet.kind === KIND.message) return packet.body;
    if (!this.#isNumbered) {
      if (packet.kind !== KIND.numbered) return null;
      throw new ProtocolError("not_numbered", "numbers were not agreed on");
    }
    const body = this.#delivery.hear(packet, now);
    if (this.#delivery.owes(now)) this.#connection.wake();
    return body;
  }

  /**
   * Asks whether the server is there. The connection ends if nothing comes meanwhile.
   *
   * @param ms How long it may take, in milliseconds.
   */
  probe(ms = PROBE_MS): void {
    if (!this.#isNumbered || this.#isProbing || this.#isReplaced) return;
    this.#isProbing = true;
    this.#connection.setDeadline(ms);
    this.#delivery.ping();
    this.#connection.wake();
  }

  /** Says goodbye after all that waits; what the pace keeps back it waits for until `STOP_MS`. */
  finish(): void {
    if (this.#delivery.wait(this.#clock()) === null) return this.#connection.finish();
    this.#latest ??= setTimeout(() => this.#connection.finish(), STOP_MS);
  }

  /** The connection is gone: nothing is done any more, and what must arrive waits for another. */
  stop(): void {
    this.#stopClocks();
    if (this.#isReplaced) return;
    carriers.delete(this.#delivery);
    this.#delivery.cut();
  }

  /** Another one carries the delivery. */
  #giveUp(): void {
    this.#isReplaced = true;
    this.#stopClocks();
    this.#connection.close();
  }

  #stopClocks(): void {
    clearInterval(this.#ticks);
    clearTimeout(this.#later);
    clearTimeout(this.#latest);
  }

  #take(limit: number): readonly Uint8Array[] {
    const now = this.#clock();
    const packets = this.#delivery.take(limit, now);
    const ms = this.#delivery.wait(now);
    if (ms === null) {
      // Nothing is kept back any more, and what was just taken goes before the goodbye.
      if (this.#latest !== undefined) this.#connection.finish();
      return packets;
    }
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      this.#connection.wake();
    }, ms);
    return packets;
  }

  #tick(): void {
    const now = this.#clock();
    // Asleep we have not listened: whether the server is still there has to show first.
    if (now - this.#ticked > SLEPT_MS) this.#heartbeat.heard(now);
    this.#ticked = now;
    const check = this.#heartbeat.check(now);
    if (check === "dead") return this.#connection.close("silent");
    if (check === "ping") this.#delivery.ping();
    if (this.#isUnanswered(now)) this.probe();
    if (this.#delivery.owes(now)) this.#connection.wake();
  }

  /** Who writes must not look connected for as long as who only reads may. */
  #isUnanswered(now: number): boolean {
    const { bytes, unwritten } = this.#delivery;
    if (bytes === unwritten) this.#unansweredSince = null;
    else this.#unansweredSince ??= now;
    return this.#unansweredSince !== null && now - this.#unansweredSince >= UNANSWERED_MS;
  }
}
