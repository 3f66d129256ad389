/**
 * How long a client pauses before it dials again.
 *
 * Each pause is drawn evenly between nothing and a bound that doubles, so that the clients of a
 * server that comes back do not all come at once.
 *
 * @module
 */

/** The bounds of the pauses, in milliseconds. */
export interface RetryTimes {
  /** That of the first pause; each further one is twice as long. */
  readonly first: number;
  /** That of the longest. */
  readonly most: number;
}

/** The pauses of one client. */
export class Backoff {
  readonly #times: RetryTimes;
  readonly #draw: (bytes: number) => Uint8Array;
  #pauses = 0;

  /**
   * @param times The bounds.
   * @param draw Where randomness comes from: that many random bytes.
   */
  constructor(times: RetryTimes, draw: (bytes: number) => Uint8Array) {
    this.#times = times;
    this.#draw = draw;
  }

  /** The bound of the next pause, in milliseconds. */
  get bound(): number {
    return Math.min(this.#times.most, this.#times.first * 2 ** this.#pauses);
  }

  /** Whether there were pauses since it began anew. */
  get hasPaused(): boolean {
    return this.#pauses > 0;
  }

  /** The next pause, in milliseconds: whole, and never none at all. */
  next(): number {
    const { buffer, byteOffset } = this.#draw(4);
    const share = (new DataView(buffer, byteOffset).getUint32(0) + 1) / 2 ** 32;
    const pause = Math.ceil(this.bound * share);
    this.#pauses++;
    return pause;
  }

  /** Begins with the shortest pause again. */
  reset(): void {
    this.#pauses = 0;
  }
}
