/**
 * What the client process tells its pages.
 *
 * A page is sent a `snapshot` when it comes, and from then on only what changed. Lines are counted
 * from the start of their conversation, so a page that holds lines up to `from` needs only to
 * append, and one that does not can see it. `in` is the id of a conversation.
 *
 * @module
 */
import type {
  BanView,
  InvitationProblem,
  KeyStanding,
  Line,
  ListedRoom,
  Pending,
  Person,
  Present,
  Problem,
  SealedProblem,
  State,
} from "./view.ts";

/** What the connect form may say about an invitation or address while it is being typed. */
export type Checked =
  | { readonly ok: false; readonly problem: InvitationProblem | SealedProblem }
  | {
    readonly ok: true;
    readonly host: string;
    readonly port: number;
    /** `new` where nothing is known of the server; `changed` where the invitation differs. */
    readonly standing: KeyStanding | "changed";
    /** The eight words of the key that is known or in the invitation; empty where none is. */
    readonly words: readonly string[];
  };

/** What is in a conversation, for a page that has just come. */
export interface Content {
  readonly in: string;
  /** Index of the first of `lines` in the conversation; those before can be asked for. */
  readonly from: number;
  readonly lines: readonly Line[];
  readonly pending: readonly Pending[];
  /** Of a private conversation none. */
  readonly members: readonly Present[];
  readonly draft: string;
}

/** A text in which something was found. */
export interface Match {
  /** Where it stands in its conversation. */
  readonly index: number;
  readonly line: Extract<Line, { readonly type: "text" }>;
}

/** What is on this computer still after everything was removed, besides the program itself. */
export interface Remains {
  /** What could not be removed, each as a sentence of the system's. */
  readonly failures: readonly string[];
  /** Whether another pyChat uses the same folder; `null` where nobody can tell. */
  readonly others: boolean | null;
  /** Whether the program stands in the menu of the desktop. */
  readonly installed: boolean;
}

/** One message from the client process to a page, as JSON. */
export type Update =
  /** The page is let in; it keeps the token for its next load. */
  | { readonly type: "welcome"; readonly token: string }
  /** The page is not let in and should say so; its link was used or is too old. */
  | { readonly type: "denied" }
  /** Everything, for a page that has just come. */
  | {
    readonly type: "snapshot";
    readonly state: State;
    /** One for each of the state's conversations, in its order. */
    readonly conversations: readonly Content[];
    /** The id of the conversation that the person looked at last, or asked for; null is none. */
    readonly show: string | null;
  }
  | { readonly type: "state"; readonly state: State }
  /** Lines to append; `from` is 0 and a page forgets what it had when a conversation begins. */
  | {
    readonly type: "lines";
    readonly in: string;
    readonly from: number;
    readonly lines: readonly Line[];
  }
  /** A line that is another one now: edited or deleted. */
  | { readonly type: "line"; readonly in: string; readonly index: number; readonly line: Line }
  /**
   * Older lines that were asked for, to put before the others. Where the one that was to be reached
   * is not kept any more there are none, and `from` is the first that is kept.
   */
  | {
    readonly type: "older";
    readonly in: string;
    readonly from: number;
    readonly lines: readonly Line[];
  }
  /** All pending texts, in the order they were written; replaces the list before. */
  | { readonly type: "pending"; readonly in: string; readonly pending: readonly Pending[] }
  /** Everybody in a room, the person too, in the order of their names; replaces the list before. */
  | { readonly type: "members"; readonly in: string; readonly members: readonly Present[] }
  /** Somebody is writing in a conversation; good for a few seconds. */
  | { readonly type: "typing"; readonly in: string; readonly person: Person }
  /** A conversation that the person asked for is there: it wants to be looked at. */
  | { readonly type: "show"; readonly in: string }
  /** The rooms that are listed, as they were asked for. */
  | { readonly type: "rooms"; readonly rooms: readonly ListedRoom[] }
  /** Who is banned from a room, as it was asked for. */
  | { readonly type: "bans"; readonly in: string; readonly bans: readonly BanView[] }
  /** What was searched for: the newest texts first, at most `MAX_SEARCH_MATCHES`. */
  | {
    readonly type: "found";
    readonly in: string;
    /** As it was asked for. */
    readonly text: string;
    readonly matches: readonly Match[];
    /** Whether there are more that are older. */
    readonly more: boolean;
  }
  /**
   * Nothing of the person is on this computer any more, but what `rest` says; this process ends.
   * A page forgets all that it holds.
   */
  | { readonly type: "wiped"; readonly rest: Remains }
  | { readonly type: "checked"; readonly where: string; readonly result: Checked }
  /** The exported conversation, to be saved by the browser. */
  | { readonly type: "exported"; readonly fileName: string; readonly text: string }
  /** A link that opens one more page of this client. */
  | { readonly type: "link"; readonly url: string }
  /** Something that was asked for did not work; what was typed is not lost by it. */
  | { readonly type: "notice"; readonly problem: Problem };
