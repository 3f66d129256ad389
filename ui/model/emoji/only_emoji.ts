/**
 * Telling a text that is nothing but a few emoji.
 *
 * @module
 */

/** More emoji than this are a text like any other. */
const MOST = 6;
/** No emoji takes more UTF-16 units than this; longer texts are not looked at. */
const UNITS = 32;

const EMOJI = /^\p{RGI_Emoji}$/v;
/** One letter is also an emoji: ℹ️. */
const LETTER = /(?!\u2139)\p{L}/u;
/** Finds letters as people count them; making one takes a while. */
export const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Whether a text is one to six emoji, with or without blanks between them. */
export function isEmoji(text: string): boolean {
  // Most texts have a letter in them, and the great table of emoji takes a while to make.
  if (LETTER.test(text)) return false;
  const dense = text.replaceAll(" ", "");
  if (dense === "" || dense.length > MOST * UNITS) return false;
  let count = 0;
  for (const { segment } of graphemes.segment(dense)) {
    if (!EMOJI.test(segment) || ++count > MOST) return false;
  }
  return true;
}
