/**
 * What the way into a server starts from, and what it comes to.
 *
 * @module
 */
import type { KeyStanding, Problem, Stage } from "../api/view.ts";
import type { WelcomeMessage } from "../message/from_server.ts";
import type { Effect } from "./effect.ts";
import type { KnownServer } from "./known_servers.ts";

/** Where to, as it was typed and as it was read. */
export interface Target {
  readonly where: string;
  readonly host: string;
  readonly port: number;
  /** The room of the invitation, if it names one. */
  readonly room: string | null;
  /** The key of the invitation, if it was one. */
  readonly key: string | null;
}

/** A name to go in under. */
export interface WantedName {
  readonly name: string;
  /** Whether another one may be drawn if it is taken. */
  readonly madeUp: boolean;
}

/** A passphrase given in this run of the program. */
export interface Passphrase {
  readonly text: string;
  /** Whether a server let us in with it, so that it is not to blame for what comes later. */
  readonly admitted: boolean;
}

/** What an entry needs of its client. */
export interface EntryWorld {
  readonly known: readonly KnownServer[];
  /** The words of a key, which is 43 characters of base64url. */
  readonly words: (key: string) => readonly string[];
  /** Where randomness comes from: that many random bytes. */
  readonly draw: (bytes: number) => Uint8Array;
  /** By server key. */
  readonly passphrases: Map<string, Passphrase>;
  /** Asks for a link under a new number. */
  readonly connect: (host: string, port: number) => Effect;
}

/** Where an entry can stand. */
export type EntryStage = Extract<
  Stage,
  { readonly at: "connecting" | "new_key" | "changed_key" | "passphrase" }
>;

/** A server that let us in. */
export interface Admission {
  readonly welcome: WelcomeMessage;
  /** The server's key, as 43 characters of base64url. */
  readonly key: string;
  /** The eight words of the key. */
  readonly words: readonly string[];
  readonly standing: KeyStanding;
  readonly since: number;
  readonly compared: boolean;
  /** The key that was known before and was given up for this one, or null. */
  readonly replaces: string | null;
  /** What its operator calls it; the host where the operator gave no name. */
  readonly serverName: string;
}

/** How an entry ended. */
export type Outcome =
  | { readonly type: "failed"; readonly problem: Problem }
  | { readonly type: "admitted"; readonly admission: Admission };
