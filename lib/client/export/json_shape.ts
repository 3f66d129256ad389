/**
 * The shape of conversations as JSON, for programs that read them.
 *
 * It is stable: with the same `version` fields and kinds of lines are only added. Times are
 * ISO 8601 with the distance from UTC, as in `2026-11-22T13:03:05.000+01:00`; texts are exactly
 * what was said. What nobody knows is null.
 *
 * @module
 */
import type { Refusal, RoomAct } from "../../api/line.ts";
import type { KeyStanding, Pending, Person, RoomKind } from "../../api/view.ts";

/** Everything in a file. */
export interface FileShape {
  readonly format: "pychat-conversations";
  readonly version: 1;
  readonly exported: string;
  /** The IANA name of the time zone of all times. */
  readonly zone: string;
  readonly server: {
    readonly name: string;
    readonly host: string;
    readonly port: number;
    /** The eight words of its key. */
    readonly words: readonly string[];
    /** `invited`: in the invitation; `known`: from before; `new`: nothing vouched for it. */
    readonly verified: KeyStanding;
    /** Whether the person said that the words were compared. */
    readonly compared: boolean;
  };
  readonly me: Person | null;
  readonly conversations: readonly ConversationShape[];
}

/** A conversation; a member id means the same person in all of a file. */
export type ConversationShape =
  & {
    /** Lines before the first that are not in the file. */
    readonly dropped: number;
    readonly lines: readonly LineShape[];
    /** Texts of the person's own that have no place yet. */
    readonly pending: readonly PendingShape[];
  }
  & (
    | {
      readonly type: "room";
      readonly room: string;
      readonly lobby: boolean;
      readonly kind: RoomKind;
      readonly topic: string;
      /** A member id. */
      readonly owner: string | null;
      /** Messages the server keeps of it. */
      readonly history: number;
      readonly over: "kicked" | "banned" | "gone" | null;
    }
    | { readonly type: "private"; readonly partner: Person; readonly over: "left" | null }
  );

/** One line of a conversation. */
export type LineShape =
  & { readonly time: string }
  & (
    | {
      readonly type: "text";
      /** The server's number of it. */
      readonly id: number;
      readonly from: Person;
      readonly mine: boolean;
      readonly text: string;
      readonly action: boolean;
      readonly reply: {
        readonly id: number;
        readonly from: Person | null;
        readonly text: string;
      } | null;
      readonly mentions: readonly Person[];
      readonly toMe: boolean;
      readonly edited: boolean;
      /** Whether it was said before the person came. */
      readonly past: boolean;
      /** Whether the person does not want to see texts of whoever wrote it. */
      readonly ignored: boolean;
    }
    | { readonly type: "deleted"; readonly from: Person; readonly mine: boolean }
    | { readonly type: "joined"; readonly person: Person }
    | {
      readonly type: "left";
      readonly person: Person;
      readonly reason: "left" | "cut" | "kicked" | "banned";
      readonly by: Person | null;
    }
    | {
      readonly type: "act";
      /** Null is the server's operator. */
      readonly by: Person | null;
      readonly mine: boolean;
      readonly act: RoomAct;
    }
    | {
      readonly type: "out";
      readonly how: "kicked" | "banned" | "gone";
      readonly by: Person | null;
      readonly seconds: number | null;
    }
    | { readonly type: "partner_left"; readonly person: Person }
    | { readonly type: "rule"; readonly history: number }
    | { readonly type: "announcement"; readonly text: string }
    | {
      readonly type: "renamed";
      /** As they were called before. */
      readonly person: Person;
      readonly name: string;
      readonly mine: boolean;
    }
    | {
      readonly type: "connection";
      readonly what: "joined" | "lost" | "back" | "gave_up" | "cut" | "stopping";
    }
    | { readonly type: "gap"; readonly missing: number | null }
  );

/** A text that has no place yet. */
export interface PendingShape {
  readonly time: string;
  readonly text: string;
  readonly action: boolean;
  readonly state: Pending["state"];
  readonly why: Refusal | null;
}
