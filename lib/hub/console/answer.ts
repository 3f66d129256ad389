/**
 * What comes of a line that an operator typed.
 *
 * @module
 */

/** What there is to read, and what else follows. */
export interface Answer {
  /** What there is to read; may be none. Names in it are as people chose them. */
  readonly lines: readonly string[];
  /** Whether it was done; if not, the one line says why. */
  readonly done: boolean;
  /** Whether the server is to stop now. */
  readonly stop: boolean;
  /** An invitation to show as a code too. */
  readonly invitation: string | null;
}

/** One sentence for the operator: what is wrong, and what to do. Nothing was done. */
export class ConsoleError extends Error {
  override readonly name = "ConsoleError";
}

/** It was done, and this is to be read. */
export function said(...lines: readonly string[]): Answer {
  return { lines, done: true, stop: false, invitation: null };
}

/** It was not done, and this is why. */
export function refused(sentence: string): Answer {
  return { ...said(sentence), done: false };
}
