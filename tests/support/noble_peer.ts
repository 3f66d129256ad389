/**
 * A client and a server of pyChat a second time, written from PROTOCOL.md with nothing of `lib`.
 *
 * @module
 */
import { ascii, NobleHandshake } from "./noble_noise.ts";
import {
  BYE,
  MESSAGE,
  NobleDirection,
  NobleFrames,
  type NoblePacket,
  padHello,
  unpadHello,
  utf8,
} from "./noble_wire.ts";

const [MESSAGE_1, MESSAGE_2, MESSAGE_3] = [48, 608, 448];

/** A JSON message as it came; a goodbye is of the type `bye`. */
export interface NobleMessage {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Who answered, as a client learns it before it goes on. */
export interface Answer {
  readonly key: Uint8Array;
  readonly hello: string;
}

/** One side of a connection after its handshake. */
export class NoblePeer {
  /** The JSON of the other side's hello. */
  readonly hello: string;
  readonly #frames: NobleFrames;
  readonly #ours: NobleDirection;
  readonly #theirs: NobleDirection;

  private constructor(frames: NobleFrames, hello: string, ours: Uint8Array, theirs: Uint8Array) {
    this.#frames = frames;
    this.hello = hello;
    this.#ours = new NobleDirection(ours);
    this.#theirs = new NobleDirection(theirs);
  }

  /**
   * Joins a server.
   *
   * @param hello The JSON of our hello.
   * @param psk Gives the pre-shared key, having seen who answers.
   */
  static async join(
    socket: Deno.TcpConn,
    hello: string,
    psk: (answer: Answer) => Uint8Array,
  ): Promise<NoblePeer> {
    const frames = new NobleFrames(socket);
    const handshake = new NobleHandshake(random(), random());
    await frames.write(handshake.writeFirst());
    const { payload, rs } = handshake.readSecond(sized(await frames.read(), MESSAGE_2));
    const answer = { key: rs, hello: unpadHello(payload, 2) };
    await frames.write(handshake.writeThird(psk(answer), padHello(hello, 3)));
    const [client, server] = handshake.split();
    return new NoblePeer(frames, answer.hello, client, server);
  }

  /**
   * Serves one client.
   *
   * @param identity The server's static secret.
   * @param hello The JSON of the server's hello.
   */
  static async serve(
    socket: Deno.TcpConn,
    identity: Uint8Array,
    hello: string,
    psk: Uint8Array,
  ): Promise<NoblePeer> {
    const frames = new NobleFrames(socket);
    const handshake = new NobleHandshake(random(), identity);
    handshake.readFirst(sized(await frames.read(), MESSAGE_1));
    await frames.write(handshake.writeSecond(padHello(hello, 2)));
    const { payload } = handshake.readThird(psk, sized(await frames.read(), MESSAGE_3));
    const [client, server] = handshake.split();
    return new NoblePeer(frames, unpadHello(payload, 3), server, client);
  }

  /** Sends records, one for each list of packets. */
  async send(...records: readonly (readonly NoblePacket[])[]): Promise<void> {
    await this.#frames.write(...records.map((packets) => this.#ours.seal(packets)));
  }

  /** Sends one JSON message. */
  async say(message: object): Promise<void> {
    await this.send([[MESSAGE, ascii(JSON.stringify(message))]]);
  }

  /** The packets of the next record, or `null` at the end of the stream. */
  async receive(): Promise<NoblePacket[] | null> {
    const body = await this.#frames.read();
    return body === null ? null : this.#theirs.open(body);
  }

  /** The messages of the records that come, until there are so many or the stream ends. */
  async messages(count: number): Promise<NobleMessage[]> {
    const seen: NobleMessage[] = [];
    while (seen.length < count) {
      const packets = await this.receive();
      if (packets === null) break;
      for (const [kind, body] of packets) {
        if (kind === MESSAGE) seen.push(JSON.parse(utf8(body)));
        if (kind === BYE) seen.push({ type: "bye" });
      }
    }
    return seen;
  }

  /** Says goodbye. */
  async bye(): Promise<void> {
    await this.send([[BYE, new Uint8Array(0)]]);
  }

  /** Closes the connection. */
  close(): void {
    this.#frames.close();
  }
}

function sized(body: Uint8Array | null, size = 0): Uint8Array {
  if (body === null) throw new Error("closed in the handshake");
  if (body.length !== size) throw new Error(`${body.length} bytes, not ${size}`);
  return body;
}

function random(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}
