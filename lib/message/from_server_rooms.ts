/**
 * What a server says to a client of rooms, and of who is what in them.
 *
 * @module
 */

/** Who comes into a room: everybody, who knows its name, or who knows its passphrase too. */
export const ROOM_KINDS = ["public", "hidden", "locked"] as const;
/** One of {@linkcode ROOM_KINDS}. */
export type RoomKind = typeof ROOM_KINDS[number];

/** How a room is, for somebody who is in it. */
export interface RoomState {
  /** Its name, without `#`. */
  readonly room: string;
  readonly kind: RoomKind;
  /** May be empty. */
  readonly topic: string;
  /** The id of the member who owns it; absent is nobody, as in the lobby. */
  readonly owner?: string;
  /** How many texts the server keeps of it, in memory only; 0 is none. */
  readonly history: number;
  /** Seconds for which this member may say nothing there; 0 is until it is lifted. */
  readonly muted?: number;
}

/**
 * The rooms this member is in, whole: after every `welcome` and `resumed`. A long list comes in
 * parts. A room that is not in it is one the member is not in any more.
 */
export interface StandingMessage {
  readonly type: "standing";
  readonly rooms: readonly RoomState[];
  /** Whether this part is the last one. */
  readonly last: boolean;
}

/** This member has come into a room, as it asked to. `members` and what is kept follow. */
export interface EnteredMessage extends RoomState {
  readonly type: "entered";
  /** Of the `create` or `join`. */
  readonly ref: number;
  readonly time: number;
}

/** This member is not in a room any more. */
export interface ExitedMessage {
  readonly type: "exited";
  readonly room: string;
  readonly how: "left" | "kicked" | "banned";
  /** Who did it; absent is the server's operator, or the member itself. */
  readonly by?: string;
  /** For how long it cannot come in again; absent is not known, or as long as the room is there. */
  readonly seconds?: number;
  readonly time: number;
  /** Of the `leave`, if it asked to. */
  readonly ref?: number;
}

/** A room that everybody may know of. */
export interface ListedRoom {
  readonly room: string;
  /** How many are in it. */
  readonly people: number;
  readonly topic: string;
}

/** The rooms that are listed. A long list comes in parts. */
export interface RoomListMessage {
  readonly type: "rooms";
  readonly rooms: readonly ListedRoom[];
  readonly last: boolean;
}

/** What an owner, or the operator, has done in a room. */
interface OwnerAct {
  readonly room: string;
  /** The id of the member who did it; absent is the server's operator. */
  readonly by?: string;
  readonly time: number;
  /** Only for who asked for it. */
  readonly ref?: number;
}

/** A room is about something else; an empty topic is none. */
export interface TopicMessage extends OwnerAct {
  readonly type: "topic";
  readonly topic: string;
}

/** A room has another owner. Without `by` the one before has left. */
export interface OwnerMessage extends OwnerAct {
  readonly type: "owner";
  /** The id of the member; absent is nobody. */
  readonly owner?: string;
}

/** A room was locked, got another passphrase, or was opened. */
export interface ModeMessage extends OwnerAct {
  readonly type: "mode";
  readonly kind: RoomKind;
}

/** A member of a room may say nothing there. */
export interface MutedMessage extends OwnerAct {
  readonly type: "muted";
  readonly member: string;
  /** For how long; absent is until it is lifted. That it is over is not told. */
  readonly seconds?: number;
}

/** A member of a room may say something there again. */
export interface UnmutedMessage extends OwnerAct {
  readonly type: "unmuted";
  readonly member: string;
}

/** A room keeps another number of texts; what it does not keep any more is gone. */
export interface KeepingMessage extends OwnerAct {
  readonly type: "keeping";
  readonly history: number;
}

/** Somebody who is banned from a room. */
export interface Ban {
  /** The server's number for it, unique within the room. */
  readonly id: number;
  /** As they were called. */
  readonly name: string;
  readonly tag: string;
  /** How long it lasts yet; absent is for as long as there is the room. */
  readonly seconds?: number;
}

/** Who is banned from a room. A long list comes in parts. */
export interface BanListMessage {
  readonly type: "bans";
  readonly room: string;
  readonly bans: readonly Ban[];
  readonly last: boolean;
}

/** A ban was lifted; only for who asked for it. */
export interface UnbannedMessage extends OwnerAct {
  readonly type: "unbanned";
  readonly ban: number;
}

/**
 * In place of something numbered that this member may not have any more, so that the numbers of
 * what follows stay right.
 */
export interface WithheldMessage {
  readonly type: "withheld";
}

/** Everything a server may say of rooms. */
export type ServerRoomMessage =
  | StandingMessage
  | EnteredMessage
  | ExitedMessage
  | RoomListMessage
  | TopicMessage
  | OwnerMessage
  | ModeMessage
  | MutedMessage
  | UnmutedMessage
  | KeepingMessage
  | BanListMessage
  | UnbannedMessage
  | WithheldMessage;
