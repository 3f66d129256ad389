/**
 * How much is said.
 *
 * @module
 */

/** Texts a second, or how many may be said that not everybody has heard yet. */
export type Load = { readonly perSecond: number } | { readonly inFlight: number };

/**
 * What is measured of each room. Of fewer than 512 the server and the generator would wait for one
 * another in turns, and neither would be busy.
 */
export const LOADS = {
  "20": { perSecond: 20 },
  "1": { inFlight: 1 },
  "32": { inFlight: 32 },
  "saturated": { inFlight: 512 },
} as const satisfies Readonly<Record<string, Load>>;

/** One of {@linkcode LOADS}. */
export type LoadName = keyof typeof LOADS;

/** How a load is called in a table. */
export const LOAD_TITLES: Readonly<Record<LoadName, string>> = {
  "20": "20/s",
  "1": "1 in flight",
  "32": "32 in flight",
  "saturated": "saturated",
};

/** All of them, in the order of the table. */
export const LOAD_NAMES: readonly LoadName[] = ["20", "1", "32", "saturated"];
