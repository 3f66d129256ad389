/**
 * What a person is asked on the way into a server.
 *
 * @module
 */
import type { EntryStage, Target } from "./admission.ts";
import type { Trust } from "./trust.ts";

type Asking<At extends EntryStage["at"]> = Extract<EntryStage, { readonly at: At }>;

/** What is known of the server that somebody is on the way to. */
export interface Prospect {
  readonly target: Target;
  readonly trust: Trust;
  /** The words of a key. */
  readonly words: (key: string) => readonly string[];
}

/** Whether to believe a key that is new. */
export function newKey({ target: { host, port }, trust, words }: Prospect): Asking<"new_key"> {
  return { at: "new_key", host, port, words: words(trust.offered) };
}

/**
 * Whether to give up a key that is known.
 *
 * @param fromInvitation Whether the new one came from an invitation.
 */
export function changedKey(
  { target: { host, port }, trust, words }: Prospect,
  fromInvitation: boolean,
): Asking<"changed_key"> {
  return {
    at: "changed_key",
    host,
    port,
    words: words(trust.offered),
    knownWords: words(trust.key),
    knownSince: trust.since,
    compared: trust.compared,
    fromInvitation,
  };
}

/**
 * What the passphrase is.
 *
 * @param name What the server is called.
 * @param wrong Whether the one before was probably wrong.
 */
export function askPassphrase(
  { target: { host, port }, trust }: Prospect,
  name: string,
  wrong: boolean,
): Asking<"passphrase"> {
  return { at: "passphrase", host, port, name, wrong, vouched: trust.isVouched };
}
