/**
 * Codes of emoji in a text: `:thumbsup:` that was typed by hand, and where one may begin.
 *
 * @module
 */
import { MAX_SAY_UNITS } from "../../../lib/api/limits.ts";
import type { EmojiTable } from "./codes.ts";
import { type Block, blocksOf } from "../text/markdown.ts";
import type { Span } from "../text/spans.ts";

/** Codes side by side; not in a word, a time, a name or `std::x::y`. No code is longer. */
const CODES = /(?<![\p{L}\p{M}\p{N}_@/:])(?::[a-z0-9_+-]{1,99}:)+(?![\p{L}\p{N}_:])/gu;
const CODE = /:([a-z0-9_+-]+):/g;

/** A text that is longer than this is too long, whatever becomes of the codes in it. */
const MOST_UNITS = 2 * MAX_SAY_UNITS;

/**
 * The text with the emoji in the places of their codes, but not in code and addresses. Work is
 * linear in its length.
 *
 * @param text As it was typed.
 * @param table The emoji, or null while they are not there.
 */
export function withEmoji(text: string, table: EmojiTable | null): string {
  if (table === null || text.length > MOST_UNITS || text.search(CODES) < 0) return text;
  const put = (words: string) =>
    words.replace(
      CODES,
      (all) => all.replace(CODE, (whole, code: string) => table.of(code) ?? whole),
    );
  return blocksOf(text).map((block) => blockWith(block, put)).join("\n");
}

function blockWith(block: Block, put: (words: string) => string): string {
  if (block.type === "code") return block.open + block.text + block.close;
  return block.lines.map(({ mark, of }) => mark + spansWith(of, put)).join("\n");
}

function spansWith(spans: readonly Span[], put: (words: string) => string): string {
  return spans.map((span) => {
    if (span.type === "words") return put(span.text);
    if (span.type === "code") return span.mark + span.text + span.mark;
    if ("of" in span) return span.mark + spansWith(span.of, put) + span.mark;
    return span.text;
  }).join("");
}

/** At least two letters, so that `:)` stays what it is; after a blank, a bracket, or an emoji. */
const BEGUN =
  /(?:^|[\s([{"'“„«*~>!?.,;]|\p{Extended_Pictographic}\uFE0F?)(?::[\w+-]+:)*:([\w+-]{2,})$/u;

/**
 * The letters of a code that is being typed, without its colon; `null` where there is none.
 *
 * @param before What stands before the caret, or the end of it.
 * @param whole Everything before the caret, in which code may have begun.
 */
export function begunCode(before: string, whole: string): string | null {
  const code = BEGUN.exec(before)?.[1];
  if (code === undefined || isInCode(whole)) return null;
  return code;
}

/** Whether the end of a text stands in code that has begun. */
function isInCode(text: string): boolean {
  if (text.split("```").length % 2 === 0) return true;
  const line = text.slice(text.lastIndexOf("\n") + 1).replaceAll("```", "");
  return line.split("`").length % 2 === 0;
}
