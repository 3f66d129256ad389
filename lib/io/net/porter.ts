/**
 * The porter: takes new connections through the handshake, and watches the clock meanwhile.
 *
 * @module
 */
import type { KeyPair } from "../../crypto/x25519.ts";
import { FIRST_FRAME_MS, HANDSHAKE_MS, STOP_MS } from "../../limits.ts";
import { Session } from "../../session/session.ts";
import { KIND } from "../../wire/packet.ts";
import { nodeAead } from "../aead.ts";
import { Connection, type End } from "./connection.ts";

/** One client that has come through the handshake, as far as the chat needs to know it. */
export interface Guest {
  /** Queues an encoded packet. Neither waits nor throws. */
  send(packet: Uint8Array): void;
  /** Says goodbye after all that is queued, and ends. */
  finish(): void;
}

/** Who hears of guests. All are called synchronously. */
export interface Host {
  /** A client has shown to know the passphrase. */
  enter(guest: Guest, hello: Uint8Array): void;
  /** A guest's message, JSON in UTF-8. Kinds of packet that nobody here knows are skipped. */
  receive(guest: Guest, message: Uint8Array): void;
  /** A connection has ended, also one that never came through the handshake. */
  leave(guest: Guest, end: End): void;
}

/** What every session of a server has in common. */
export interface Identity {
  readonly keys: KeyPair;
  /** 32 bytes. */
  readonly psk: Uint8Array;
  /** The server's hello, JSON in UTF-8. */
  readonly hello: Uint8Array;
}

/** How long a client may take, in milliseconds from accept. */
export interface Deadlines {
  /** To its first whole frame. */
  readonly firstFrame: number;
  /** To the end of the handshake. */
  readonly handshake: number;
}

const DEADLINES: Deadlines = { firstFrame: FIRST_FRAME_MS, handshake: HANDSHAKE_MS };

/** Lets clients in, one connection each, and forgets those that have ended. */
export class Porter {
  readonly #identity: Identity;
  readonly #host: Host;
  readonly #deadlines: Deadlines;
  readonly #connections = new Set<Connection>();
  #stopped = false;

  /**
   * @param identity Who the server is.
   * @param host Who hears of guests.
   * @param deadlines Others than the usual ones only in tests.
   */
  constructor(identity: Identity, host: Host, deadlines: Deadlines = DEADLINES) {
    this.#identity = identity;
    this.#host = host;
    this.#deadlines = deadlines;
  }

  /** Connections that have not ended, guests or not. */
  get size(): number {
    return this.#connections.size;
  }

  /**
   * Takes a connection that was just accepted, and closes it when it ends or is late.
   *
   * Two deadlines run from here and no byte moves them: one for the first frame, which an honest
   * client sends at once, one for the whole handshake, inside which no person is waited for.
   *
   * @param socket The connection.
   */
  async admit(socket: Deno.TcpConn): Promise<void> {
    const accepted = performance.now();
    const { keys, psk, hello } = this.#identity;
    let session: Session;
    try {
      const drawn = crypto.getRandomValues(new Uint8Array(32));
      session = await Session.server({ aead: nodeAead, drawn, identity: keys, psk, hello });
    } catch (error) {
      socket.close();
      throw error;
    }
    if (this.#stopped) return socket.close();
    const connection: Connection = new Connection(socket, session, {
      event: (event) => {
        if (event.type === "write") {
          connection.setDeadline(this.#deadlines.handshake - (performance.now() - accepted));
        } else if (event.type === "client") {
          connection.setDeadline(null);
          this.#host.enter(connection, event.hello);
        } else if (event.type === "packet" && event.packet.kind === KIND.message) {
          this.#host.receive(connection, event.packet.body);
        }
      },
      end: (end) => {
        this.#connections.delete(connection);
        this.#host.leave(connection, end);
      },
    });
    this.#connections.add(connection);
    connection.setDeadline(this.#deadlines.firstFrame);
    await connection.run();
  }

  /**
   * Ends every connection: guests with a goodbye, those in the handshake at once.
   *
   * @returns When all have ended, at the latest after `STOP_MS`.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const connection of [...this.#connections]) connection.finish();
    const latest = performance.now() + STOP_MS + 500;
    while (this.#connections.size > 0 && performance.now() < latest) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
