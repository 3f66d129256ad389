/**
 * How long many things took, in little memory whatever their number.
 *
 * @module
 */

/** Buckets for each doubling: each is less than 1 % wide. */
const STEPS = 256;
const STEP_BITS = 8;

/** Doublings that are told apart: up to 2^31 microseconds, which is 35 minutes. */
const DOUBLINGS = 31 - STEP_BITS;

const BUCKETS = STEPS + DOUBLINGS * STEPS / 2;

/** Counts whole microseconds: exactly below 256, in buckets that are less than 1 % wide above. */
export class Histogram {
  readonly #counts: Float64Array;

  /** @param counts Those of another one; without them nothing is counted yet. */
  constructor(counts?: readonly number[]) {
    this.#counts = new Float64Array(BUCKETS);
    if (counts !== undefined) this.#counts.set(counts);
  }

  /** How many were counted. */
  get total(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** What it holds, for the constructor of another one. */
  get counts(): number[] {
    return [...this.#counts];
  }

  /**
   * Counts one.
   *
   * @param microseconds Below 0 is taken for 0, above 2^31 - 1 for that.
   */
  count(microseconds: number): void {
    const bucket = bucketOf(Math.min(Math.max(0, microseconds), 2 ** 31 - 1) | 0);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
  }

  /** Adds what another one has counted. */
  add(other: Histogram): void {
    for (const [bucket, count] of other.counts.entries()) {
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count;
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#counts.fill(0);
  }

  /**
   * The time that so many took at most.
   *
   * @param share From 0 to 1; 0.5 is the median.
   * @returns Microseconds, the middle of the bucket; `NaN` if nothing was counted.
   */
  percentile(share: number): number {
    let left = Math.max(1, Math.ceil(this.total * share));
    for (const [bucket, count] of this.#counts.entries()) {
      left -= count;
      if (left <= 0) return middleOf(bucket);
    }
    return NaN;
  }
}

function bucketOf(value: number): number {
  const doubling = Math.max(0, 31 - Math.clz32(value) - STEP_BITS + 1);
  return doubling === 0 ? value : doubling * STEPS / 2 + (value >> doubling);
}

function middleOf(bucket: number): number {
  if (bucket < STEPS) return bucket;
  const doubling = Math.floor((bucket - STEPS) / (STEPS / 2)) + 1;
  const low = (bucket - doubling * STEPS / 2) * 2 ** doubling;
  return low + (2 ** doubling - 1) / 2;
}
