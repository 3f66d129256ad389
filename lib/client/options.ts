/**
 * What a client is given, and what it gives back.
 *
 * @module
 */
import type { Update } from "../api/update.ts";
import type { RetryTimes } from "./connection/backoff.ts";
import type { Effect } from "./effect.ts";
import type { ExportTools } from "./export/exported.ts";
import type { KnownServer } from "./keep/known_servers.ts";
import type { Settings } from "./keep/settings.ts";

/** What a client needs. */
export interface ClientOptions extends ExportTools {
  /** The version of the program, for its pages. */
  readonly version: string;
  /** Where randomness comes from: that many random bytes. */
  readonly draw: (bytes: number) => Uint8Array;
  /** The words of a key, which is 43 characters of base64url. */
  readonly words: (key: string) => readonly string[];
  readonly known: readonly KnownServer[];
  readonly settings: Settings;
  /** The invitation or address to offer; may be empty. */
  readonly where: string;
  /** The name to offer; one is made up where it is empty. */
  readonly name: string;
  /** How long to pause before dialling again; others than the usual times only in tests. */
  readonly retry?: RetryTimes;
  /** Age of a link at which it gets fresh keys, in milliseconds; another only in tests. */
  readonly renew?: number;
}

/** What an intent leads to. */
export interface Answer {
  readonly effects: readonly Effect[];
  /** For the page that asked, and no other. */
  readonly replies: readonly Update[];
}

/** An intent that leads to nothing. */
export const NOTHING: Answer = { effects: [], replies: [] };

/** An answer for the page that asked, and nothing else. */
export function reply(update: Update): Answer {
  return { effects: [], replies: [update] };
}
