/**
 * Folding a long text: what is shown of it at first, and how much is not.
 *
 * Nothing is measured on the screen: what is folded here is folded in every window, however wide,
 * and drawing a row never waits for a layout.
 *
 * @module
 */
import { graphemes } from "../emoji/only_emoji.ts";
import type { Block, MarkedLine } from "./markdown.ts";
import type { Span } from "./spans.ts";

/** A text of more lines than this is folded. */
export const FOLD_LINES = 20;
/** Letters that a line holds on a wide screen; one without an end counts as so many lines. */
export const FOLD_COLUMNS = 80;
/** A word is not cut where a blank stands no farther back than this, in UTF-16 units. */
const LONGEST_WORD = 24;

/** The beginning of a text, and how many lines more there are. */
export interface Folded {
  readonly shown: readonly Block[];
  readonly more: number;
}

/** What to show of a text at first; null where that is all of it. */
export function foldedOf(blocks: readonly Block[]): Folded | null {
  const all = blocks.reduce((sum, block) => sum + heightOf(block), 0);
  if (all <= FOLD_LINES) return null;
  const shown: Block[] = [];
  let left = FOLD_LINES;
  for (const block of blocks) {
    if (left <= 0) break;
    shown.push(begun(block, left));
    left -= heightOf(block);
  }
  return { shown, more: all - FOLD_LINES };
}

function heightOf(block: Block): number {
  return textsOf(block).reduce((sum, text) => sum + rowsOf(text), 0);
}

function textsOf(block: Block): readonly string[] {
  return block.type === "code"
    ? block.text.split("\n")
    : block.lines.map(({ of }) => of.map(wordsOf).join(""));
}

/** How many lines a line takes. */
function rowsOf(text: string): number {
  return Math.max(1, Math.ceil(columnsOf(text) / FOLD_COLUMNS));
}

/** Chinese, Japanese and Korean letters are twice as wide, and so are the two units of an emoji. */
function columnsOf(text: string): number {
  let columns = text.length;
  for (let at = 0; at < text.length; at++) if (isWide(text.charCodeAt(at))) columns++;
  return columns;
}

function isWide(unit: number): boolean {
  return unit >= 0x2e80 && unit < 0xd800;
}

/** What a reader reads of a span. */
function wordsOf(span: Span): string {
  return "of" in span ? span.of.map(wordsOf).join("") : span.text;
}

/** The first lines of a block; the whole block where it has no more. */
function begun(block: Block, rows: number): Block {
  if (heightOf(block) <= rows) return block;
  if (block.type === "code") {
    const text = linesOf(block.text.split("\n"), rows, columnsOf, cutWords).join("\n");
    return { ...block, text, whole: block.text };
  }
  const columns = ({ of }: MarkedLine) =>
    of.reduce((sum, span) => sum + columnsOf(wordsOf(span)), 0);
  const cut = (line: MarkedLine, left: number) => ({ ...line, of: cutSpans(line.of, left) });
  return { ...block, lines: linesOf(block.lines, rows, columns, cut) };
}

/** As many lines as there is room for; of the last perhaps a part. */
function linesOf<T>(
  lines: readonly T[],
  rows: number,
  columns: (line: T) => number,
  cut: (line: T, columns: number) => T,
): readonly T[] {
  const shown: T[] = [];
  let left = rows;
  for (const line of lines) {
    if (left <= 0) break;
    const needed = Math.max(1, Math.ceil(columns(line) / FOLD_COLUMNS));
    shown.push(needed <= left ? line : cut(line, left * FOLD_COLUMNS));
    left -= needed;
  }
  return shown;
}

/** What is cut is words at its end, even of an address: half of one leads nowhere. */
function cutSpans(spans: readonly Span[], columns: number): readonly Span[] {
  const shown: Span[] = [];
  let left = columns;
  for (const span of spans) {
    const needed = columnsOf(wordsOf(span));
    if (needed <= left) shown.push(span);
    else if ("of" in span) shown.push({ ...span, of: cutSpans(span.of, left) });
    else if (span.type === "code") shown.push({ ...span, text: cutWords(span.text, left) });
    else shown.push({ type: "words", text: cutWords(span.text, left) });
    left -= needed;
    if (left <= 0) break;
  }
  return shown;
}

/** Cuts between words, else between two letters as people count them. */
function cutWords(text: string, columns: number): string {
  let at = 0;
  for (let left = columns; at < text.length; at++) {
    left -= isWide(text.charCodeAt(at)) ? 2 : 1;
    if (left < 0) break;
  }
  const blank = text.lastIndexOf(" ", at);
  if (blank > 0 && at - blank <= LONGEST_WORD) return `${text.slice(0, blank)}…`;
  const whole = graphemes.segment(text).containing(at)?.index ?? at;
  return `${text.slice(0, whole > 0 ? whole : at)}…`;
}
