/**
 * A client and a server that come through the right handshake, and then say what they like.
 *
 * @module
 */
import { HostileCaller } from "./hostile_caller.ts";
import {
  FAREWELL,
  frame,
  HostileFrames,
  HostileKeys,
  json,
  packetsOf,
  plaintext,
} from "./hostile_wire.ts";
import { nobleAck, NUMBERED, PING, PONG } from "./noble_delivery.ts";
import { join, NobleHandshake } from "./noble_noise.ts";
import type { NobleMessage } from "./noble_peer.ts";
import { BYE, MESSAGE, type NoblePacket, padHello, unpadHello, utf8 } from "./noble_wire.ts";
import type { Tcp } from "./tcp.ts";

/** The pre-shared key of a server without a passphrase. */
const ZEROS = new Uint8Array(32);

/** How a client comes in. */
export interface Coming {
  /** What it calls itself, or its whole hello. */
  readonly as: string | object;
  readonly psk?: Uint8Array;
  /** The address it comes from; any of 127.0.0.0/8. */
  readonly from?: string;
  /** Whether it acknowledges, and answers pings, when it reads; else a test does what it likes. */
  readonly behaves?: boolean;
}

/** Numbered packets, or bytes of them, after which somebody who behaves acknowledges. */
const [ACK_PACKETS, ACK_BYTES] = [32, 32 * 1024];

/** A packet that came: a message as what it says, a goodbye as the type `bye`. */
export interface Heard {
  readonly kind: number;
  readonly body: Uint8Array;
  /** The message, `{ type: "bye" }`, or of the type `packet` for other kinds. */
  readonly message: NobleMessage;
}

const NOTHING: NobleMessage = { type: "none" };

/** One side of a connection after its handshake. */
export class HostilePeer {
  readonly tcp: Tcp;
  /** The JSON of the other side's hello. */
  readonly hello: string;
  /** Everything that was heard, in order. */
  readonly heard: Heard[] = [];
  /** Whether it acknowledges, and answers pings, when it reads. */
  behaves = false;
  readonly #frames: HostileFrames;
  readonly #ours: HostileKeys;
  readonly #theirs: HostileKeys;
  /** Numbered packets in all, and packets and bytes that are not acknowledged. */
  readonly #numbered = { all: 0, packets: 0, bytes: 0 };
  /** Packets of the record that came last. */
  readonly #waiting: Heard[] = [];

