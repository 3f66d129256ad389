/**
 * A call: a client's connection to a server, from dialling to the end.
 *
 * @module
 */
import type { Delivery } from "../../delivery/delivery.ts";
import { ProtocolError } from "../../errors.ts";
import { HANDSHAKE_MS } from "../../limits.ts";
import { Session, type SessionEvent } from "../../session/session.ts";
import { MAJOR } from "../../session/version.ts";
import type { Rate } from "../../token_bucket.ts";
import { KIND, type Packet } from "../../wire/packet.ts";
import type { Parcel } from "../../wire/parcel.ts";
import { nodePrimitives } from "../primitives.ts";
import { Carrier } from "./carrier.ts";
import { Connection } from "./connection.ts";
import { dial, type DialFailure } from "./dial.ts";
import type { End } from "./end.ts";
import { hangUp } from "./hang_up.ts";

/** How long the server may take to close a connection that was dropped, in milliseconds. */
const DROPPED_MS = 10_000;

/** The major versions of the protocol, where the server says that it speaks another one. */
export interface OtherVersion {
  readonly ours: number;
  readonly theirs: number;
}

/** Who hears of a call. All are called synchronously, in this order. */
export interface Caller {
  /**
   * There is no connection, or what answers does not speak the protocol, or ended the connection
   * before it had answered. The last call.
   */
  failed(why: DialFailure | "not_pychat" | "said_nothing" | OtherVersion): void;
  /** Who answers. Nothing of ours was sent; go on with `proceed` or end with `finish`. */
  server(key: Uint8Array, hello: Uint8Array): void;
  /**
   * A message of the server's, JSON in UTF-8; other kinds of packet are skipped. Inside the first
   * one the call is to be begun or resumed: numbers are counted from there on.
   */
  message(body: Uint8Array): void;
  /** The connection has ended; `clean` if one side said goodbye. The last call. */
  closed(clean: boolean): void;
}

/** How fast a server lets its clients be; `null` where it does not say. */
export interface CallLimits {
  readonly texts: Rate | null;
  /** Bytes of records. */
  readonly bytes: Rate | null;
}

/** One connection to a server. */
export class Call {
  readonly #caller: Caller;
  readonly #ms: number;
  #delivery: Delivery;
  #connection: Connection | null = null;
  #session: Session | null = null;
  #carrier: Carrier | null = null;
  #hungUp = false;
  #dropped = false;
  #answered = false;
  #isOver = false;
  /** The server's major version, if it speaks another one. */
  #theirs: number | null = null;
  #running: Promise<void> = Promise.resolve();

  private constructor(caller: Caller, delivery: Delivery, ms: number) {
    this.#caller = caller;
    this.#delivery = delivery;
    this.#ms = ms;
  }

  /**
   * Dials, and begins the handshake.
   *
   * @param host A name or an address.
   * @param port 1 to 65,535.
   * @param caller Who hears of it, also of failures.
   * @param delivery A new one, or that of the conversation to go on with. It is not touched before
   * `begin` or `resume`; another call may carry it until then.
   * @param ms How long the server may take for its half of the handshake, and then for its first
   * message, in milliseconds.
   */
  static start(
    host: string,
    port: number,
    caller: Caller,
    delivery: Delivery,
    ms: number = HANDSHAKE_MS,
  ): Call {
    const call = new Call(caller, delivery, ms);
    call.#running = call.#run(host, port).catch(() => call.#fail());
    return call;
  }

