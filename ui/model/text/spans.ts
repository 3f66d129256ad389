/**
 * What stands in one line of a text: words, addresses, names, code, and words that are stressed.
 *
 * One pass with a stack of at most five entries, so the time is linear whatever somebody sends.
 * Marks that are not clearly meant as such stay as they were typed: a chat holds more globs, sums
 * and faces made of signs than stressed words, and showing a sign too many loses nothing.
 *
 * @module
 */
import type { Person } from "../../../lib/api/view.ts";
import { type Part, partsOf } from "./links.ts";

/** How words are stressed. */
export type Stress = "bold" | "italic" | "both" | "struck";

/** A stretch of a line. What stands in it, with its marks around it, is the line as it came. */
export type Span =
  | Part
  | { readonly type: "name"; readonly text: string; readonly person: Person }
  | { readonly type: "code"; readonly mark: string; readonly text: string }
  | { readonly type: Stress; readonly mark: string; readonly of: readonly Span[] };

/** Cuts words at the names in them. */
export type Names = (
  words: string,
) => readonly Extract<Span, { readonly type: "words" | "name" }>[];

const STRESS: ReadonlyMap<string, Stress> = new Map([
  ["*", "italic"],
  ["_", "italic"],
  ["**", "bold"],
  ["***", "both"],
  ["~~", "struck"],
]);

/** Scripts that put no blanks between words, and pictures: a mark may stand right beside these. */
const BESIDE = String
  .raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}` +
  String.raw`\p{Extended_Pictographic}`;
/** What may stand before words that are stressed, and after them; an end of the line may too. */
const BEFORE = new RegExp(`^[\\s\\p{Ps}\\p{Pi}"'*_~—–¿¡…、。，：；！？${BESIDE}\\ufe0f]?$`, "u");
const AFTER = new RegExp(`^[\\s\\p{Pe}\\p{Pf}"'*_~—–.,:;!?…、。，：；！？${BESIDE}]?$`, "u");
/** What never begins stressed words, and what never ends them; `*` may be part of an emoji. */
const NO_BEGIN = /^[\s,;)\]}]?$/;
const NO_END = /^[\s([{]?$/;
const MARK = /^\p{M}$/u;
const WORD = /^[\p{L}\p{N}]$/u;
/** What is worth any stress. */
const SOLID = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/**
 * Cuts a line into its spans.
 *
 * @param line Without a line end.
 * @param names Finds the people whom it names.
 */
export function spansOf(line: string, names: Names): readonly Span[] {
  const builder = new Builder(line);
  for (const span of piecesOf(line, names)) builder.take(span);
  return merged(builder.out);
}

/** Puts spans into one another as their marks say. */
class Builder {
  readonly out: Span[] = [];
  readonly #line: string;
  /** Marks that wait for their end, each at most once, and where in `out` they stand. */
  readonly #open: { readonly mark: string; readonly at: number }[] = [];
  /** Where in `out` the last span stands that is worth any stress. */
  #solid = -1;
  /** Units of the line that were taken. */
  #done = 0;

  constructor(line: string) {
    this.#line = line;
  }

  take(span: Span): void {
    if (span.type === "words") return this.#words(span.text);
    this.#solid = this.out.push(span) - 1;
    this.#done += sourceOf(span).length;
  }

  #words(text: string): void {
    const from = this.#done;
    let done = 0;
    for (const { 0: run, index } of text.matchAll(/\*+|_+|~+/g)) {
      this.#plain(text.slice(done, index));
      this.#mark(run, from + index);
      done = index + run.length;
    }
    this.#plain(text.slice(done));
    this.#done = from + text.length;
  }

  #plain(text: string): void {
    if (text === "") return;
    const at = this.out.push({ type: "words", text }) - 1;
    if (SOLID.test(text)) this.#solid = at;
  }

  #mark(mark: string, at: number): void {
    const type = STRESS.get(mark);
    const waits = this.#open.findIndex((one) => one.mark === mark);
    const begun = this.#open[waits];
    const ends = type !== undefined && begun !== undefined && this.#solid > begun.at &&
      canEnd(this.#line, at, at + mark.length);
    if (ends) {
      const [, ...of] = this.out.splice(begun.at);
      this.#open.length = waits;
      this.#solid = this.out.push({ type, mark, of: merged(of) }) - 1;
      return;
    }
    if (type !== undefined && canBegin(this.#line, at, at + mark.length)) {
      if (begun !== undefined) this.#open.splice(waits, 1);
      this.#open.push({ mark, at: this.out.length });
    }
    this.out.push({ type: "words", text: mark });
  }
}

function canBegin(line: string, from: number, to: number): boolean {
  const next = after(line, to);
  return BEFORE.test(before(line, from)) && !NO_BEGIN.test(next) && !MARK.test(next);
}

/** A full stop or colon that goes on with a letter is in the middle of an address or a file name. */
function canEnd(line: string, from: number, to: number): boolean {
  const next = after(line, to);
  const goesOn = /^[.:]$/.test(next) && WORD.test(after(line, to + 1));
  return AFTER.test(next) && !NO_END.test(before(line, from)) && !goesOn;
}

/** The character that ends at this place; empty at the beginning of the line. */
function before(line: string, at: number): string {
  return Array.from(line.slice(Math.max(0, at - 2), at)).at(-1) ?? "";
}

/** The character that begins at this place; empty at the end of the line. */
function after(line: string, at: number): string {
  const point = line.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}

/** Code, addresses and names: no mark inside them means anything. */
function piecesOf(line: string, names: Names): Span[] {
  return codeIn(line).flatMap((span): readonly Span[] =>
    span.type !== "words"
      ? [span]
      : partsOf(span.text).flatMap((part): readonly Span[] =>
        part.type === "words" ? names(part.text) : [part]
      )
  );
}

/** Code ends at the next run of as many backticks as it began with. */
function codeIn(line: string): Span[] {
  const runs = [...line.matchAll(/`+/g)];
  const ends: (number | undefined)[] = [];
  const seen = new Map<number, number>();
  for (let i = runs.length - 1; i >= 0; i--) {
    const { length } = runs[i]?.[0] ?? "";
    ends[i] = seen.get(length);
    seen.set(length, i);
  }
  const spans: Span[] = [];
  let done = 0;
  for (let i = 0; i < runs.length; i++) {
    const [begin, end] = [runs[i], runs[ends[i] ?? -1]];
    if (begin === undefined || end === undefined) continue;
    const mark = begin[0];
    const text = line.slice(begin.index + mark.length, end.index);
    if (text.trim() === "") continue;
    if (begin.index > done) spans.push({ type: "words", text: line.slice(done, begin.index) });
    spans.push({ type: "code", mark, text });
    done = end.index + mark.length;
    i = ends[i] ?? i;
  }
  if (done < line.length) spans.push({ type: "words", text: line.slice(done) });
  return spans;
}

/** A span as it came. */
function sourceOf(span: Span): string {
  if ("of" in span) return span.mark + span.of.map(sourceOf).join("") + span.mark;
  return span.type === "code" ? span.mark + span.text + span.mark : span.text;
}

/** Words beside words are one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last?.type === "words" && span.type === "words") {
      out[out.length - 1] = { type: "words", text: last.text + span.text };
    } else out.push(span);
  }
  return out;
}
