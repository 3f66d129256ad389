/**
 * Text as people see it: what they take for one letter is a grapheme cluster (UAX #29).
 *
 * @module
 */

/** Made when it is first needed: its tables are a megabyte, which a server nobody talks to spares. */
let segmenter: Intl.Segmenter | undefined;

/** The graphemes of a text, found as they are asked for. */
export function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** The length of a text as people count it. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of graphemesOf(text)) count++;
  return count;
}
