/**
 * What a UI may see: the client process as its pages know it.
 *
 * This folder knows only plain values that pass through JSON. It must never know the wire, keys
 * or sockets, so that a page can be served from anywhere and tested against a literal.
 *
 * @module
 */

/** A person as shown: never a name without its tag. */
export interface Person {
  /** Drawn by the server; the same person for as long as they stay. */
  readonly id: string;
  readonly name: string;
  /** Four letters of `a-z2-7`. */
  readonly tag: string;
}

/** Somebody in the room. */
export interface Present extends Person {
  /** Their connection was cut and they may come back. */
  readonly reconnecting: boolean;
}

/** The looks a page can have; `system` follows the computer's. */
export const THEMES = ["system", "nord", "light", "dark", "contrast"] as const;
/** One of {@linkcode THEMES}. */
export type Theme = typeof THEMES[number];

/**
 * Why the key of the server is believed: it stood in the invitation, it is the one known from
 * before, or it was new and is now remembered.
 */
export type KeyStanding = "invited" | "known" | "new";

/** The server a page is connected to, or was. */
export interface Server {
  readonly host: string;
  readonly port: number;
  /** What its operator calls it; the host where the operator gave no name. */
  readonly name: string;
  /** The eight words of its key. */
  readonly words: readonly string[];
  readonly standing: KeyStanding;
  /** Whether the person said that they compared the words with whoever runs it. */
  readonly compared: boolean;
  /** A complete invitation to where this client is connected. */
  readonly invitation: string;
  /** Messages the server keeps of each room, in memory; 0 is none. */
  readonly history: number;
}

/** Which rule a name broke. */
export type NameRule =
  | "empty"
  | "too_long"
  | "characters"
  | "marks"
  | "mixed_scripts"
  | "script"
  | "no_letter"
  | "reserved";

/** Which part of an invitation or address is wrong, and how. */
export interface InvitationProblem {
  readonly code: "invitation";
  readonly part: "scheme" | "host" | "port" | "room" | "key" | "secret";
  /**
   * `missing`, `characters` and `range` speak for themselves; `short` and `long` carry in `by`
   * how many letters are missing or too many; `case` is a host that is not lower case.
   */
  readonly fault: "missing" | "characters" | "range" | "short" | "long" | "case" | "zone";
  /** Letters too few or too many; 0 where that means nothing. */
  readonly by: number;
}

/** The invitation is for a sealed room, which this version cannot join. */
export interface SealedProblem {
  readonly code: "sealed_not_supported";
}

/** The server speaks another major version of the protocol; the code says who must be updated. */
export interface VersionProblem {
  readonly code: "client_too_old" | "server_too_old";
  readonly host: string;
  readonly port: number;
  /** The version that this program speaks. */
  readonly ours: number;
  /** The version that the server speaks, as it says itself. */
  readonly theirs: number;
}

/** Everything that can stand between a person and the room, as a code with its facts. */
export type Problem =
  | InvitationProblem
  | SealedProblem
  | { readonly code: "name"; readonly rule: NameRule }
  | {
    readonly code: "name_taken";
    readonly name: string;
    /** In how many seconds it is free, where whoever had it lost the connection; else null. */
    readonly seconds: number | null;
  }
  | { readonly code: "nobody_answers"; readonly host: string; readonly port: number }
  | { readonly code: "unknown_host"; readonly host: string }
  | { readonly code: "no_network"; readonly host: string; readonly port: number }
  | { readonly code: "too_slow"; readonly host: string; readonly port: number }
  | { readonly code: "not_pychat"; readonly host: string; readonly port: number }
  /** The connection was ended before anybody answered: by a server that is busy, or in its name. */
  | { readonly code: "said_nothing"; readonly host: string; readonly port: number }
  | VersionProblem
  | { readonly code: "not_invited_server"; readonly host: string; readonly port: number }
  | { readonly code: "server_full"; readonly name: string }
  /** Too many are connected from where this client is. */
  | { readonly code: "address_full"; readonly name: string }
  /** A name was changed too often; possible again in so many seconds. */
  | { readonly code: "too_often"; readonly seconds: number }
  | { readonly code: "refused"; readonly name: string }
  /** The server ended the connection before it let the person in. */
  | { readonly code: "not_kept" }
  /** The program was not ended: there is a conversation on another page. */
  | { readonly code: "in_conversation" }
  /** Something could not be kept on this computer; `sentence` says what and why. */
  | { readonly code: "not_remembered"; readonly sentence: string }
  /** A fault of pyChat's own. */
  | { readonly code: "not_done" };

