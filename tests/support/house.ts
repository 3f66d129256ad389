/**
 * A whole server inside the test, on a loopback port of its own, and clients that talk to it.
 *
 * @module
 */
import { assert } from "@std/assert";
import { NO_PASSPHRASE } from "../../lib/crypto/passphrase.ts";
import { keyPair } from "../../lib/crypto/x25519.ts";
import { Hub } from "../../lib/hub/hub.ts";
import { Switchboard } from "../../lib/hub/switchboard.ts";
import { Call } from "../../lib/io/net/call.ts";
import type { End } from "../../lib/io/net/connection.ts";
import { Listener } from "../../lib/io/net/listener.ts";
import { type Deadlines, Porter } from "../../lib/io/net/porter.ts";
import { encodeMessage, packMessage } from "../../lib/message/encode.ts";
import type { ClientMessage } from "../../lib/message/from_client.ts";
import { readServerMessage, type ServerMessage } from "../../lib/message/from_server.ts";

/** How long a test waits for what must come, in milliseconds: only a failure takes as long. */
const PATIENCE_MS = 60_000;

/** A server in the test's own process. */
export interface House {
  readonly port: number;
  /** The server's public key, 32 bytes. */
  readonly key: Uint8Array;
  /** How connections ended, in order. */
  readonly ends: readonly End[];
  /** How many are in. */
  people(): number;
  stop(): Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function openHouse(
  psk: Uint8Array = NO_PASSPHRASE,
  deadlines?: Deadlines,
): Promise<House> {
  const draw = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
  const keys = await keyPair(draw(32));
  const switchboard = new Switchboard(new Hub({ draw, history: 0 }));
  const ends: End[] = [];
  const passphrase = psk !== NO_PASSPHRASE;
  const hello = encodeMessage({ type: "server", name: "House", passphrase });
  const porter = new Porter({ keys, psk, hello }, {
    enter: (guest, said) => void switchboard.enter(guest, said, Date.now()),
    receive: (guest, message) => switchboard.receive(guest, message, Date.now()),
    leave(guest, end) {
      ends.push(end);
      switchboard.leave(guest, end.how === "bye" ? "left" : "cut", Date.now());
    },
  }, deadlines);
  const listener = Listener.open("127.0.0.1", 0);
  const running = listener.run({
    take: (socket) => void porter.admit(socket),
    failed: () => {},
    recovered: () => {},
  });
  return {
    port: listener.port,
    key: keys.public,
    ends,
    people: () => switchboard.size,
    async stop() {
      listener.close();
      switchboard.close("stopping");
      await porter.stop();
      await running;
    },
  };
}

/** One client of a house, as a program would be. */
export class Chatter {
  /** Everything the server said, in order. */
  readonly heard: ServerMessage[] = [];
  /** How the call ended: why there was none, or whether it ended with a goodbye. */
  ended: string | null = null;
  readonly #waiting = new Set<() => void>();
  readonly #call: Call;
  #ref = 0;

  /** Calls a server and goes in, whoever answers. */
  constructor(port: number, name: string, psk: Uint8Array = NO_PASSPHRASE) {
    this.#call = Call.start("127.0.0.1", port, {
      failed: (why) => this.#end(typeof why === "string" ? why : "other_version"),
      server: () => void this.#call.proceed(psk, encodeMessage({ type: "hello", name })),
      message: (body) => {
        const message = readServerMessage(body);
        assert(message !== null);
        this.heard.push(message);
        this.#wake();
      },
      closed: (clean) => this.#end(clean ? "bye" : "cut"),
    });
  }

  /** Calls a server and waits until it is in. */
  static async join(port: number, name: string, psk?: Uint8Array): Promise<Chatter> {
    const chatter = new Chatter(port, name, psk);
    await chatter.until((one) => one.heard.some(({ type }) => type === "members"));
    return chatter;
  }

  /** The texts it heard, in order. */
  get texts(): string[] {
    return this.heard.flatMap((message) => message.type === "text" ? [message.text] : []);
  }

  /** Says a text to the room. */
  say(text: string): void {
    this.send({ type: "say", room: "lobby", ref: ++this.#ref, text });
  }

  /** Sends any message. */
  send(message: ClientMessage): void {
    this.#call.send(packMessage(message));
  }

  /** Sends any packet. */
  sendPacket(packet: Uint8Array): void {
    this.#call.send(packet);
  }

  /** Says goodbye. */
  leave(): void {
    this.#call.finish();
  }

  /** Waits until something is so. Fails if it is not so after very long. */
  async until(so: (chatter: Chatter) => boolean): Promise<void> {
    const timer = setTimeout(() => this.#wake(), PATIENCE_MS);
    const start = performance.now();
    while (!so(this)) {
      assert(performance.now() - start < PATIENCE_MS, `it is not so; heard ${this.heard.length}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    clearTimeout(timer);
  }

  #end(how: string): void {
    this.ended = how;
    this.#wake();
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
