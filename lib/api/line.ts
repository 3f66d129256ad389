/**
 * What is in a conversation, as a UI may see it.
 *
 * @module
 */
import type { Person, RoomKind } from "./person.ts";

/** One settled line of a conversation. `time` is milliseconds since 1970 (UTC). */
export type Line =
  | {
    readonly type: "text";
    readonly time: number;
    /** The server's, by which it is answered, changed and taken back. */
    readonly id: number;
    readonly from: Person;
    readonly mine: boolean;
    readonly text: string;
    /** Whether it is something the sender does, as after `/me`. */
    readonly action: boolean;
    /** What it answers; null is nothing. */
    readonly reply: Quote | null;
    /** Whom it names, as they were called then. */
    readonly mentions: readonly Person[];
    /** Whether the person is among them, or the text is an answer to one of theirs. */
    readonly toMe: boolean;
    readonly edited: boolean;
    /** Whether it was said before the person came in, and was kept by the server. */
    readonly past: boolean;
    /** Whether it can still be changed: it is the person's own, from this membership. */
    readonly current: boolean;
  }
  /** A text that its sender took back. */
  | {
    readonly type: "deleted";
    readonly time: number;
    readonly from: Person;
    readonly mine: boolean;
  }
  | { readonly type: "joined"; readonly time: number; readonly person: Person }
  | {
    readonly type: "left";
    readonly time: number;
    readonly person: Person;
    readonly reason: "left" | "cut" | "kicked" | "banned";
    /** Who put them out; null is the server's operator, or nobody. */
    readonly by: Person | null;
  }
  /** Something was done in a room, by its owner or, where `by` is null, by the operator. */
  | {
    readonly type: "act";
    readonly time: number;
    readonly by: Person | null;
    readonly mine: boolean;
    readonly act: RoomAct;
  }
  /** The person was put out, or the room is gone. */
  | {
    readonly type: "out";
    readonly time: number;
    readonly how: "kicked" | "banned" | "gone";
    readonly by: Person | null;
    /** For how long; null is not known, or as long as there is the room. */
    readonly seconds: number | null;
  }
  /** The partner of a private conversation has left. */
  | { readonly type: "partner_left"; readonly time: number; readonly person: Person }
  /** What the server keeps of this room, said where the person comes in. */
  | { readonly type: "rule"; readonly time: number; readonly history: number }
  /** The server's operator tells everybody something. */
  | { readonly type: "announcement"; readonly time: number; readonly text: string }
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

/** What was done in a room. */
export type RoomAct =
  /** An empty topic is none. */
  | { readonly what: "topic"; readonly topic: string }
  /** `left` is where the one before has left. */
  | { readonly what: "owner"; readonly owner: Person | null; readonly left: boolean }
  | { readonly what: "kind"; readonly kind: RoomKind }
  /** Null seconds: until it is lifted. */
  | { readonly what: "muted"; readonly person: Person; readonly seconds: number | null }
  | { readonly what: "unmuted"; readonly person: Person }
  | { readonly what: "history"; readonly history: number };

/** The beginning of a text that another one answers. */
export interface Quote {
  readonly id: number;
  /**
   * Its index in the conversation, also where it was taken back or is not kept any more; null where
   * the person never had it, or nobody can tell which text it is.
   */
  readonly at: number | null;
  /** Null where the person does not have the text. */
  readonly from: Person | null;
  /** At most a line of it; empty where the person does not have the text, or it was taken back. */
  readonly text: string;
}

/**
 * Why a text was not taken; `no_connection` is one that never left, `gone` one to somebody who has
 * left or a room that is not there.
 */
export type Refusal =
  | "text_empty"
  | "text_too_long"
  | "refused"
  | "no_connection"
  | "muted"
  | "gone";

/** A text of the person's own that has no place in the room yet. */
export interface Pending {
  readonly ref: number;
  readonly text: string;
  readonly action: boolean;
  readonly time: number;
  /**
   * `waiting` was written without a connection and goes out with the next; `sending` is on its
   * way; `unknown` was on its way when the connection ended and may have arrived; `failed` did
   * not arrive.
   */
  readonly state: "waiting" | "sending" | "unknown" | "failed";
  readonly why: Refusal | null;
}
