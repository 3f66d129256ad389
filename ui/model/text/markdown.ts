/**
 * A small part of Markdown, as plain values: there is no HTML in it, and none is ever made of it.
 *
 * Paragraphs, quotations, lists without lists in them, and blocks of code; within a line what
 * `spans.ts` knows. No headings, no pictures, and no links that show other words than
 * where they lead. Whatever is not closed or not simple stays as it was typed. The time is linear
 * in the text.
 *
 * @module
 */
import { type Names, type Span, spansOf } from "./spans.ts";

/** A line, and what it begins with that says to what it belongs. */
export interface MarkedLine {
  readonly mark: string;
  readonly of: readonly Span[];
}

/** Lines of a text that belong together. Their sources, joined by line ends, are the text. */
export type Block =
  | {
    readonly type: "words" | "quote" | "bullets" | "numbers";
    readonly lines: readonly MarkedLine[];
  }
  | {
    readonly type: "code";
    /** Empty where none is named. */
    readonly language: string;
    /** What stands before the code and after it. */
    readonly open: string;
    readonly text: string;
    readonly close: string;
    /** All of it, where `text` is only the beginning. */
    readonly whole?: string;
  };

/** A block that begins at a line, and the line after it. */
interface Found {
  readonly block: Block;
  readonly end: number;
}

/** A block of code begins with this, and ends with as many backticks. */
const FENCE = /^(`{3,})([^`]*)$/;
/** Names of languages, from `c++` to `objective-c`; anything else there is code. */
const LANGUAGE = /^[\w+#.-]{0,24}$/;
const QUOTE = /^> (?=.*\S)/;
const BULLET = /^[-*] (?=\S)/;
const NUMBER = /^\d{1,3}[.)] (?=\S)/;

const AS_WORDS: Names = (text) => text === "" ? [] : [{ type: "words", text }];

/**
 * Cuts a text into its blocks.
 *
 * @param text Anything.
 * @param names Finds the people whom it names; nobody if it is left out.
 * @param within Whether something stands before it in its first line, which then is only words.
 */
export function blocksOf(text: string, names: Names = AS_WORDS, within = false): readonly Block[] {
  const lines = text.split("\n");
  const closing = closingOf(lines);
  const blocks: Block[] = [];
  let words: MarkedLine[] = [];
  const flush = () => {
    if (words.length > 0) blocks.push({ type: "words", lines: words });
    words = [];
  };
  for (let at = 0; at < lines.length;) {
    const found = within && at === 0
      ? null
      : codeAt(lines, at, closing) ?? quoteAt(lines, at, names) ??
        listAt(lines, at, BULLET, names) ?? listAt(lines, at, NUMBER, names);
    if (found === null) words.push({ mark: "", of: spansOf(lines[at++] ?? "", names) });
    else {
      flush();
      blocks.push(found.block);
      at = found.end;
    }
  }
  flush();
  return blocks;
}

/** For each line that may begin a block of code the line that ends it, if there is one. */
function closingOf(lines: readonly string[]): readonly (number | undefined)[] {
  const closing: (number | undefined)[] = [];
  const seen = new Map<number, number>();
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] ?? "";
    const opening = FENCE.exec(line);
    if (opening !== null) closing[at] = seen.get(opening[1]?.length ?? 0);
    const ticks = ticksAtEnd(line);
    if (ticks > 0) seen.set(ticks, at);
  }
  return closing;
}

/** How many backticks end a line that has no others; many people put them behind the last line. */
function ticksAtEnd(line: string): number {
  const first = line.indexOf("`");
  if (first < 0) return 0;
  const last = line.trimEnd();
  for (let at = first; at < last.length; at++) if (last.charAt(at) !== "`") return 0;
  return last.length - first;
}

function codeAt(
  lines: readonly string[],
  at: number,
  closing: readonly (number | undefined)[],
): Found | null {
  const end = closing[at];
  const [, ticks = "", info = ""] = FENCE.exec(lines[at] ?? "") ?? [];
  if (end === undefined) return null;
  const last = lines[end] ?? "";
  const behind = last.slice(0, last.indexOf("`"));
  const inside = lines.slice(at + 1, end);
  const named = LANGUAGE.test(info.trim());
  if (!named) inside.unshift(info);
  if (behind.trim() !== "") inside.push(behind);
  const text = inside.join("\n");
  if (text.trim() === "") return null;
  const open = named ? `${ticks}${info}\n` : ticks;
  const close = behind.trim() !== "" ? last.slice(behind.length) : `\n${last}`;
  return {
    block: { type: "code", language: named ? info.trim() : "", open, text, close },
    end: end + 1,
  };
}

/** A line that only begins a quotation, such as `>` alone, goes on with one and begins none. */
function quoteAt(lines: readonly string[], at: number, names: Names): Found | null {
  if (!QUOTE.test(lines[at] ?? "")) return null;
  const marked: MarkedLine[] = [];
  let end = at;
  for (let line = lines[end]; line === ">" || line?.startsWith("> "); line = lines[++end]) {
    const mark = line.slice(0, 2);
    marked.push({ mark, of: spansOf(line.slice(mark.length), names) });
  }
  return { block: { type: "quote", lines: marked }, end };
}

/** One alone is no list: many a line begins with a dash, or with the number of a day. */
function listAt(
  lines: readonly string[],
  at: number,
  begins: RegExp,
  names: Names,
): Found | null {
  const kind = begins.exec(lines[at] ?? "")?.[0].slice(-2);
  const marked: { readonly mark: string; readonly rest: string }[] = [];
  let end = at;
  for (;; end++) {
    const line = lines[end] ?? "";
    const mark = begins.exec(line)?.[0];
    if (mark === undefined || mark.slice(-2) !== kind) break;
    marked.push({ mark, rest: line.slice(mark.length) });
  }
  if (marked.length < 2) return null;
  const items = marked.map(({ mark, rest }) => ({ mark, of: spansOf(rest, names) }));
  return { block: { type: begins === BULLET ? "bullets" : "numbers", lines: items }, end };
}
