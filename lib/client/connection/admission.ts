/**
 * What the way into a server starts from, and what it comes to.
 *
 * @module
 */
import type { KeyStanding, Problem, Stage } from "../../api/view.ts";
import type { ResumedMessage, WelcomeMessage } from "../../message/from_server.ts";
import type { Knowledge } from "../keep/knowledge.ts";
import type { Passphrases } from "./passphrases.ts";

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
  /** Whether the person has it already: where it is held for a while, that is for them. */
  readonly own: boolean;
}

/** Whom a person was at a server, and what shows it. */
export interface Claim {
  /** The key of the server, as 43 characters of base64url: no other may see the secret. */
  readonly key: string;
  readonly member: string;
  readonly secret: string;
}

/** Where to go, and as whom. */
export interface Way {
  readonly target: Target;
  readonly wanted: WantedName;
  /** Whom the person was there, if they want to be that one again. */
  readonly claim: Claim | null;
}

/** What an entry needs of its client. */
export interface EntryWorld {
  readonly knowledge: Pick<Knowledge, "all">;
  readonly passphrases: Passphrases;
  /** Claims that a server answered with what cannot be: it would do so again. */
  readonly spent: WeakSet<Claim>;
  /** The words of a key, which is 43 characters of base64url. */
  readonly words: (key: string) => readonly string[];
  /** Where randomness comes from: that many random bytes. */
  readonly draw: (bytes: number) => Uint8Array;
  /** The number of a new link. */
  readonly nextLink: () => number;
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
  | { readonly type: "admitted"; readonly admission: Admission }
  /** The server took the claim: the person is whom they were. */
  | { readonly type: "resumed"; readonly message: ResumedMessage };
