/**
 * Randomness for tests of the hub: the same numbers every time.
 *
 * @module
 */

/**
 * Mulberry32, a well-known generator of 32-bit numbers.
 *
 * @param seed Where to begin.
 */
export function drawFrom(seed: number): (bytes: number) => Uint8Array {
  let state = seed;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) & 255;
  }
  return (bytes) => Uint8Array.from({ length: bytes }, next);
}
