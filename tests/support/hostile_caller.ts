/**
 * A client in the middle of a right handshake, which it may break off, or go on with as it likes.
 *
 * @module
 */
import { frame, HostileFrames } from "./hostile_wire.ts";
import { NobleHandshake } from "./noble_noise.ts";
import { padHello, unpadHello } from "./noble_wire.ts";
import { Tcp } from "./tcp.ts";

/** The pre-shared key of a server without a passphrase. */
const ZEROS = new Uint8Array(32);

/** A caller whose message 2 has come. */
export class HostileCaller {
  readonly tcp: Tcp;
  /** The server's public key. */
  readonly key: Uint8Array;
  /** The JSON of the server's hello. */
  readonly hello: string;
  readonly frames: HostileFrames;
  readonly #handshake: NobleHandshake;

  private constructor(
    tcp: Tcp,
    frames: HostileFrames,
    handshake: NobleHandshake,
    second: Uint8Array,
  ) {
    [this.tcp, this.frames, this.#handshake] = [tcp, frames, handshake];
    const { payload, rs } = handshake.readSecond(second);
    [this.key, this.hello] = [rs, unpadHello(payload, 2)];
  }

  /**
   * Sends message 1, rightly made.
   *
   * @returns `null` where the connection ended in place of an answer.
   */
  static async call(port: number, from?: string): Promise<HostileCaller | null> {
    const tcp = await Tcp.connect(port, from);
    const frames = new HostileFrames(tcp);
    const handshake = new NobleHandshake(random(), random());
    await tcp.write(frame(handshake.writeFirst()));
    const second = await frames.read();
    if (second !== null) return new HostileCaller(tcp, frames, handshake, second);
    tcp.close();
    return null;
  }

  /**
   * Makes message 3, once.
   *
   * @param payload Bytes as they are, or a hello to be padded rightly.
   * @returns The body of its frame.
   */
  third(payload: Uint8Array | object, psk: Uint8Array = ZEROS): Uint8Array {
    const bytes = payload instanceof Uint8Array ? payload : padHello(JSON.stringify(payload), 3);
    return this.#handshake.writeThird(psk, bytes);
  }

  /** The keys for what the client and what the server sends, once message 3 was made. */
  split(): [client: Uint8Array, server: Uint8Array] {
    return this.#handshake.split();
  }
}

function random(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}
