/**
 * Where in a text something stands that was searched for, and what of the text is shown with it.
 *
 * @module
 */

/** A stretch of a text. */
export interface Piece {
  readonly text: string;
  /** Whether it is what was searched for. */
  readonly found: boolean;
}

/** So much of a text is shown, in UTF-16 units: some three lines. */
const SHOWN = 240;
/** So much of it before the first thing that was found. */
const LEAD = 60;

/** From UTF-16 unit to before UTF-16 unit. */
type Range = readonly [number, number];

/**
 * Cuts a text into what was found and what stands between; a long one is cut around the first.
 *
 * @param text Anything somebody wrote.
 * @param sought As it was typed: words, of which each may stand anywhere.
 */
export function piecesOf(text: string, sought: string): readonly Piece[] {
  const words = foldedWords(sought);
  const letters = lettersOf(text, words);
  const firsts = words.map((word) => letters.all.indexOf(word)).filter((at) => at >= 0);
  const first = firsts.length === 0 ? null : Math.min(...firsts);
  const from = startOf(text, first === null ? 0 : letters.at(first));
  const to = endAt(text, from + SHOWN);
  const pieces: Piece[] = from > 0 ? [{ text: "…", found: false }] : [];
  let at = from;
  const ranges = first === null ? [] : rangesOf(letters, words, first, to);
  for (const [start, end] of joined(ranges)) {
    if (start > at) pieces.push({ text: text.slice(at, start), found: false });
    at = Math.min(afterMarks(text, end), to);
    pieces.push({ text: text.slice(start, at), found: true });
  }
  if (at < to) pieces.push({ text: text.slice(at, to), found: false });
  if (to < text.length) pieces.push({ text: "…", found: false });
  return pieces;
}

/**
 * What is the same whether it is large or small, and with its accents or without: in capitals, since
 * some letters have several small forms.
 */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().toUpperCase();
}

function foldedWords(sought: string): readonly string[] {
  return [...new Set(folded(sought).split(/\s+/))].filter((word) => word !== "");
}

/** A text as it is searched, and where in the text itself a unit of that stands. */
interface Letters {
  readonly all: string;
  at(index: number): number;
}

function lettersOf(text: string, words: readonly string[]): Letters {
  const all = text.toUpperCase();
  // Most texts are as long in capitals, and hold what was found as it was typed.
  const isPlain = all.length === text.length && words.every((word) => all.includes(word));
  return isPlain ? { all, at: (index) => index } : unfolded(text);
}

/** Where the words stand, from the first place where one of them does, as far as the text is shown. */
function rangesOf(letters: Letters, words: readonly string[], first: number, to: number): Range[] {
  const { all } = letters;
  return words.flatMap((word) => {
    const ranges: Range[] = [];
    let at = all.indexOf(word, first);
    while (at >= 0 && letters.at(at) < to) {
      ranges.push([letters.at(at), letters.at(at + word.length)]);
      at = all.indexOf(word, at + word.length);
    }
    return ranges;
  });
}

/** An accent belongs to the letter before it. */
function afterMarks(text: string, index: number): number {
  let end = index;
  while (end < text.length && /\p{M}/u.test(text.charAt(end))) end++;
  return end;
}

/** Letter by letter, since a folded one may be longer or shorter than it was. */
function unfolded(text: string): Letters {
  let [all, from] = ["", 0];
  const starts: number[] = [];
  // Folding a letter takes a microsecond, and a list of found texts may hold half a million of them.
  const known = new Map<string, string>();
  for (const letter of text) {
    const one = known.get(letter) ?? folded(letter);
    known.set(letter, one);
    for (let i = 0; i < one.length; i++) starts.push(from);
    all += one;
    from += letter.length;
  }
  return { all, at: (index) => starts[index] ?? text.length };
}

function joined(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) {
      joined[joined.length - 1] = [last[0], Math.max(last[1], to)];
    } else joined.push([from, to]);
  }
  return joined;
}

/** A little before what was found, at the beginning of a word where there is one near. */
function startOf(text: string, found: number): number {
  if (found <= LEAD) return 0;
  const from = found - LEAD;
  const gap = text.slice(from, found).search(/\s/);
  return gap < 0 ? endAt(text, from) : from + gap + 1;
}

/** An index that does not cut a letter in two. */
function endAt(text: string, index: number): number {
  if (index >= text.length) return text.length;
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff ? index + 1 : index;
}
