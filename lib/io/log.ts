/**
 * The server's log: one line for an event, on the standard error stream.
 *
 * It is given numbers and words of our own, never a text, a name or an address, so that a log
 * that somebody finds tells nothing about anybody.
 *
 * @module
 */

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
  if (format === "json") return JSON.stringify({ time, event, ...fields });
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${value}`).join("");
  return `${time} ${event}${rest}`;
}

/**
 * What a log may say of an error: its kind and where in our code it arose. The message stays out,
 * as it may quote what somebody sent.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  // The stack begins with the message, which may have lines that look like a frame.
  const { stack = "", message } = error;
  const begin = stack.indexOf(message);
  const frames = begin < 0 ? [] : stack.slice(begin + message.length).split("\n").slice(1);
  const frame = frames.find((line) => line.startsWith("    at "));
  return { error: error.name, at: frame?.replace(/^.*[/(]([^/()]+)\)?$/, "$1") ?? "unknown" };
}

/** Writes lines to the standard error stream; a stream that is gone is no reason to stop. */
export class Log {
  readonly #format: LogFormat;

  /** @param format How lines look. */
  constructor(format: LogFormat) {
    this.#format = format;
  }

  /** Writes one event. */
  write(event: string, fields: LogFields = {}): void {
    const line = new TextEncoder().encode(`${logLine(this.#format, Date.now(), event, fields)}\n`);
    try {
      Deno.stderr.writeSync(line);
    } catch {
      // The terminal was closed, or the disk behind a redirection is full.
    }
  }
}