  /**
   * Goes on with the server that answered: message 3 is sent.
   *
   * @param psk 32 bytes.
   * @param hello The client's hello, JSON in UTF-8.
   */
  async proceed(psk: Uint8Array, hello: Uint8Array): Promise<void> {
    if (this.#connection === null || this.#session === null || this.#hungUp) return;
    this.#connection.write(await this.#session.proceed(psk, hello));
    this.#connection.setDeadline(this.#ms);
  }

  /**
   * Somebody new is in. What was queued before stays behind in the old delivery.
   *
   * @param numbered Whether the server numbers, and answers pings.
   * @param limits What it says of how fast a client may be.
   * @param delivery A new one, where the call was started with that of an earlier conversation.
   */
  begin(
    numbered: boolean,
    limits: CallLimits | null,
    delivery: Delivery = this.#delivery,
  ): void {
    if (this.#connection === null || this.#carrier !== null || this.#hungUp) return;
    this.#delivery = delivery;
    delivery.setPace(limits?.texts ?? null, limits?.bytes ?? null, performance.now());
    this.#carrier = new Carrier(this.#connection, delivery, numbered);
  }

  /**
   * The person is whom they were; what has not arrived goes again.
   *
   * @param received Numbered packets that the server has.
   * @param missing Numbered packets that never come.
   * @returns Whether that can be.
   */
  resume(received: number, missing: number): boolean {
    if (this.#connection === null || this.#carrier !== null || this.#hungUp) return false;
    if (this.#delivery.resume(received) === null) return false;
    this.#carrier = new Carrier(this.#connection, this.#delivery, true);
    try {
      this.#delivery.skip(missing);
    } catch (error) {
      this.#letGo();
      if (error instanceof ProtocolError) return false;
      throw error;
    }
    this.#delivery.replay();
    return true;
  }

  /** Queues a packet, once it is begun or resumed. Neither waits nor throws. */
  send(parcel: Parcel): void {
    if (!this.#hungUp) this.#carrier?.send(parcel);
  }

  /** Asks whether the server is still there, where it can answer; the call ends if it is not. */
  probe(): void {
    if (!this.#hungUp) this.#carrier?.probe();
  }

  /**
   * Says goodbye after all that waits and ends, or stops dialling.
   *
   * @returns When the server has taken all of it, or `STOP_MS` are over.
   */
  async finish(): Promise<void> {
    this.#hungUp = true;
    if (this.#connection === null || this.#dropped) return;
    if (this.#carrier !== null) this.#carrier.finish();
    else this.#connection.finish();
    await this.#running;
  }

  /**
   * Is over at once, without a goodbye: the delivery is free for another call. Nothing is told.
   *
   * The socket stays until the server closes it, which it does when that other call has resumed: if
   * it saw an end before, everybody would be told of a cut that is none.
   *
   * @param ms How long the server may take for that, in milliseconds.
   */
  drop(ms: number = DROPPED_MS): void {
    if (this.#dropped) return;
    this.#hungUp = true;
    this.#dropped = true;
    const isIn = this.#carrier !== null;
    this.#letGo();
    if (isIn && ms > 0) this.#connection?.setDeadline(ms);
    else this.#connection?.close();
  }

  async #run(host: string, port: number): Promise<void> {
    const socket = await dial(host, port);
    if (typeof socket === "string") return this.#unconnected(socket);
    if (this.#hungUp) return hangUp(socket);
    const drawn = crypto.getRandomValues(new Uint8Array(64));
    const session = await Session.client({ primitives: nodePrimitives, drawn });
    this.#session = session;
    const connection = new Connection(socket, session, {
      event: (event) => this.#event(event),
      end: (end) => this.#end(end),
    });
    this.#connection = connection;
    if (this.#hungUp) return connection.close();
    connection.setDeadline(this.#ms);
    connection.write(await session.start());
    await connection.run();
  }

  #unconnected(why: DialFailure): void {
    this.#isOver = true;
    if (!this.#hungUp) this.#caller.failed(why);
  }

  #event(event: SessionEvent): void {
    // What still comes over a dropped one is read, so that its end is noticed, and means nothing.
    if (this.#dropped) return;
    if (event.type === "server") {
      this.#answered = true;
      this.#caller.server(event.key, event.hello);
    } else if (event.type === "other_version") {
      this.#theirs = event.major;
    } else if (event.type === "packet") {
      const body = this.#carrier === null ? this.#first(event.packet) : this.#carrier.hear(
        event.packet,
      );
      if (body !== null) this.#caller.message(body);
    }
  }

  /** Kinds we do not know prove nothing: a server could keep us waiting with them. */
  #first(packet: Packet): Uint8Array | null {
    if (packet.kind === KIND.numbered) throw new ProtocolError("not_numbered", "before a welcome");
    if (packet.kind !== KIND.message) return null;
    this.#connection?.setDeadline(null);
    return packet.body;
  }

  /** Something of ours failed where there is no connection that would tell of it. */
  #fail(): void {
    if (this.#connection === null) this.#end({ how: "cut" });
    else this.#connection.close();
  }

  #letGo(): void {
    this.#carrier?.stop();
    this.#carrier = null;
  }

  #end(end: End): void {
    this.#letGo();
    if (this.#dropped || this.#isOver) return;
    this.#isOver = true;
    if (this.#answered) return this.#caller.closed(end.how === "bye");
    if (this.#hungUp) return;
    if (this.#theirs !== null) return this.#caller.failed({ ours: MAJOR, theirs: this.#theirs });
    if (end.how === "late") return this.#caller.failed("too_slow");
    this.#caller.failed(end.how === "cut" ? "said_nothing" : "not_pychat");
  }
}
