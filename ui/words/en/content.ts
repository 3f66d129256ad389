/**
 * The words of what stands in a text.
 *
 * @module
 */
import { plural } from "../../format.ts";

/** A part of the English table. */
export const content = {
  code: "Code",
  copy: "Copy",
  copied: "Copied",
  more: (lines: number) => plural(lines, { one: "Show 1 more line", other: "Show # more lines" }),
  less: "Show less",
} as const;
