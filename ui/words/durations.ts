/**
 * How long something lasts, and what people are called, in a sentence.
 *
 * @module
 */
import type { Person } from "../../lib/api/view.ts";
import { plural } from "../format.ts";

const UNITS = [
  [86_400, { one: "# day", other: "# days" }],
  [3_600, { one: "# hour", other: "# hours" }],
  [60, { one: "# minute", other: "# minutes" }],
] as const;

/**
 * Some seconds in the largest unit that tells them to a tenth, such as "10 minutes".
 *
 * @param seconds Whole seconds. What is left of a unit counts as one, so that nobody comes too early.
 */
export function durationOf(seconds: number): string {
  for (const [size, forms] of UNITS) {
    if (seconds % size === 0 && seconds > 0 || seconds >= 10 * size) {
      return plural(Math.ceil(seconds / size), forms);
    }
  }
  return plural(seconds, { one: "# second", other: "# seconds" });
}

/** The name with its tag, as one text. */
export function fullName({ name, tag }: Person): string {
  return `${name}·${tag}`;
}
