/**
 * What a server says to a client.
 *
 * @module
 */
import type { ServerRoomMessage } from "./from_server_rooms.ts";
import type { ServerTextMessage } from "./from_server_texts.ts";

export * from "./from_server_rooms.ts";
export type * from "./from_server_texts.ts";

/** The first thing a server says: the payload of handshake message 2. */
export interface ServerHello {
  readonly type: "server";
  /** What the operator calls the server; may be empty. */
  readonly name: string;
  /** Whether message 3 must be made with the server's passphrase. */
  readonly passphrase: boolean;
}

/** One person in a room. The id is drawn by the server, as is the tag. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** Four letters of `a-z2-7` that tell apart people with look-alike names. */
  readonly tag: string;
  /** Their connection was cut and they may come back; absent is no. */
  readonly reconnecting?: boolean;
}

/** What makes a member able to come back after a cut. */
export interface DeliveryTerms {
  /** 32 bytes as 43 letters of base64url, for a `ResumeClaim`. */
  readonly secret: string;
  /** How long after a cut it is good, in seconds. */
  readonly grace: number;
}

/** How fast a client may be without being made to wait. All are whole numbers. */
export interface ClientLimits {
  /** Texts at once, and texts in a minute; absent if texts are not limited. */
  readonly texts?: { readonly burst: number; readonly perMinute: number };
  /** Bytes of records at once, and in a second. */
  readonly bytes: { readonly burst: number; readonly perSecond: number };
}

/** The client is in: who it is, where it is, and what the server keeps. */
export interface WelcomeMessage {
  readonly type: "welcome";
  readonly you: Member;
  readonly room: string;
  /** Messages the server keeps of each room, in memory only; 0 is none. */
  readonly history: number;
  /** The server's clock, in milliseconds since 1970 (UTC). */
  readonly time: number;
  /** Only for a client whose hello said `delivery`. */
  readonly delivery?: DeliveryTerms;
  readonly limits?: ClientLimits;
  /** Whether there can be more rooms than that one, and all else that came with them. */
  readonly rooms?: boolean;
}

/** The client is the member it was. State follows, then what it has not received, in order. */
export interface ResumedMessage {
  readonly type: "resumed";
  readonly you: Member;
  /** Numbered packets that the server has received from this member. */
  readonly received: number;
  /** Numbered packets that are lost: so many numbers are left out before the next one. */
  readonly missing: number;
  readonly time: number;
}

/**
 * What people are called who may not be in the list, for texts that follow. May come at any time; a
 * long one comes in parts.
 */
export interface PeopleMessage {
  readonly type: "people";
  readonly people: readonly Member[];
}

/** A member's connection was cut, and they may come back. */
export interface ReconnectingMessage {
  readonly type: "reconnecting";
  /** The id of the member. */
  readonly member: string;
  readonly time: number;
}

/** A member whose connection was cut is back. */
export interface ReconnectedMessage {
  readonly type: "reconnected";
  /** The id of the member. */
  readonly member: string;
  readonly time: number;
}

/** The people of a room, whole. A list longer than a packet comes in parts. */
export interface MembersMessage {
  readonly type: "members";
  readonly room: string;
  readonly members: readonly Member[];
  /** Whether this part is the last one; only then does the list replace the old one. */
  readonly last: boolean;
}

/** Somebody came into a room. */
export interface JoinedMessage {
  readonly type: "joined";
  readonly room: string;
  readonly member: Member;
  readonly time: number;
}

/** Somebody went, by leaving, because their connection ended, or because they were put out. */
export interface LeftMessage {
  readonly type: "left";
  readonly room: string;
  /** The id of the member. */
  readonly member: string;
  readonly reason: "left" | "cut" | "kicked" | "banned";
  /** The id of the member who put them out; absent is the server's operator, or nobody. */
  readonly by?: string;
  readonly time: number;
}

/** Somebody has another name; id and tag stay. */
export interface RenamedMessage {
  readonly type: "renamed";
  /** The id of the member. */
  readonly member: string;
  readonly name: string;
  readonly time: number;
}

/** Why a server may refuse something. PROTOCOL.md says what each means. */
export const ERROR_CODES = [
  "bad_message",
  "unknown_type",
  "unknown_room",
  "text_empty",
  "text_too_long",
  "name_invalid",
  "name_taken",
  "server_full",
  "address_full",
  "too_often",
  "banned",
  "no_entry",
  "room_invalid",
  "room_taken",
  "too_many_rooms",
  "rooms_full",
  "lobby",
  "passphrase_invalid",
  "topic_invalid",
  "no_member",
  "not_owner",
  "no_ban",
  "bans_full",
  "ban_shared",
  "ban_no_address",
  "muted",
  "no_text",
  "too_late",
] as const;
/** One of {@linkcode ERROR_CODES}. */
export type ErrorCode = typeof ERROR_CODES[number];

/** Something the client said was refused; nothing changed by it. */
export interface ErrorMessage {
  readonly type: "error";
  readonly code: ErrorCode;
  /** The `ref` of what it answers, where that had one. */
  readonly ref?: number;
  /** After how many seconds it may be otherwise, where that is known. */
  readonly seconds?: number;
}

/** The server is about to end this connection. */
export interface ClosingMessage {
  readonly type: "closing";
  readonly reason: "stopping" | "refused" | "kicked" | "banned";
}

/** Everything a server may say once the client is in. */
export type ServerMessage =
  | WelcomeMessage
  | ResumedMessage
  | PeopleMessage
  | MembersMessage
  | JoinedMessage
  | LeftMessage
  | RenamedMessage
  | ReconnectingMessage
  | ReconnectedMessage
  | ServerRoomMessage
  | ServerTextMessage
  | ErrorMessage
  | ClosingMessage;
