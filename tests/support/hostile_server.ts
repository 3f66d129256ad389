/**
 * A server that does to its callers whatever a test wants.
 *
 * @module
 */
import { createServer, type Server } from "node:net";
import { HostilePeer } from "./hostile_peer.ts";
import { noblePublic } from "./noble_noise.ts";
import { Tcp } from "./tcp.ts";

/** What is done to one caller; the connection is closed when it is over. */
export type Script = (tcp: Tcp, server: HostileServer) => Promise<void>;

/** A server on a free port of 127.0.0.1. */
export class HostileServer {
  /** What became of each caller, in the order in which it ended: `done`, or an error's message. */
  readonly outcomes: string[] = [];
  /** Its static secret. */
  readonly identity: Uint8Array = crypto.getRandomValues(new Uint8Array(32));
  readonly #server: Server;
  readonly #script: Script;
  readonly #open = new Set<Tcp>();
  readonly #running = new Set<Promise<void>>();

  private constructor(script: Script) {
    this.#script = script;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
    this.#server.on("connection", (socket) => {
      const running = this.#serve(new Tcp(socket));
      this.#running.add(running);
      running.finally(() => this.#running.delete(running));
    });
  }

  /**
   * Starts one.
   *
   * @param script What it does to each caller.
   * @param port Of 127.0.0.1; any free one where it is 0.
   */
  static async open(script: Script, port: number = 0): Promise<HostileServer> {
    const server = new HostileServer(script);
    await new Promise<void>((resolve) => server.#server.listen(port, "127.0.0.1", resolve));
    return server;
  }

  /** Where it listens. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** Its public key. */
  get key(): Uint8Array {
    return noblePublic(this.identity);
  }

  /** An invitation to it, or to another key at its address. */
  invitation(key: Uint8Array = this.key): string {
    const text = key.toBase64({ alphabet: "base64url", omitPadding: true });
    return `pychat://127.0.0.1:${this.port}#${text}`;
  }

  /** Serves a caller rightly, as far as its hello. */
  async admit(
    tcp: Tcp,
    hello: object = { type: "server", name: "Hostile", passphrase: false },
  ): Promise<HostilePeer> {
    return await HostilePeer.serve(tcp, this.identity, hello);
  }

  /** Ends everything. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const tcp of this.#open) tcp.close();
    await Promise.all([closed, ...this.#running]);
  }

  async #serve(tcp: Tcp): Promise<void> {
    this.#open.add(tcp);
    try {
      await this.#script(tcp, this);
      this.outcomes.push("done");
    } catch (error) {
      this.outcomes.push(error instanceof Error ? error.message : String(error));
    } finally {
      this.#open.delete(tcp);
      tcp.close();
    }
  }
}
