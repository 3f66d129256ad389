/**
 * A call: a client's connection to a server, from dialling to the end.
 *
 * @module
 */
import { HANDSHAKE_MS } from "../../limits.ts";
import { Session } from "../../session/session.ts";
import { MAJOR } from "../../session/version.ts";
import { KIND } from "../../wire/packet.ts";
import { nodeAead } from "../aead.ts";
import { Connection, type End } from "./connection.ts";
import { dial, type DialFailure } from "./dial.ts";

/** The major versions of the protocol, where the server says that it speaks another one. */
export interface OtherVersion {
  readonly ours: number;
  readonly theirs: number;
}

/** Who hears of a call. All are called synchronously, in this order. */
export interface Caller {
  /** There is no connection, or what answers does not speak the protocol. The last call. */
  failed(why: DialFailure | "not_pychat" | OtherVersion): void;
  /** Who answers. Nothing of ours was sent; go on with `proceed` or end with `finish`. */
  server(key: Uint8Array, hello: Uint8Array): void;
  /** A message of the server's, JSON in UTF-8; other kinds of packet are skipped. */
  message(body: Uint8Array): void;
  /** The connection has ended; `clean` if one side said goodbye. The last call. */
  closed(clean: boolean): void;
}

/** One connection to a server. */
export class Call {
  readonly #caller: Caller;
  readonly #ms: number;
  #connection: Connection | null = null;
  #session: Session | null = null;
  #hungUp = false;
  #answered = false;
  /** The server's major version, if it speaks another one. */
  #theirs: number | null = null;
  #running: Promise<void> = Promise.resolve();

  private constructor(caller: Caller, ms: number) {
    this.#caller = caller;
    this.#ms = ms;
  }

  /**
   * Dials, and begins the handshake.
   *
   * @param host A name or an address.
   * @param port 1 to 65,535.
   * @param caller Who hears of it, also of failures.
   * @param ms How long the server may take for its half of the handshake, and then for its first
   * message, in milliseconds.
   */
  static start(host: string, port: number, caller: Caller, ms: number = HANDSHAKE_MS): Call {
    const call = new Call(caller, ms);
    call.#running = call.#run(host, port).catch(() => call.#end({ how: "cut" }));
    return call;
  }

  /**
   * Goes on with the server that answered: message 3 is sent, and packets may follow.
   *
   * @param psk 32 bytes.
   * @param hello The client's hello, JSON in UTF-8.
   */
  async proceed(psk: Uint8Array, hello: Uint8Array): Promise<void> {
    if (this.#connection === null || this.#session === null || this.#hungUp) return;
    this.#connection.write(await this.#session.proceed(psk, hello));
    this.#connection.setDeadline(this.#ms);
  }

  /** Queues an encoded packet. Neither waits nor throws. */
  send(packet: Uint8Array): void {
    this.#connection?.send(packet);
  }

  /**
   * Says goodbye after all that is queued and ends, or stops dialling.
   *
   * @returns When the server has taken all of it, or `STOP_MS` are over.
   */
  async finish(): Promise<void> {
    this.#hungUp = true;
    this.#connection?.finish();
    if (this.#connection !== null) await this.#running;
  }

  async #run(host: string, port: number): Promise<void> {
    const socket = await dial(host, port);
    if (typeof socket === "string") return this.#hungUp ? undefined : this.#caller.failed(socket);
    if (this.#hungUp) return socket.close();
    const drawn = crypto.getRandomValues(new Uint8Array(64));
    const session = await Session.client({ aead: nodeAead, drawn });
    this.#session = session;
    const connection = new Connection(socket, session, {
      event: (event) => {
        if (event.type === "server") {
          this.#answered = true;
          this.#caller.server(event.key, event.hello);
        } else if (event.type === "other_version") {
          this.#theirs = event.major;
        } else if (event.type === "packet" && event.packet.kind === KIND.message) {
          // Kinds we do not know prove nothing: a server could keep us waiting with them.
          connection.setDeadline(null);
          this.#caller.message(event.packet.body);
        }
      },
      end: (end) => this.#end(end),
    });
    this.#connection = connection;
    if (this.#hungUp) return connection.close();
    connection.setDeadline(this.#ms);
    connection.write(await session.start());
    await connection.run();
  }

  #end(end: End): void {
    if (this.#answered) return this.#caller.closed(end.how === "bye");
    if (this.#hungUp) return;
    if (this.#theirs !== null) return this.#caller.failed({ ours: MAJOR, theirs: this.#theirs });
    this.#caller.failed(end.how === "late" ? "too_slow" : "not_pychat");
  }
}
