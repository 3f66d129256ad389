/**
 * Who may open a page: one-time codes for links, and the tokens they are exchanged for.
 *
 * @module
 */
import { LINK_MS, MAX_PAGE_CODES, MAX_PAGE_TOKENS, MAX_USED_CODES } from "../../limits.ts";

const CODE_BYTES = 16;
const TOKEN_BYTES = 32;

/** Longest line: pages opened from pages opened from pages. */
const MAX_LINE = 32;

/** The tokens of the pages that something comes from, the oldest first: it dies with each. */
type Line = readonly string[];

/** What a token stands for. */
interface Pass {
  readonly line: Line;
  /** Which of the desks of this process its page belongs to. */
  readonly desk: number;
}

/** A code that can be exchanged. */
interface Code extends Pass {
  /** When it dies, in milliseconds since 1970. */
  readonly end: number;
  /**
   * Whether it may stand on a command line. One that lives longer was printed for the person
   * alone, and who shows it twice is that person clicking twice.
   */
  readonly exposed: boolean;
}

/** A code that was exchanged and is not dead yet. */
interface Used {
  readonly end: number;
  readonly token: string;
}

/**
 * The codes and tokens that are good at the moment.
 *
 * A code on a browser's command line can be read there by other users of the computer, and used
 * before the browser does. Then the browser shows a used code: one of the two is a stranger, and
 * nobody can tell which, so both are shut out.
 */
export class PagePass {
  readonly #draw: (bytes: number) => Uint8Array;
  /** Oldest first. */
  readonly #codes = new Map<string, Code>();
  /** Oldest first. */
  readonly #used = new Map<string, Used>();
  /** Least recently used first. */
  readonly #tokens = new Map<string, Pass>();
  /**
   * Lets another start of the program ask for links, and is no page's token: what a page asks for
   * dies with it where it is shut out.
   */
  readonly starter: string;

  /** @param draw Where randomness comes from: that many random bytes. */
  constructor(draw: (bytes: number) => Uint8Array) {
    this.#draw = draw;
    this.starter = encode(draw(TOKEN_BYTES));
  }

  /** Whether this is the token of other starts. */
  isStarter(shown: string): boolean {
    return find([this.starter], shown) !== null;
  }

  /**
   * Makes a code that lets one page in.
   *
   * @param now Milliseconds since 1970.
   * @param lifeMs How long it is good, in milliseconds.
   * @param parent The token of the page that asks for it, if one does; a code for a page whose
   * token is good no more is good for nothing.
   * @param desk Which desk the page is to belong to.
   */
  code(now: number, lifeMs: number, parent: string | null = null, desk: number = 0): string {
    const code = encode(this.#draw(CODE_BYTES));
    const above = parent === null ? [] : this.#tokens.get(parent)?.line;
    if (above === undefined) return code;
    const line = parent === null ? above : [...above, parent].slice(0, MAX_LINE);
    this.#codes.set(code, { end: now + lifeMs, line, desk, exposed: lifeMs <= LINK_MS });
    forget(this.#codes, now, MAX_PAGE_CODES);
    return code;
  }

  /**
   * Exchanges a code for a token. The code is good for this once.
   *
   * @param code What the page showed.
   * @param now Milliseconds since 1970.
   * @returns A new token, or null where the code is wrong, used or too old.
   */
  exchange(code: string, now: number): string | null {
    const found = find(this.#codes.keys(), code);
    if (found === null) return null;
    const bought = this.#codes.get(found);
    this.#codes.delete(found);
    if (bought === undefined || bought.end <= now) return null;
    const token = this.#token(bought);
    if (bought.exposed) this.#used.set(found, { end: bought.end, token });
    forget(this.#used, now, MAX_USED_CODES);
    return token;
  }

  /**
   * Takes back what a code bought that is shown once more, before it would have died.
   *
   * @param code What the page showed, after {@linkcode exchange} refused it.
   * @param now Milliseconds since 1970.
   * @returns The tokens that are good no more: the one bought, and those of pages opened from
   * its pages. Empty where the code was never used, or could not be read by others.
   */
  takeBack(code: string, now: number): ReadonlySet<string> {
    forget(this.#used, now, MAX_USED_CODES);
    const found = find(this.#used.keys(), code);
    const bought = found === null ? undefined : this.#used.get(found);
    if (found === null || bought === undefined) return new Set();
    this.#used.delete(found);
    const gone = new Set([bought.token]);
    for (const [token, { line }] of this.#tokens) if (line.includes(bought.token)) gone.add(token);
    for (const token of gone) this.#tokens.delete(token);
    for (const [other, { line }] of this.#codes) {
      if (line.includes(bought.token)) this.#codes.delete(other);
    }
    return gone;
  }

  /** A token that is good for as long as this process runs, unless what it came from is taken back. */
  #token({ line, desk }: Pass): string {
    const token = encode(this.#draw(TOKEN_BYTES));
    this.#tokens.set(token, { line, desk });
    for (const [old] of this.#tokens) {
      if (this.#tokens.size <= MAX_PAGE_TOKENS) break;
      this.#tokens.delete(old);
    }
    return token;
  }

  /**
   * Whether a token is good.
   *
   * @param token What the page showed.
   */
  knows(token: string): boolean {
    return this.deskOf(token) !== null;
  }

  /**
   * Which desk a token is for.
   *
   * @param token What the page showed.
   * @returns Null where the token is not good.
   */
  deskOf(token: string): number | null {
    const found = find(this.#tokens.keys(), token);
    const pass = found === null ? undefined : this.#tokens.get(found);
    if (found === null || pass === undefined) return null;
    this.#tokens.delete(found);
    this.#tokens.set(found, pass);
    return pass.desk;
  }
}

/** Drops what is dead, and the oldest of what is too much. */
function forget(codes: Map<string, { readonly end: number }>, now: number, most: number): void {
  for (const [code, { end }] of codes) {
    if (end <= now || codes.size > most) codes.delete(code);
  }
}

/** Compares with every secret to its end, so the time tells only how many there are. */
function find(secrets: Iterable<string>, shown: string): string | null {
  let found: string | null = null;
  for (const secret of secrets) {
    let difference = secret.length ^ shown.length;
    for (let i = 0; i < secret.length; i++) {
      difference |= secret.charCodeAt(i) ^ shown.charCodeAt(i);
    }
    if (difference === 0) found = secret;
  }
  return found;
}

function encode(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
