/**
 * What a client says to a server.
 *
 * Every message that asks for something carries a `ref`, 1 to 2^53 - 1, the client's own number
 * for it: what comes of it, or the error, has the same.
 *
 * @module
 */

/** What a client says to come back as the member it was. */
export interface ResumeClaim {
  /** The id it had. */
  readonly member: string;
  /** The secret that came with the welcome: 32 bytes as 43 letters of base64url. */
  readonly secret: string;
  /** Numbered packets it has received from the server since that welcome. */
  readonly received: number;
}

/** The first thing a client says: the payload of handshake message 3. */
export interface ClientHello {
  readonly type: "hello";
  /** The wanted name, as the person typed it; the server folds and checks it. */
  readonly name: string;
  /** Whether the client numbers and acknowledges, and answers pings; absent is no. */
  readonly delivery?: boolean;
  /** Whom it was before a cut. If that is over, it comes in as a newcomer under `name`. */
  readonly resume?: ResumeClaim;
}

/** Where a text is or goes: in a room, or between the person and one other. */
export type Where =
  | {
    /** The room's name, without `#`. */
    readonly room: string;
    readonly to?: never;
  }
  | {
    /** The id of the other member. */
    readonly to: string;
    readonly room?: never;
  };

/** What may come with a text. */
export interface TextMarks {
  /** Whether it is something the sender does, as after `/me`; absent is no. */
  readonly action?: boolean;
  /** The id of the text that it answers, in the same conversation. */
  readonly reply?: number;
  /** Ids of members of the room whom the text names, at most `MAX_MENTIONS`. */
  readonly mentions?: readonly string[];
}

/** A text for everybody in a room. */
export interface SayMessage extends TextMarks {
  readonly type: "say";
  /** The room's name, without `#`. */
  readonly room: string;
  readonly ref: number;
  /** At most 4,000 UTF-16 units. */
  readonly text: string;
}

/** A text for one member. */
export interface TellMessage extends Omit<TextMarks, "mentions"> {
  readonly type: "tell";
  /** The id of the member. */
  readonly to: string;
  readonly ref: number;
  /** At most 4,000 UTF-16 units. */
  readonly text: string;
}

/** Other words for a text of the sender's own that is not old yet. */
export type EditMessage = Where & {
  readonly type: "edit";
  /** Which text. */
  readonly id: number;
  readonly ref: number;
  readonly text: string;
  /** As for {@linkcode TextMarks}; they replace those there were. */
  readonly mentions?: readonly string[];
};

/** Takes back a text of the sender's own that is not old yet. */
export type DeleteMessage = Where & {
  readonly type: "delete";
  readonly id: number;
  readonly ref: number;
};

/** The sender is writing something. Not numbered, and never answered. */
export type TypingMessage = Where & { readonly type: "typing" };

/** The sender wants another name. */
export interface RenameMessage {
  readonly type: "rename";
  readonly name: string;
}

/** Makes a room, comes into it and owns it. */
export interface CreateMessage {
  readonly type: "create";
  /** As the person typed it; the server folds and checks it. */
  readonly room: string;
  readonly ref: number;
  /** Whether it is left out of the list of rooms; absent is no. */
  readonly hidden?: boolean;
  /** What others must know to come in. A room with one is not listed either. */
  readonly passphrase?: string;
}

/** Comes into a room that there is. */
export interface JoinMessage {
  readonly type: "join";
  readonly room: string;
  readonly ref: number;
  readonly passphrase?: string;
}

/** Leaves a room; the lobby cannot be left. */
export interface LeaveMessage {
  readonly type: "leave";
  readonly room: string;
  readonly ref: number;
}

/** Asks for the rooms that are listed. Not numbered; answered by `rooms`. */
export interface ListRoomsMessage {
  readonly type: "rooms";
}

/** What the owner of a room asks for there. */
interface OwnerMessage {
  /** The room's name, without `#`. */
  readonly room: string;
  readonly ref: number;
}

/** What a room is about; an empty text takes it away. */
export interface SetTopicMessage extends OwnerMessage {
  readonly type: "topic";
  readonly topic: string;
}

/** Locks a room, gives it another passphrase, or opens it where there is none. */
export interface LockMessage extends OwnerMessage {
  readonly type: "lock";
  readonly passphrase?: string;
}

/** Lets a member of the room say nothing there for a while. */
export interface MuteMessage extends OwnerMessage {
  readonly type: "mute";
  readonly member: string;
  /** 1 to `MAX_SECONDS`; absent is until it is lifted. */
  readonly seconds?: number;
}

/** Lets a member say something again. */
export interface UnmuteMessage extends OwnerMessage {
  readonly type: "unmute";
  readonly member: string;
}

/** Puts a member out of the room. It may come in again after `KICK_MS`. */
export interface KickMessage extends OwnerMessage {
  readonly type: "kick";
  readonly member: string;
}

/** Puts a member out of the room, and keeps it and its address out. */
export interface BanMessage extends OwnerMessage {
  readonly type: "ban";
  readonly member: string;
  /** 1 to `MAX_SECONDS`; absent is for as long as there is the room. */
  readonly seconds?: number;
  /** Whether it is to be done though it hits others too, or cannot reach the address. */
  readonly sure?: boolean;
}

/** Lifts a ban. */
export interface UnbanMessage extends OwnerMessage {
  readonly type: "unban";
  /** The id of the ban, as `bans` gives it. */
  readonly ban: number;
}

/** Asks who is banned from a room. Not numbered; answered by `bans`. */
export interface ListBansMessage {
  readonly type: "bans";
  readonly room: string;
}

/** Makes another member of the room its owner. */
export interface HandOverMessage extends OwnerMessage {
  readonly type: "hand_over";
  readonly member: string;
}

/** Keeps texts for who comes later, as many as the server allows, or does not. */
export interface KeepMessage extends OwnerMessage {
  readonly type: "keep";
  readonly keep: boolean;
}

/** What somebody asks who must own the room for it. */
export type OwnerAsk =
  | SetTopicMessage
  | LockMessage
  | MuteMessage
  | UnmuteMessage
  | KickMessage
  | BanMessage
  | UnbanMessage
  | ListBansMessage
  | HandOverMessage
  | KeepMessage;

/** Everything a client may say once it is in. */
export type ClientMessage =
  | SayMessage
  | TellMessage
  | EditMessage
  | DeleteMessage
  | TypingMessage
  | RenameMessage
  | CreateMessage
  | JoinMessage
  | LeaveMessage
  | ListRoomsMessage
  | OwnerAsk;
