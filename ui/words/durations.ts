/**
 * How long something lasts, and what people are called, in a sentence.
 *
 * @module
 */
import type { Person } from "../../lib/api/view.ts";
import { timeOf } from "../format.ts";

const UNITS = [[86_400, "day"], [3_600, "hour"], [60, "minute"]] as const;

/**
 * Some seconds in the largest unit that tells them to a tenth, such as "10 minutes".
 *
 * @param seconds Whole seconds. What is left of a unit counts as one, so that nobody comes too early.
 */
export function durationOf(seconds: number): string {
  for (const [size, unit] of UNITS) {
    if (seconds % size === 0 && seconds > 0 || seconds >= 10 * size) {
      return timeOf(Math.ceil(seconds / size), unit);
    }
  }
  return timeOf(seconds, "second");
}

/** The name with its tag, as one text. */
export function fullName({ name, tag }: Person): string {
  return `${name}·${tag}`;
}
