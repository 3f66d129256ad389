/**
 * A language in which every text bears marks, so that one that is in no table is seen.
 *
 * @module
 */
import { english, speak, type Words } from "../../../ui/words.ts";

const [OPEN, CLOSE] = ["⟦", "⟧"];
/** Dates and numbers have no Latin letter in it. */
const LOCALE = "el-GR";
/** What is read aloud or shown, beside what stands between the tags. */
const ATTRIBUTES =
  /\s(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt|data-longest)="([^"]*)"/g;

/** Does something while the page speaks that language. */
export function inPseudo<T>(act: () => T): T {
  speak(marked(english), LOCALE);
  try {
    return act();
  } finally {
    speak(english, "en-GB");
  }
}

function marked(table: typeof english): Words;
function marked(part: unknown): unknown;
function marked(part: unknown): unknown {
  if (typeof part === "string") return part === "" ? "" : `${OPEN}${part}${CLOSE}`;
  if (typeof part === "function") return (...facts: unknown[]) => marked(part(...facts));
  if (Array.isArray(part)) return part.map((one) => marked(one));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, marked(value)]));
}

/**
 * The texts of a page that are neither of the table nor somebody's.
 *
 * @param html The page.
 * @param data Everything that people and servers said, at any depth.
 */
export function foreign(html: string, data: unknown): string[] {
  const said = [...stringsOf(data)].join("\n");
  const isSaid = (text: string) =>
    text.replaceAll(/\b(?:UTC|GMT|F\d+)\b/g, "").split("·").every((piece) => {
      const core = piece.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
      return !/[a-z]/i.test(core) || said.includes(core);
    });
  const found = unmarked(html.split(/<[^>]*>/).map(plain)).filter((text) => !isSaid(text));
  for (const [, value] of html.matchAll(ATTRIBUTES)) {
    found.push(...unmarked([plain(value ?? "")]).filter((text) => !isSaid(text)));
  }
  return [...new Set(found)];
}

/** What stands outside of all marks; a sentence may begin in one piece and end in another. */
function unmarked(pieces: readonly string[]): string[] {
  let depth = 0;
  return pieces.flatMap((piece) => {
    let outside = "";
    for (const letter of piece) {
      if (letter === OPEN) depth++;
      if (depth === 0) outside += letter;
      if (letter === CLOSE) depth = Math.max(0, depth - 1);
    }
    return outside.trim() === "" ? [] : [outside.trim()];
  });
}

function plain(html: string): string {
  return html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

function* stringsOf(data: unknown): Generator<string> {
  if (typeof data === "string") yield data;
  if (Array.isArray(data)) yield data.filter((one) => typeof one === "string").join(" ");
  if (data instanceof Map) yield* stringsOf([...data.values()]);
  else if (typeof data === "object" && data !== null) {
    for (const value of Object.values(data)) yield* stringsOf(value);
  }
}