  /** The keys are those for what this side and what the other side sends. */
  constructor(
    tcp: Tcp,
    frames: HostileFrames,
    hello: string,
    ours: Uint8Array,
    theirs: Uint8Array,
  ) {
    [this.tcp, this.#frames, this.hello] = [tcp, frames, hello];
    [this.#ours, this.#theirs] = [new HostileKeys(ours), new HostileKeys(theirs)];
  }

  /** Goes on as a client whose message 3 was sent as it was made. */
  static of(caller: HostileCaller): HostilePeer {
    return new HostilePeer(caller.tcp, caller.frames, caller.hello, ...caller.split());
  }

  /** Comes in rightly, as far as message 3; whether it may stay is the server's first word. */
  static async join(port: number, coming: Coming): Promise<HostilePeer> {
    const { as, psk, from, behaves = false } = coming;
    const caller = await HostileCaller.call(port, from);
    if (caller === null) throw new Error("the server did not answer");
    const hello = typeof as === "string" ? { type: "hello", name: as } : as;
    await caller.tcp.write(frame(caller.third(hello, psk)));
    const peer = HostilePeer.of(caller);
    peer.behaves = behaves;
    return peer;
  }

  /**
   * Comes in, and waits for its welcome and the list of members. Who numbers is heard of as well, as
   * no place is kept for others.
   */
  static async enter(port: number, coming: Coming): Promise<HostilePeer> {
    const peer = await HostilePeer.join(port, coming);
    const list = await peer.until(({ message }) => message["last"] === true);
    if (list === null) throw new Error(`turned away: ${JSON.stringify(peer.messages)}`);
    if (!isRecord(coming.as) || coming.as["delivery"] !== true) return peer;
    await peer.send([[PING, new Uint8Array(0)]]);
    await peer.until(({ kind }) => kind === PONG);
    return peer;
  }

  /**
   * Serves a client rightly, as far as message 3.
   *
   * @param identity The server's static secret.
   * @param hello The server's hello.
   * @throws {Error} If the client ends in the handshake, or does not know the psk.
   */
  static async serve(
    tcp: Tcp,
    identity: Uint8Array,
    hello: object,
    psk: Uint8Array = ZEROS,
  ): Promise<HostilePeer> {
    const frames = new HostileFrames(tcp);
    const handshake = new NobleHandshake(random(), identity);
    handshake.readFirst(await present(frames));
    await tcp.write(frame(handshake.writeSecond(padHello(JSON.stringify(hello), 2))));
    const { payload } = handshake.readThird(psk, await present(frames));
    const [client, server] = handshake.split();
    return new HostilePeer(tcp, frames, unpadHello(payload, 3), server, client);
  }

  /** The messages that were heard, in order; a goodbye is of the type `bye`. */
  get messages(): NobleMessage[] {
    return this.heard.map(({ message }) => message).filter(({ type }) => type !== "packet");
  }

  /** The texts that were heard, in order. */
  get texts(): unknown[] {
    return this.messages.flatMap(({ type, text }) => type === "text" ? [text] : []);
  }

  /**
   * What the welcome gave to come back with.
   *
   * @param received Numbered packets that it has, or says to have.
   */
  claim(received: number): object {
    const { you, delivery } = this.messages.find(({ type }) => type === "welcome") ?? NOTHING;
    if (!isRecord(you) || !isRecord(delivery)) throw new Error("there is no way back");
    return { member: you["id"], secret: delivery["secret"], received };
  }

  /** Seals plaintexts, each as it is, and gives the bodies of their frames. */
  seal(...plains: readonly Uint8Array[]): Uint8Array[] {
    return plains.map((plain) => this.#ours.seal(plain));
  }

  /** Sends plaintexts, each as it is, each in a record. `false` if the connection is gone. */
  async sendPlain(...plains: readonly Uint8Array[]): Promise<boolean> {
    return await this.tcp.write(join(...this.seal(...plains).map((body) => frame(body))));
  }

  /** Sends records that are rightly padded, one for each list of packets. */
  async send(...records: readonly (readonly NoblePacket[])[]): Promise<boolean> {
    return await this.sendPlain(...records.map((packets) => plaintext(packets)));
  }

  /** Sends a message; a string goes as it is. */
  async say(message: object | string, kind: number = MESSAGE): Promise<boolean> {
    return await this.send([json(message, kind)]);
  }

  /** The next packet, or `null` at the end of the stream. */
  async next(): Promise<Heard | null> {
    while (this.#waiting.length === 0) {
      const body = await this.#frames.read();
      if (body === null) return null;
      this.#waiting.push(...packetsOf(this.#theirs.open(body)).map(heardOf));
    }
    const next = this.#waiting.shift() ?? null;
    if (next !== null) this.heard.push(next);
    if (next !== null && this.behaves) await this.#behave(next);
    return next;
  }

  /** Reads until something is heard, and gives that; `null` if the stream ends before. */
  async until(so: (heard: Heard) => boolean): Promise<Heard | null> {
    for (let next = await this.next(); next !== null; next = await this.next()) {
      if (so(next)) return next;
    }
    return null;
  }

  /** Reads until a message of this type is heard. */
  async hear(type: string): Promise<NobleMessage | null> {
    return (await this.until(({ message }) => message.type === type))?.message ?? null;
  }

  /** Reads to the end, and gives the messages that came from here on. */
  async rest(): Promise<NobleMessage[]> {
    const from = this.messages.length;
    await this.until(() => false);
    return this.messages.slice(from);
  }

  /** Says goodbye, waits for the end, and closes. */
  async leave(): Promise<void> {
    await this.send([FAREWELL]);
    await this.rest();
    this.tcp.close();
  }

  async #behave({ kind, body }: Heard): Promise<void> {
    if (kind === PING) await this.send([[PONG, new Uint8Array(0)]]);
    if (kind !== NUMBERED) return;
    const numbered = this.#numbered;
    numbered.all++;
    numbered.packets++;
    numbered.bytes += body.length;
    if (numbered.packets < ACK_PACKETS && numbered.bytes < ACK_BYTES) return;
    numbered.packets = numbered.bytes = 0;
    await this.send([nobleAck(numbered.all)]);
  }

  /** Closes without a goodbye. */
  close(): void {
    this.tcp.close();
  }
}

function heardOf([kind, body]: NoblePacket): Heard {
  const isJson = kind === MESSAGE || kind === NUMBERED;
  const message = isJson ? JSON.parse(utf8(body)) : { type: kind === BYE ? "bye" : "packet" };
  return { kind, body, message };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

async function present(frames: HostileFrames): Promise<Uint8Array> {
  const body = await frames.read();
  if (body === null) throw new Error("closed in the handshake");
  return body;
}

function random(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}
