/**
 * Frames whose bytes are used again.
 *
 * @module
 */

/** Frames of one size that wait to be used again: as many as are being written at once. */
const MAX_SPARE = 128;

/** Bytes of them, whatever their number. */
const MAX_SPARE_BYTES = 1024 * 1024;

/**
 * Lends frames. A new array of bytes for each record is a call of the allocator and one more thing
 * to collect: for a short record a tenth of what sealing it costs.
 *
 * What a frame holds is on its way already, so nobody reads in it what was not sent to somebody.
 */
export class FramePool {
  readonly #spare = new Map<number, Uint8Array[]>();

  /**
   * Lends a frame; there may be anything in it.
   *
   * @param length Its bytes. Only lengths that were asked for are kept, so they should be few.
   */
  take(length: number): Uint8Array {
    const spare = this.#spare.get(length);
    if (spare === undefined) this.#spare.set(length, []);
    return spare?.pop() ?? new Uint8Array(length);
  }

  /**
   * Takes a frame back, or lets go of one that is not its own.
   *
   * @param frame All of it; whoever gives it back must not touch it any more.
   */
  give(frame: Uint8Array): void {
    const spare = this.#spare.get(frame.length);
    if (spare === undefined || spare.length >= MAX_SPARE) return;
    if (spare.length * frame.length < MAX_SPARE_BYTES) spare.push(frame);
  }
}
