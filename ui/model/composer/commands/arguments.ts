/**
 * Reading what stands after a command.
 *
 * @module
 */
import { MAX_SECONDS } from "../../../../lib/api/limits.ts";

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const TIME = /^([0-9]{1,9})([smhd])$/i;

/** A word, or what stands in quotes, and what comes after it without blanks around. */
export interface Cut {
  readonly word: string;
  readonly rest: string;
}

/**
 * Takes the first word; one with blanks stands in quotes.
 *
 * @param text Without blanks before it.
 * @returns `null` where a quote is not closed, or something follows it at once.
 */
export function firstWord(text: string): Cut | null {
  const quoted = /^["“”„]([^"“”„]*)["“”](?:\s+|$)/u.exec(text);
  if (quoted !== null) {
    return { word: (quoted[1] ?? "").trim(), rest: text.slice(quoted[0].length).trim() };
  }
  if (/^["“”„]/u.test(text)) return null;
  const gap = text.search(/\s/);
  if (gap < 0) return { word: text, rest: "" };
  return { word: text.slice(0, gap), rest: text.slice(gap).trim() };
}

/**
 * Reads a time such as `30s`, `10m`, `2h` or `3d`.
 *
 * @returns Whole seconds; `null` where it is none, `"long"` where it is more than `MAX_SECONDS`.
 */
export function secondsOf(text: string): number | "long" | null {
  const [, count, unit] = TIME.exec(text) ?? [];
  const size = UNITS[unit?.toLowerCase() ?? ""];
  if (count === undefined || size === undefined) return null;
  const seconds = Number(count) * size;
  if (seconds === 0) return null;
  return seconds > MAX_SECONDS ? "long" : seconds;
}
