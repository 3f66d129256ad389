/**
 * The wire of pyChat for who breaks its rules: frames of any length, and records that are rightly
 * sealed whatever they hold. Written from PROTOCOL.md with nothing of `lib`.
 *
 * @module
 */
import { ascii, join, nobleCipher, nobleRekey } from "./noble_noise.ts";
import { BYE, MESSAGE, type NoblePacket } from "./noble_wire.ts";
import type { Tcp } from "./tcp.ts";

const SIZES = [256, 1024, 4096, 16384];
const RECORDS_PER_KEY = 2n ** 14n;
const NOTHING = new Uint8Array(0);

/** A packet of any kind and body. */
export function packet(kind: number, body: Uint8Array | string = NOTHING): NoblePacket {
  return [kind, typeof body === "string" ? ascii(body) : body];
}

/** A JSON message as a packet; a string goes as it is. */
export function json(message: object | string, kind: number = MESSAGE): NoblePacket {
  return packet(kind, typeof message === "string" ? message : JSON.stringify(message));
}

/** A goodbye. */
export const FAREWELL: NoblePacket = packet(BYE);

/**
 * Packets back to back, with zeros to the end.
 *
 * @param packets What it holds.
 * @param size Bytes; the smallest size of record that they fit, where nothing is said.
 */
export function plaintext(packets: readonly NoblePacket[], size?: number): Uint8Array {
  const used = join(...packets.flatMap(([kind, body]) => [headerOf(kind, body.length), body]));
  const fitting = size ?? SIZES.find((each) => each >= used.length);
  if (fitting === undefined) throw new RangeError(`${used.length} bytes fit no record`);
  const plain = new Uint8Array(fitting);
  plain.set(used.subarray(0, plain.length));
  return plain;
}

/** The header of a packet, which may announce what does not follow. */
export function headerOf(kind: number, length: number): Uint8Array {
  return new Uint8Array([kind, length >> 8, length & 255]);
}

/** A body with its length in front; another length, where one is said. */
export function frame(body: Uint8Array, length: number = body.length): Uint8Array {
  return join(new Uint8Array([length >> 8, length & 255]), body);
}

/** The packets of a record that a right peer made; this is no place to doubt it. */
export function packetsOf(plain: Uint8Array): NoblePacket[] {
  const packets: NoblePacket[] = [];
  for (let at = 0; at < plain.length && plain[at] !== 0;) {
    const end = at + 3 + 256 * (plain[at + 1] ?? 0) + (plain[at + 2] ?? 0);
    packets.push([plain[at] ?? 0, plain.slice(at + 3, end)]);
    at = end;
  }
  return packets;
}

/** The keys of one direction, one for every 2^14 records. */
export class HostileKeys {
  #key: Uint8Array;
  #count = 0n;

  /** @param key The key of the split. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** The body of the next frame, whatever the plaintext is. */
  seal(plain: Uint8Array): Uint8Array {
    return this.#next().encrypt(plain);
  }

  /** The plaintext of the next frame. */
  open(body: Uint8Array): Uint8Array {
    return this.#next().decrypt(body);
  }

  #next(): ReturnType<typeof nobleCipher> {
    const count = this.#count++;
    if (count > 0n && count % RECORDS_PER_KEY === 0n) this.#key = nobleRekey(this.#key);
    return nobleCipher(this.#key, count, NOTHING);
  }
}

/** Frames out of a connection, however its bytes are cut. */
export class HostileFrames {
  readonly #tcp: Tcp;
  #parts: Uint8Array[] = [];
  #held = 0;

  /** @param tcp Who else reads from it takes bytes away. */
  constructor(tcp: Tcp) {
    this.#tcp = tcp;
  }

  /** The body of the next frame, or `null` at the end of the stream; half a frame is dropped. */
  async read(): Promise<Uint8Array | null> {
    const header = await this.#take(2);
    return header && await this.#take(256 * (header[0] ?? 0) + (header[1] ?? 0));
  }

  async #take(bytes: number): Promise<Uint8Array | null> {
    while (this.#held < bytes) {
      const some = await this.#tcp.read();
      if (some === null) return null;
      this.#parts.push(some);
      this.#held += some.length;
    }
    const all = this.#parts.length === 1 ? this.#parts[0] ?? NOTHING : join(...this.#parts);
    this.#parts = [all.subarray(bytes)];
    this.#held -= bytes;
    return all.slice(0, bytes);
  }
}
