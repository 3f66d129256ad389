/**
 * Framing: where one frame ends and the next begins.
 *
 * This folder knows where frames and packets end. It must never know what they mean, nor any key.
 *
 * A frame is a body length (two bytes, big-endian) followed by the body, as the Noise
 * specification, revision 34, recommends in section 13.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";

/** Longest body, in bytes: the longest Noise message (revision 34, section 3). */
export const MAX_BODY_BYTES = 65535;

const HEADER_BYTES = 2;

/**
 * Puts the length in front of a body.
 *
 * @param body 1 to `MAX_BODY_BYTES` bytes.
 * @returns The whole frame, a copy.
 * @throws {RangeError} If the body is empty or too long.
 */
export function encodeFrame(body: Uint8Array): Uint8Array<ArrayBuffer> {
  if (body.length < 1 || body.length > MAX_BODY_BYTES) {
    throw new RangeError(`a frame body is 1..${MAX_BODY_BYTES} bytes, not ${body.length}`);
  }
  const frame = new Uint8Array(HEADER_BYTES + body.length);
  new DataView(frame.buffer).setUint16(0, body.length);
  frame.set(body, HEADER_BYTES);
  return frame;
}

/**
 * Cuts a byte stream back into frames. Does no I/O and keeps no clock.
 *
 * Work is linear in the bytes pushed however they are cut. Memory is two bytes while no frame is
 * open, and one body of an *accepted* length while one is: nothing is allocated on the word of a
 * peer that was not asked about first.
 *
 * @example
 * ```ts
 * import { FrameDecoder } from "./frame.ts";
 *
 * const frames = new FrameDecoder((bytes) => bytes <= 1024);
 * for (const body of frames.push(new Uint8Array([0, 2, 104, 105]))) {
 *   if (new TextDecoder().decode(body) !== "hi") throw new Error("not hi");
 * }
 * ```
 */
export class FrameDecoder {
  readonly #accepts: (bytes: number) => boolean;
  readonly #header = new Uint8Array(HEADER_BYTES);
  #body: Uint8Array | null = null;
  #filled = 0;
  #lost: ProtocolError | null = null;

  /**
   * @param accepts Whether a body of this many bytes may come now. Asked once for each frame,
   * after the one before it was consumed, so the answer may depend on what that one said.
   */
  constructor(accepts: (bytes: number) => boolean) {
    this.#accepts = accepts;
  }

  /** Whether a frame has begun and is not whole: a stream that ends here was cut. */
  get open(): boolean {
    return this.#body !== null || this.#filled > 0;
  }

  /**
   * Takes the next bytes of the stream and yields each body they complete.
   *
   * Good bodies are yielded before a fault is thrown, so what the caller sees does not depend on
   * how the network cut the bytes.
   *
   * @param chunk Any number of bytes. Do not reuse it until the loop has ended.
   * @throws {ProtocolError} `frame_length`, now and on every later call: a stream that has lost
   * its place cannot find it again.
   */
  *push(chunk: Uint8Array): Generator<Uint8Array, void> {
    while (chunk.length > 0) {
      if (this.#lost) throw this.#lost;
      const target = this.#body ?? this.#header;
      const taken = chunk.subarray(0, target.length - this.#filled);
      target.set(taken, this.#filled);
      this.#filled += taken.length;
      chunk = chunk.subarray(taken.length);

      if (this.#filled < target.length) return;
      this.#filled = 0;
      if (this.#body === null) {
        this.#body = this.#begin();
      } else {
        const body = this.#body;
        this.#body = null;
        yield body;
      }
    }
  }

  #begin(): Uint8Array {
    const length = new DataView(this.#header.buffer).getUint16(0);
    if (length === 0 || !this.#accepts(length)) {
      this.#lost = new ProtocolError("frame_length", `${length} bytes may not come now`);
      throw this.#lost;
    }
    return new Uint8Array(length);
  }
}
