/**
 * The terminal a server runs in, written to by one queue.
 *
 * Log lines, answers and the prompt come from several places; in one queue none of them falls into
 * the middle of another. Writing waits for nobody: a terminal that stands still, such as that of a
 * connection that hangs, must not stop the server.
 *
 * @module
 */
import { Writable } from "node:stream";
import { showsUtf8, withPlainSigns } from "../terminal.ts";
import { type Sink, writeAll } from "../write_all.ts";

/** Longest queue, in UTF-16 units: what nobody will read any more once it stands still. */
export const MAX_SCREEN_UNITS = 256 * 1024;

/** What a terminal obeys, or shows in another order, and what no part of ours needs. */
const FORBIDDEN = /[\x80-\x9f\p{Bidi_Control}\u2028\u2029]/gu;

/** What a terminal is asked for, besides taking bytes. */
export interface Terminal extends Sink {
  /** Its size in letters. */
  size(): { readonly columns: number; readonly rows: number };
  /** Whether it shows all letters, not those of ASCII alone. */
  readonly utf8: boolean;
}

/**
 * The standard output. To be called before the server gives up its right to read the environment.
 */
export function standardOutput(): Terminal {
  return {
    write: (bytes) => Deno.stdout.write(bytes),
    size: () => Deno.consoleSize(),
    utf8: showsUtf8(readLang(), Deno.build.os),
  };
}

/** A queue of text for a terminal, which `node:readline` may write its prompt to as well. */
export class Screen extends Writable {
  /** For readline, which moves the cursor. */
  readonly isTTY = true;
  readonly #terminal: Terminal;
  readonly #encoder = new TextEncoder();

  /** @param terminal Where to. */
  constructor(terminal: Terminal) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
  }

  /** Whether it shows all letters. */
  get utf8(): boolean {
    return this.#terminal.utf8;
  }

  /** Its width in letters, 80 where nobody knows. */
  get columns(): number {
    return this.#size().columns;
  }

  /** Its height in letters, 24 where nobody knows. */
  get rows(): number {
    return this.#size().rows;
  }

  /** Whether it stands still, and what is not needed is better left out. */
  get isFull(): boolean {
    return this.writableLength > MAX_SCREEN_UNITS;
  }

  /**
   * Waits until all is written.
   *
   * @param ms At most so long, in milliseconds.
   */
  async flush(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    const written = new Promise<void>((resolve) => this.write("", () => resolve()));
    await Promise.race([written, late]);
    clearTimeout(timer);
  }

  /** What `node:stream` calls, one chunk after the other. */
  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    const safe = String(chunk).replace(FORBIDDEN, "\ufffd");
    const text = this.utf8 ? safe : withPlainSigns(safe);
    // The terminal was closed; the server goes on without it.
    writeAll(this.#terminal, this.#encoder.encode(text)).catch(() => {}).finally(done);
  }

  #size(): { readonly columns: number; readonly rows: number } {
    try {
      const { columns, rows } = this.#terminal.size();
      if (columns > 0 && rows > 0) return { columns, rows };
    } catch {
      // It is no terminal any more.
    }
    return { columns: 80, rows: 24 };
  }
}

/** The space on the standard output, if it is a terminal. */
export function standardSpace(): Screen | null {
  return Deno.stdout.isTerminal() ? new Screen(standardOutput()) : null;
}

function readLang(): string | undefined {
  try {
    return Deno.env.get("LANG");
  } catch {
    return undefined; // not permitted
  }
}
