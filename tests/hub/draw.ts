/**
 * Randomness and digests for tests of the hub: the same every time.
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

/** A digest that is as long as a real one, and hides nothing. */
export function fakeDigest(text: string): string {
  return `digest of ${text}`.padEnd(43, ".").slice(0, 43);
}
