/**
 * Frames, records, padding, packets and rekeying of pyChat a second time, written from
 * PROTOCOL.md with nothing of `lib`.
 *
 * It is made to be read and to disagree, not to be fast or safe: it throws an `Error` at the
 * first byte that PROTOCOL.md does not allow.
 *
 * @module
 */
import { ascii, join, nobleCipher, nobleRekey } from "./noble_noise.ts";

const [HELLO_2, HELLO_3] = [512, 384];
const SIZES = [256, 1024, 4096, 16384];
const RECORDS_PER_KEY = 2 ** 14;
const NOTHING = new Uint8Array(0);

/** The kinds of packet. */
export const [MESSAGE, BYE] = [1, 2] as const;

/** Kind and body of a packet. */
export type NoblePacket = readonly [kind: number, body: Uint8Array];

/** Packets back to back, zeros to `size`. */
function pad(packets: readonly NoblePacket[], size?: number): Uint8Array {
  const used = join(...packets.flatMap(([kind, body]) => [
    new Uint8Array([kind, body.length >> 8, body.length & 255]),
    body,
  ]));
  const padded = new Uint8Array(size ?? SIZES.find((each) => each >= used.length) ?? 0);
  padded.set(used);
  return padded;
}

/** The packets of a padded plaintext; `size` is that of a hello, which is always the same. */
function unpad(plain: Uint8Array, size?: number): NoblePacket[] {
  const packets: NoblePacket[] = [];
  let at = 0;
  while (at < plain.length && plain[at] !== 0) {
    const [kind = 0, high, low] = plain.slice(at, at + 3);
    if (high === undefined || low === undefined) throw new Error("a packet header is cut");
    const end = at + 3 + 256 * high + low;
    if (end > plain.length) throw new Error("a packet body is cut");
    packets.push([kind, plain.slice(at + 3, end)]);
    at = end;
  }
  if (plain.slice(at).some((byte) => byte !== 0)) throw new Error("the padding is not zeros");
  const right = size ?? SIZES.find((each) => each >= at);
  if (plain.length !== right) throw new Error(`${at} bytes in ${plain.length}, not ${right}`);
  return packets;
}

/** A hello as a payload of a handshake message. */
export function padHello(json: string, message: 2 | 3): Uint8Array {
  return pad([[MESSAGE, ascii(json)]], message === 2 ? HELLO_2 : HELLO_3);
}

/** The JSON of a hello in a payload of a handshake message. */
export function unpadHello(payload: Uint8Array, message: 2 | 3): string {
  const [hello, ...others] = unpad(payload, message === 2 ? HELLO_2 : HELLO_3);
  if (hello?.[0] !== MESSAGE || others.length > 0) throw new Error("not one message packet");
  return utf8(hello[1]);
}

/** What one side sends: records in order, under keys that follow one another. */
export class NobleDirection {
  #key: Uint8Array;
  #count = 0n;

  /** @param key The key of the split. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** The body of the next frame. */
  seal(packets: readonly NoblePacket[]): Uint8Array {
    return this.#next().encrypt(pad(packets));
  }

  /** The packets of the next frame's body. */
  open(body: Uint8Array): NoblePacket[] {
    if (!SIZES.includes(body.length - 16)) throw new Error(`a record of ${body.length} bytes`);
    return unpad(this.#next().decrypt(body));
  }

  #next(): ReturnType<typeof nobleCipher> {
    const count = this.#count++;
    if (count > 0n && count % BigInt(RECORDS_PER_KEY) === 0n) this.#key = nobleRekey(this.#key);
    return nobleCipher(this.#key, count, NOTHING);
  }
}

/** A TCP connection as frames. */
export class NobleFrames {
  readonly #socket: Deno.TcpConn;
  #bytes: Uint8Array = NOTHING;
  #turn: Promise<void> = Promise.resolve();

  /** @param socket An open connection. */
  constructor(socket: Deno.TcpConn) {
    this.#socket = socket;
  }

  /** The body of the next frame, or `null` at the end of the stream. */
  async read(): Promise<Uint8Array | null> {
    const header = await this.#take(2);
    if (header === null) return null;
    const [high = 0, low = 0] = header;
    const body = await this.#take(256 * high + low);
    if (body === null) throw new Error("a frame is cut");
    return body;
  }

  /** Sends frames in one write. */
  async write(...bodies: readonly Uint8Array[]): Promise<void> {
    const frames = bodies.map((body) => {
      const header = new Uint8Array(2);
      new DataView(header.buffer).setUint16(0, body.length);
      return [header, body];
    });
    // In turn, since a write that takes only a part must not let another one in between.
    const turn = this.#turn.then(() => this.#write(join(...frames.flat())));
    this.#turn = turn.catch(() => {});
    await turn;
  }

  /** Closes the connection. */
  close(): void {
    this.#socket.close();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    let rest = bytes;
    while (rest.length > 0) rest = rest.subarray(await this.#socket.write(rest));
  }

  async #take(bytes: number): Promise<Uint8Array | null> {
    const buffer = new Uint8Array(16_384);
    while (this.#bytes.length < bytes) {
      const count = await this.#socket.read(buffer).catch(() => null); // reset is an end as well
      if (count === null && this.#bytes.length > 0) throw new Error("the stream is cut");
      if (count === null) return null;
      this.#bytes = join(this.#bytes, buffer.subarray(0, count));
    }
    const taken = this.#bytes.slice(0, bytes);
    this.#bytes = this.#bytes.slice(bytes);
    return taken;
  }
}

/** Bytes as text, or an error. */
export function utf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
