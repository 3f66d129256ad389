/**
 * What can stand between a person and what they want, as codes with facts; a UI has the words.
 *
 * @module
 */
import type { Person } from "./person.ts";

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
  /** The server's operator, or an owner, put the person out or keeps them out. */
  | {
    readonly code: "kicked" | "banned";
    /** The room; null is the server. */
    readonly room: string | null;
    /** For how long yet; null is not known. */
    readonly seconds: number | null;
  }
  /** There is no such room, or the passphrase is wrong: the server does not say which. */
  | { readonly code: "no_entry"; readonly room: string; readonly passphrase: boolean }
  | { readonly code: "room_taken"; readonly room: string }
  | { readonly code: "room_name"; readonly rule: NameRule }
  | { readonly code: "room_passphrase"; readonly least: number; readonly most: number }
  | { readonly code: "topic_too_long"; readonly most: number }
  | { readonly code: "too_many_rooms" | "rooms_full" }
  /** There are as many private conversations as are kept, and the person wrote in all of them. */
  | { readonly code: "too_many_private" }
  /** The lobby can be neither left, locked nor owned. */
  | { readonly code: "lobby" }
  /** Only the owner of the room may do that. */
  | { readonly code: "not_owner"; readonly room: string }
  /** The person is not in that room, or not any more. */
  | { readonly code: "not_in_room"; readonly room: string }
  /** The person may say and change nothing there; null is until it is lifted. */
  | { readonly code: "muted"; readonly room: string; readonly seconds: number | null }
  /** Whom it was about has left. */
  | { readonly code: "no_member"; readonly person: Person | null }
  | { readonly code: "no_ban" | "bans_full" }
  /** A ban that was not done: it is asked for again with `sure`, or not. */
  | {
    readonly code: "ban_shared" | "ban_no_address";
    readonly in: string;
    readonly person: Person;
    readonly seconds: number | null;
  }
  /** Other words for a text that are none, or too many: it stays as it was. */
  | { readonly code: "text_empty" }
  | { readonly code: "text_too_long"; readonly most: number; readonly lines: number }
  /** A text cannot be changed or taken back any more. */
  | { readonly code: "too_late" | "no_text" }
  /** A text that was to have other words has gone out meanwhile, or is not there any more. */
  | { readonly code: "not_waiting" }
  /** There is no connection just now, and this cannot wait for one. */
  | { readonly code: "not_connected" }
  /** The server is older than rooms, and has one. */
  | { readonly code: "one_room" }
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
