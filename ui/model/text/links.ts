/**
 * Finding web addresses in a text, in one pass and without regular expressions that can stall.
 *
 * @module
 */

/** A stretch of a text: words, or an address to open. */
export type Part =
  | { readonly type: "words"; readonly text: string }
  | { readonly type: "link"; readonly text: string; readonly href: string };

const SCHEMES = ["https://", "http://"];
const TRAILING = new Set(".,;:!?'\"…”’»*_~");
const CLOSING = new Map([[")", "("], ["]", "["], ["}", "{"]]);
const BLANKS = new Set(" \t\n\r<>`|^\u00a0\u2028\u2029\u3000");
const WORD = /[\p{L}\p{N}]/u;
/** Longest address that becomes a link, in UTF-16 units. */
const MAX_UNITS = 2_048;
/** What ends the host and the port (URL standard, "authority state"). */
const HOST_END = /[/?#]/;

/**
 * Cuts a text into words and addresses that begin with `http://` or `https://`.
 *
 * Punctuation that ends a sentence and a closing bracket that was opened before the address do
 * not belong to it. What the URL parser refuses stays words, and so does an address that is made
 * to look like another: with a user name, or a host that is not written as it is asked for.
 *
 * @param text Anything.
 */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let done = 0;
  let at = text.indexOf("http");
  while (at >= 0) {
    const stop = endOf(text, at);
    const found = stop === null ? null : linkOf(text.slice(at, stop));
    if (found !== null) {
      if (at > done) parts.push({ type: "words", text: text.slice(done, at) });
      parts.push(found);
      done = at + found.text.length;
    }
    // What was looked at is not looked at again, or many beginnings in one run would take long.
    at = text.indexOf("http", stop ?? at + 4);
  }
  if (done < text.length) parts.push({ type: "words", text: text.slice(done) });
  return parts;
}

/** Where the run of letters ends that begins like an address, or null where none begins. */
function endOf(text: string, at: number): number | null {
  if (!SCHEMES.some((scheme) => text.startsWith(scheme, at))) return null;
  if (at > 0 && WORD.test(text.charAt(at - 1))) return null;
  let stop = at;
  while (stop < text.length && !breaks(text, stop)) stop++;
  return stop;
}

function linkOf(run: string): Extract<Part, { type: "link" }> | null {
  const shown = trim(run);
  if (shown.length > MAX_UNITS) return null;
  const url = URL.parse(shown);
  if (url === null || url.hostname === "" || hostIn(shown) !== url.hostname) return null;
  return { type: "link", text: shown, href: url.href };
}

/** The host as it is written, in small letters; whatever else stands before the path stays with it. */
function hostIn(address: string): string {
  const rest = address.slice(address.indexOf("//") + 2);
  const end = rest.search(HOST_END);
  const authority = end < 0 ? rest : rest.slice(0, end);
  return authority.replace(/:\d{0,5}$/, "").toLowerCase();
}

/** Blanks, controls and characters that turn the writing direction end an address. */
function breaks(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 0x21 || (unit >= 0x7f && unit <= 0xa0) || (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2060 && unit <= 0x206f) ||
    BLANKS.has(text.charAt(at));
}

function trim(address: string): string {
  const open = new Map<string, number>();
  for (const c of address) if ("()[]{}".includes(c)) open.set(c, (open.get(c) ?? 0) + 1);
  let stop = address.length;
  while (stop > 0) {
    const last = address.charAt(stop - 1);
    const opener = CLOSING.get(last);
    if (opener !== undefined) {
      const closers = open.get(last) ?? 0;
      if (closers <= (open.get(opener) ?? 0)) break;
      open.set(last, closers - 1);
    } else if (!TRAILING.has(last)) break;
    stop--;
  }
  return address.slice(0, stop);
}
