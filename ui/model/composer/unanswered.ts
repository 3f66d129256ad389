/**
 * What was asked for from the composer and may come back to it.
 *
 * @module
 */

/** Each may be refused; null is nothing. */
export interface Unanswered {
  /** A text for somebody, with whom there is no conversation yet. */
  readonly letter: { readonly to: string; readonly text: string } | null;
  /** The last thing typed that asked something of the process, and where. */
  readonly asked: { readonly in: string; readonly text: string; readonly block: string } | null;
  /** The last words that were to take the place of others, and where. */
  readonly changed: { readonly in: string; readonly text: string } | null;
}

/** Nothing can come back. */
export const ANSWERED: Unanswered = { letter: null, asked: null, changed: null };
