/**
 * The server's log: one line for an event, on the standard error stream.
 *
 * It is given numbers and words of our own, never a text, a name or an address, so that a log
 * that somebody finds tells nothing about anybody.
 *
 * @module
 */
import { MAX_LOG_LINES } from "../limits.ts";
import { printableLine } from "./printable.ts";
import { writeAll } from "./write_all.ts";

/** The ways lines can look. */
export const LOG_FORMATS = ["text", "json"] as const;
/** How lines look. */
export type LogFormat = typeof LOG_FORMATS[number];

/** What an event may carry: words that stand in our own code, and numbers. */
export type LogFields = Readonly<Record<string, number | string>>;

/**
 * One line of the log, without its newline.
 *
 * @param now Milliseconds since 1970 (UTC).
 */
export function logLine(format: LogFormat, now: number, event: string, fields: LogFields): string {
  const time = new Date(now).toISOString();
  if (format === "json") return plainJson({ time, event, ...fields });
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${value}`).join("");
  return printableLine(`${time} ${event}${rest}`);
}

/** JSON in ASCII: as it is, it may hold controls that a terminal obeys. */
function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The kind of an error, which needs nothing that could fail. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/**
 * What a log may say of an error: its kind and where in our code it arose. The message stays out,
 * as it may quote what somebody sent.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: nameOf(error) };
  // The stack begins with the message, which may have lines that look like a frame.
  const { stack = "", message } = error;
  const begin = stack.indexOf(message);
  const frames = begin < 0 ? [] : stack.slice(begin + message.length).split("\n").slice(1);
  const frame = frames.find((line) => line.startsWith("    at "));
  return { error: error.name, at: frame?.replace(/^.*[/(]([^/()]+)\)?$/, "$1") ?? "unknown" };
}

/**
 * Writes lines to the standard error stream, without waiting for who reads it.
 *
 * A reader that stands still, such as a pager, must not stop the server: lines wait, and when too
 * many do, further ones are lost and counted. A stream that is gone is no reason to stop either.
 */
export class Log {
  readonly #format: LogFormat;
  #waiting: string[] = [];
  #lost = 0;
  #writing: Promise<void> | null = null;

  /** @param format How lines look. */
  constructor(format: LogFormat) {
    this.#format = format;
  }

  /** Writes one event. */
  write(event: string, fields: LogFields = {}): void {
    if (this.#waiting.length >= MAX_LOG_LINES) {
      this.#lost++;
      return;
    }
    this.#waiting.push(logLine(this.#format, Date.now(), event, fields));
    this.#writing ??= this.#drain();
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
    await Promise.race([this.#writing, late]);
    clearTimeout(timer);
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = this.#waiting;
      this.#waiting = [];
      if (this.#lost > 0) {
        lines.push(logLine(this.#format, Date.now(), "log_lines_lost", { lines: this.#lost }));
        this.#lost = 0;
      }
      await writeLines(`${lines.join("\n")}\n`);
    }
    this.#writing = null;
  }
}

async function writeLines(text: string): Promise<void> {
  try {
    await writeAll(Deno.stderr, new TextEncoder().encode(text));
  } catch {
    // The terminal was closed, or the disk behind a redirection is full.
  }
}
