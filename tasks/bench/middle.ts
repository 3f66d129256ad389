/**
 * The middle of several measurements, which one that was disturbed does not move.
 *
 * @module
 */

/** The middle one, the upper of two; `NaN` if there is none. */
export function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
