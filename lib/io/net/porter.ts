/**
 * The porter: lets connections in, one client each, and knows when the last trace of each is gone.
 *
 * @module
 */
import type { KeyPair } from "../../crypto/x25519.ts";
import { STOP_MS } from "../../limits.ts";
import { Session } from "../../session/session.ts";
import { nodePrimitives } from "../primitives.ts";
import { swiftAead } from "../swift_aead.ts";
import type { Gate, Pass } from "./gate.ts";
import { hangUp } from "./hang_up.ts";
import { HeldPass } from "./held_pass.ts";
import type { Host } from "./host.ts";
import type { LineLimit } from "./keeper.ts";
import { type LineOptions, Lines } from "./lines.ts";
import { Visit } from "./visit.ts";

/** A server seals more than anybody else, and the largest records. */
const PRIMITIVES = { ...nodePrimitives, aead: swiftAead };

/** What every session of a server has in common. */
export interface Identity {
  readonly keys: KeyPair;
  /** 32 bytes. */
  readonly psk: Uint8Array;
  /** The server's hello, JSON in UTF-8. */
  readonly hello: Uint8Array;
}

/** What a porter is given besides. */
export interface PorterOptions extends LineOptions {
  /** Decides who is let in at all. */
  readonly gate: Gate;
}

/** How often it is looked whether all connections are gone, in milliseconds. */
const LOOK_MS = 20;

/** Lets clients in, and keeps their lines. */
export class Porter {
  readonly #identity: Identity;
  readonly #gate: Gate;
  readonly #lines: Lines;
  readonly #visits = new Set<Visit>();
  #stopped = false;

  /**
   * @param identity Who the server is.
   * @param host Who hears of clients.
   * @param options The gate, and what differs from the usual limits.
   */
  constructor(identity: Identity, host: Host, options: PorterOptions) {
    this.#identity = identity;
    this.#gate = options.gate;
    this.#lines = new Lines(host, options);
  }

  /** Connections whose descriptors the system does not have back yet, in the handshake or later. */
  get size(): number {
    return this.#visits.size;
  }

  /** Bytes that wait for all members. */
  get queued(): number {
    return this.#lines.stock.bytes;
  }

  /** How often which limit was met by who had come through the handshake. */
  get hits(): ReadonlyMap<LineLimit, number> {
    return this.#lines.hits;
  }

  /**
   * Takes a connection that was just accepted, or closes it at once if the gate says so: that costs
   * no cryptography. Two deadlines run from here, one for the first frame, which an honest client
   * sends at once, one for the whole handshake, inside which no person is waited for.
   *
   * @param socket The connection.
   * @returns When it is gone. Never rejects.
   */
  async admit(socket: Deno.TcpConn): Promise<void> {
    const accepted = this.#lines.clock();
    let pass: Pass | null = null;
    let visit: Visit;
    try {
      if (!this.#stopped) pass = this.#gate.admit(socket.remoteAddr.hostname, accepted);
      if (pass === null) return hangUp(socket);
      visit = await this.#receive(socket, pass, accepted);
    } catch (error) {
      hangUp(socket);
      pass?.release(this.#lines.clock());
      return this.#lines.tell((host) => host.dropped({ how: "bug", error }));
    }
    // Without waiting for it here: what waits for years should be one promise and no more.
    return visit.run().then(() => void this.#visits.delete(visit));
  }

  /**
   * Ends everything: members with a goodbye, those in the handshake and those who are away at once.
   *
   * @returns When all have ended, at the latest a moment after `STOP_MS`.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#lines.finish();
    for (const visit of this.#visits) visit.finish();
    const latest = performance.now() + STOP_MS + 500;
    while (this.#visits.size > 0 && performance.now() < latest) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  async #receive(socket: Deno.TcpConn, pass: Pass, accepted: number): Promise<Visit> {
    const { keys: identity, psk, hello } = this.#identity;
    const drawn = crypto.getRandomValues(new Uint8Array(32));
    const options = { primitives: PRIMITIVES, drawn, identity, psk, hello };
    const session = await Session.server(options);
    const visit = new Visit(this.#lines, new HeldPass(pass), socket, session, accepted);
    this.#visits.add(visit);
    if (this.#stopped) visit.finish();
    return visit;
  }
}
