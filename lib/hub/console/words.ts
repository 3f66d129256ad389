/**
 * The words of a line that an operator types.
 *
 * Blanks stand between words. A word that begins with `"` goes to the next one, blanks and all; in
 * it `\"` is a quotation mark and `\\` a backslash. Elsewhere both are letters like any other.
 *
 * @module
 */

/** One word of a line. */
export interface Word {
  /** What it says, without quotes. */
  readonly text: string;
  /** Whether it stood in quotes, so that it is a name even if it looks like something else. */
  readonly quoted: boolean;
  /** Whether its quotes end; a word without any is closed. */
  readonly closed: boolean;
  /** Where in the line it begins, with its quotation mark. */
  readonly from: number;
}

const WORD = /"((?:[^"\\]|\\.|\\$)*)("?)|[^\s]+/suy;

/** What is read otherwise without quotes: several words, none, an option, or a time. */
const OTHERWISE = /^$|^"|\s|^--|^\d+[a-z]$/u;

/**
 * Splits a line into its words.
 *
 * @param line Of any length; the work is linear in it.
 */
export function splitWords(line: string): readonly Word[] {
  const words: Word[] = [];
  for (let at = nextWord(line, 0); at < line.length;) {
    WORD.lastIndex = at;
    const found = WORD.exec(line);
    if (found === null) break;
    const [all, inside, end] = found;
    const quoted = inside !== undefined;
    const text = quoted ? inside.replace(/\\(["\\])/g, "$1") : all;
    words.push({ text, quoted, closed: !quoted || end !== "", from: at });
    at = nextWord(line, at + all.length);
  }
  return words;
}

/** A name as it must be typed to be read as one word, and as nothing but a name. */
export function quoteWord(text: string): string {
  if (!OTHERWISE.test(text)) return text;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function nextWord(line: string, at: number): number {
  const blanks = /\s*/uy;
  blanks.lastIndex = at;
  return at + (blanks.exec(line)?.[0].length ?? 0);
}
