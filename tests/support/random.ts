/**
 * Chance that can be had again: the same seed gives the same numbers in every run.
 *
 * @module
 */

/** A source of numbers. */
export interface Random {
  /** A whole number from 0 to below `most`. */
  below(most: number): number;
  /** From 0 to below 1. */
  part(): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/**
 * Numbers from a seed (mulberry32: good enough to choose tests with, and nothing else).
 *
 * @param seed A whole number.
 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  function part(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (most: number): number => Math.floor(part() * most);
  return {
    below,
    part,
    pick<T>(list: readonly T[]): T {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new RangeError("nothing to pick from");
      return picked;
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}

/** A seed for a run that is to be another one each time; whoever draws it prints it. */
export function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
