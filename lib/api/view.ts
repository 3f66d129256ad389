/**
 * What a UI may see: the client process as its pages know it.
 *
 * This folder knows only plain values that pass through JSON. It must never know the wire, keys
 * or sockets, so that a page can be served from anywhere and tested against a literal.
 *
 * @module
 */
import type { Choices } from "./choices.ts";
import type { Person, RoomKind } from "./person.ts";
import type { Dispensable, Problem } from "./problem.ts";

export * from "./choices.ts";
export type * from "./line.ts";
export type * from "./person.ts";
export type * from "./problem.ts";

/** Somebody in a room. */
export interface Present extends Person {
  /** Their connection was cut and they may come back. */
  readonly reconnecting: boolean;
  /** Whether they may say nothing in this room. */
  readonly muted: boolean;
}

/** A room the person is in, or was put out of. */
export interface RoomView {
  readonly type: "room";
  /** Names the conversation to the process; the same for as long as it is there. */
  readonly id: string;
  /** Without `#`. */
  readonly name: string;
  /** Whether it is the room that everybody comes into and nobody leaves. */
  readonly lobby: boolean;
  readonly kind: RoomKind;
  /** May be empty. */
  readonly topic: string;
  /** The id of the member who owns it; null is nobody. */
  readonly owner: string | null;
  /** Messages the server keeps of it, in memory; 0 is none. */
  readonly history: number;
  /** A complete invitation to it. */
  readonly invitation: string;
  /** Why the person may say nothing here: until when, in milliseconds since 1970; null is open. */
  readonly muted: { readonly until: number | null } | null;
  /** Why it is only to be read any more; null where the person is in it. */
  readonly over: "kicked" | "banned" | "gone" | null;
  /** How many are in it. */
  readonly people: number;
  /** Whether the person wants to hear nothing of it but what names them. */
  readonly quiet: boolean;
}

/** A conversation with one other person. */
export interface PrivateView {
  readonly type: "private";
  readonly id: string;
  readonly partner: Person;
  /** Whether the partner has left; somebody else under the same name is another conversation. */
  readonly over: "left" | null;
  /** Whether the person wants to hear nothing of it. */
  readonly quiet: boolean;
}

/** One conversation, as the list shows it. */
export type ConversationView = RoomView | PrivateView;

/** A room that everybody on the server may know of. */
export interface ListedRoom {
  readonly name: string;
  readonly people: number;
  readonly topic: string;
  /** Whether the person is in it. */
  readonly joined: boolean;
}

/** Somebody who is banned from a room. */
export interface BanView {
  readonly id: number;
  readonly name: string;
  readonly tag: string;
  /** How long it lasts yet; null is for as long as there is the room. */
  readonly seconds: number | null;
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
    /** Whether the person had compared the words of the known key with whoever runs the server. */
    readonly compared: boolean;
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

/** Everything a page shows but what is in the conversations. */
export interface State {
  readonly version: string;
  readonly theme: Theme;
  readonly choices: Choices;
  readonly stage: Stage;
  /** The name to offer in the connect form, or the one the person has. */
  readonly name: string;
  /** The person's own entry among the members, once in. */
  readonly me: Person | null;
  /**
   * The lobby first, then rooms and private conversations in the order in which they began. One
   * that somebody ignored has begun comes when the person wants to see their texts.
   */
  readonly conversations: readonly ConversationView[];
  /** Ids of those whose texts the person does not want to see. */
  readonly ignored: readonly string[];
}