/** What a client can begin without, if it must: a place to keep things, or the port it wanted. */
export type Dispensable = "memory" | "port";

/** Where the client stands on its way into the room. */
export type Stage =
  /** The program could not begin as it was asked to. `sentence` says why, and what can be done. */
  | { readonly at: "trouble"; readonly sentence: string; readonly without: Dispensable }
  /** The connect form. `where` and `name` are what it should hold. */
  | { readonly at: "start"; readonly where: string; readonly problem: Problem | null }
  | { readonly at: "connecting"; readonly host: string; readonly port: number }
  /** First time here and no invitation vouches: the person decides. Nothing was sent yet. */
  | {
    readonly at: "new_key";
    readonly host: string;
    readonly port: number;
    readonly words: readonly string[];
  }
  /** The key is not the known one. Only an explicit act goes on. Nothing was sent. */
  | {
    readonly at: "changed_key";
    readonly host: string;
    readonly port: number;
    readonly words: readonly string[];
    readonly knownWords: readonly string[];
    /** When the known key was first seen, in milliseconds since 1970 (UTC). */
    readonly knownSince: number;
    /** Whether the new key came from an invitation instead of from the server. */
    readonly fromInvitation: boolean;
  }
  /** The server wants its passphrase; `wrong` after one that was probably wrong. */
  | {
    readonly at: "passphrase";
    readonly host: string;
    readonly port: number;
    readonly name: string;
    readonly wrong: boolean;
    /** False where nothing but this first contact vouches for the server's key. */
    readonly vouched: boolean;
  }
  | { readonly at: "joined"; readonly server: Server }
  /** Was in, and the client dials again by itself. What is written meanwhile waits. */
  | {
    readonly at: "reconnecting";
    readonly server: Server;
    readonly how: "cut" | "stopping";
    /** When it ended, in milliseconds since 1970 (UTC). */
    readonly since: number;
    /** When it dials next, in milliseconds since 1970 (UTC); null while it is dialling. */
    readonly next: number | null;
    /** Why the last try came to nothing; null before the first. */
    readonly problem: Problem | null;
  }
  /** Was in and is not any more; the conversation stays to be read and exported. */
  | { readonly at: "ended"; readonly server: Server; readonly how: "cut" | "stopping" };

/** Everything a page shows but the lines of the conversation. */
export interface State {
  readonly version: string;
  readonly theme: Theme;
  readonly stage: Stage;
  /** The name to offer in the connect form, or the one the person has. */
  readonly name: string;
  /** The person's own entry among the members, once in. */
  readonly me: Person | null;
  /** The name of the room, without `#`. */
  readonly room: string;
  /** Everybody in the room, the person too, in the order of their names. */
  readonly members: readonly Present[];
}

/** One settled line of a conversation. `time` is milliseconds since 1970 (UTC). */
export type Line =
  | {
    readonly type: "text";
    readonly time: number;
    readonly from: Person;
    readonly mine: boolean;
    readonly text: string;
  }
  | { readonly type: "joined"; readonly time: number; readonly person: Person }
  | {
    readonly type: "left";
    readonly time: number;
    readonly person: Person;
    readonly reason: "left" | "cut";
  }
  | {
    readonly type: "renamed";
    readonly time: number;
    /** As they were called before. */
    readonly person: Person;
    readonly name: string;
    readonly mine: boolean;
  }
  /**
   * What happened to this client's own connection. `lost` is a cut after which it dials again,
   * `back` its end, and `gave_up` where the person stopped it; `cut` and `stopping` are an end
   * without one.
   */
  | {
    readonly type: "connection";
    readonly time: number;
    readonly what: "joined" | "lost" | "back" | "gave_up" | "cut" | "stopping";
  }
  /** Something may be missing here. */
  | {
    readonly type: "gap";
    readonly time: number;
    /** How many messages at most; null if nobody knows. */
    readonly missing: number | null;
  };

/** Why a text was not taken; `no_connection` is one that never left. */
export type Refusal = "text_empty" | "text_too_long" | "refused" | "no_connection";

/** A text of the person's own that has no place in the room yet. */
export interface Pending {
  readonly ref: number;
  readonly text: string;
  readonly time: number;
  /**
   * `waiting` was written without a connection and goes out with the next; `sending` is on its
   * way; `unknown` was on its way when the connection ended and may have arrived; `failed` did
   * not arrive.
   */
  readonly state: "waiting" | "sending" | "unknown" | "failed";
  readonly why: Refusal | null;
}
