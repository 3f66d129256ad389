/**
 * Who may open a page: one-time codes for links, and the tokens they are exchanged for.
 *
 * @module
 */
import { MAX_PAGE_CODES, MAX_PAGE_TOKENS } from "../limits.ts";

const CODE_BYTES = 16;
const TOKEN_BYTES = 32;

/** The codes and tokens that are good at the moment. */
export class PagePass {
  readonly #draw: (bytes: number) => Uint8Array;
  /** When each code dies, oldest first. */
  readonly #codes = new Map<string, number>();
  /** Least recently used first. */
  #tokens: string[] = [];

  /** @param draw Where randomness comes from: that many random bytes. */
  constructor(draw: (bytes: number) => Uint8Array) {
    this.#draw = draw;
  }

  /**
   * Makes a code that lets one page in.
   *
   * @param now Milliseconds since 1970.
   * @param lifeMs How long it is good, in milliseconds.
   */
  code(now: number, lifeMs: number): string {
    const code = encode(this.#draw(CODE_BYTES));
    this.#codes.set(code, now + lifeMs);
    for (const [old, end] of this.#codes) {
      if (end > now && this.#codes.size <= MAX_PAGE_CODES) continue;
      this.#codes.delete(old);
    }
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
    const end = this.#codes.get(found) ?? 0;
    this.#codes.delete(found);
    return end <= now ? null : this.token();
  }

  /** Makes a token that is good for as long as this process runs. */
  token(): string {
    const token = encode(this.#draw(TOKEN_BYTES));
    this.#tokens.push(token);
    if (this.#tokens.length > MAX_PAGE_TOKENS) this.#tokens.shift();
    return token;
  }

  /**
   * Whether a token is good.
   *
   * @param token What the page showed.
   */
  knows(token: string): boolean {
    const found = find(this.#tokens, token);
    if (found === null) return false;
    this.#tokens = this.#tokens.filter((other) => other !== found);
    this.#tokens.push(found);
    return true;
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
