/**
 * What a server says to a client of texts, and of what becomes of them.
 *
 * @module
 */
import type { TextMarks } from "./from_client.ts";

/** A text, with its place in the room. */
export interface TextMessage extends TextMarks {
  readonly type: "text";
  readonly room: string;
  /** Increases within the room. */
  readonly id: number;
  /** The id of the member who sent it, as the server knows it. */
  readonly from: string;
  readonly text: string;
  /** When the server took it, in milliseconds since 1970 (UTC). */
  readonly time: number;
  /** Whether it was said before this member came in, and was kept; absent is no. */
  readonly past?: boolean;
  /** Whether it had other words before; only where it is `past`. */
  readonly edited?: boolean;
  /** Only in the sender's own copy: the `ref` of its `say`. */
  readonly ref?: number;
}

/** A text between two members; both get it. */
export interface ToldMessage extends Omit<TextMarks, "mentions"> {
  readonly type: "told";
  /** Increases within everything that one member gets. */
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly time: number;
  /** Only in the sender's own copy: the `ref` of its `tell`. */
  readonly ref?: number;
}

/** Where a change of a text is told: to a room, or to two members. */
export type ChangePlace =
  | { readonly room: string; readonly from: string; readonly to?: never }
  | { readonly from: string; readonly to: string; readonly room?: never };

/** A text has other words, as its sender wanted. */
export type EditedMessage = ChangePlace & {
  readonly type: "edited";
  readonly id: number;
  readonly text: string;
  readonly mentions?: readonly string[];
  readonly time: number;
  readonly ref?: number;
};

/** A text was taken back by its sender. */
export type DeletedMessage = ChangePlace & {
  readonly type: "deleted";
  readonly id: number;
  readonly time: number;
  readonly ref?: number;
};

/** A member is writing something, in a room or to this member alone. */
export interface TypingNotice {
  readonly type: "typing";
  /** The id of the member. */
  readonly member: string;
  readonly room?: string;
}

/** The server's operator tells everybody something. */
export interface AnnouncementMessage {
  readonly type: "announcement";
  readonly text: string;
  readonly time: number;
}

/** Everything a server may say of texts. */
export type ServerTextMessage =
  | TextMessage
  | ToldMessage
  | EditedMessage
  | DeletedMessage
  | TypingNotice
  | AnnouncementMessage;
