/**
 * Waiting, in a bench.
 *
 * @module
 */

/** How often it is looked whether something has come about that has no event, in milliseconds. */
const LOOK_MS = 5;

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Waits until something is so.
 *
 * @param ms How long that may take, in milliseconds.
 * @throws {Error} If it takes longer.
 */
export async function until(so: () => boolean | Promise<boolean>, ms: number): Promise<void> {
  const begin = performance.now();
  while (!await so()) {
    if (performance.now() - begin > ms) throw new Error("it takes too long");
    await pause(LOOK_MS);
  }
}
