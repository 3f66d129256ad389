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

/** Bytes in front of a body. */
export const FRAME_HEADER_BYTES = 2;

/**
 * Puts the length in front of a body.
 *
 * @param body 1 to `MAX_BODY_BYTES` bytes.
 * @returns The whole frame, a copy.
 * @throws {RangeError} If the body is empty or too long.
 */
export function encodeFrame(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(FRAME_HEADER_BYTES + body.length);
  frame.set(body, FRAME_HEADER_BYTES);
  return headFrame(frame);
}

/**
 * Puts the length in front of a body that stands in its place already, without a copy of it.
 *
 * @param frame Two bytes that are free, and the body of 1 to `MAX_BODY_BYTES` bytes.
 * @returns The same bytes, a whole frame now.
 * @throws {RangeError} If the body is empty or too long.
 */
export function headFrame<Frame extends Uint8Array>(frame: Frame): Frame {
  const length = frame.length - FRAME_HEADER_BYTES;
  if (length < 1 || length > MAX_BODY_BYTES) {
    throw new RangeError(`a frame body is 1..${MAX_BODY_BYTES} bytes, not ${length}`);
  }
  frame[0] = length >> 8;
  frame[1] = length & 255;
  return frame;
}

/**
 * Cuts a byte stream back into frames. Does no I/O and keeps no clock.
 *
 * Work is linear in the bytes pushed however they are cut. Memory is one byte while no frame is
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
  /** The first byte of a length whose second has not come; -1 where none has. */
  #high = -1;
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

  /** Bytes that are missing of a frame whose length is known; 0 where none is. */
  get missing(): number {
    return this.#body === null ? 0 : this.#body.length - this.#filled;
  }

  /**
   * Takes the next bytes of the stream and yields each body they complete.
   *
   * Good bodies are yielded before a fault is thrown, so what the caller sees does not depend on
   * how the network cut the bytes.
   *
   * @param chunk Any number of bytes. Do not reuse it until the loop has ended: a body that came
   * whole is a view of it.
   * @throws {ProtocolError} `frame_length`, now and on every later call: a stream that has lost
   * its place cannot find it again.
   */
  *push(chunk: Uint8Array): Generator<Uint8Array, void> {
    let at = 0;
    while (at < chunk.length) {
      if (this.#lost) throw this.#lost;
      const body = this.#body;
      if (body === null) {
        const byte = chunk[at++] ?? 0;
        if (this.#high < 0) {
          this.#high = byte;
          continue;
        }
        const length = this.#begin(byte);
        if (length <= chunk.length - at) yield chunk.subarray(at, at += length);
        else this.#body = new Uint8Array(length);
        continue;
      }
      const taken = chunk.subarray(at, at + body.length - this.#filled);
      body.set(taken, this.#filled);
      at += taken.length;
      this.#filled += taken.length;
      if (this.#filled < body.length) return;
      this.#filled = 0;
      this.#body = null;
      yield body;
    }
  }

  /** @returns The length that ends with this byte. */
  #begin(low: number): number {
    const length = this.#high << 8 | low;
    this.#high = -1;
    if (length > 0 && this.#accepts(length)) return length;
    this.#lost = new ProtocolError("frame_length", `${length} bytes may not come now`);
    throw this.#lost;
  }
}
