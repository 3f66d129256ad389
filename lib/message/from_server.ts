/**
 * What a server says to a client, and the guards that read it.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import {
  type JsonObject,
  readBoolean,
  readInteger,
  readLabel,
  readMemberId,
  readObject,
  readObjects,
  readOptionalRef,
  readString,
  readTag,
  readTime,
  readType,
  readWord,
} from "./guards.ts";
import { decodeJson } from "./json.ts";
import { hasControls, isTooLong } from "./text.ts";

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

/** Somebody went, by leaving or because their connection ended. */
export interface LeftMessage {
  readonly type: "left";
  readonly room: string;
  /** The id of the member. */
  readonly member: string;
  readonly reason: "left" | "cut";
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

/** A text, with its place in the room. */
export interface TextMessage {
  readonly type: "text";
  readonly room: string;
  /** Increases within the room. */
  readonly id: number;
  /** The id of the member who sent it, as the server knows it. */
  readonly from: string;
  readonly text: string;
  /** When the server took it, in milliseconds since 1970 (UTC). */
  readonly time: number;
  /** Only in the sender's own copy: the `ref` of its `say`. */
  readonly ref?: number;
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
] as const;
/** One of {@linkcode ERROR_CODES}. */
export type ErrorCode = typeof ERROR_CODES[number];

/** Something the client said was refused; nothing changed by it. */
export interface ErrorMessage {
  readonly type: "error";
  readonly code: ErrorCode;
  /** The `ref` of the `say` it answers, where it answers one. */
  readonly ref?: number;
}

/** The server is about to end this connection. */
export interface ClosingMessage {
  readonly type: "closing";
  readonly reason: "stopping" | "refused";
}

/** Everything a server may say once the client is in. */
export type ServerMessage =
  | WelcomeMessage
  | MembersMessage
  | JoinedMessage
  | LeftMessage
  | RenamedMessage
  | TextMessage
  | ErrorMessage
  | ClosingMessage;

/**
 * Reads the payload of handshake message 2, unpadded.
 *
 * @param bytes The JSON object and nothing else.
 * @throws {ProtocolError} As `decodeJson` does; `message_type` if it is not a server's hello,
 * `message_field` if a field is missing or wrong.
 */
export function readServerHello(bytes: Uint8Array): ServerHello {
  const object = decodeJson(bytes);
  if (readType(object) !== "server") throw new ProtocolError("message_type", "not a server");
  return {
    type: "server",
    name: readLabel(object, "name", 0),
    passphrase: readBoolean(object, "passphrase"),
  };
}

/**
 * Reads one message of a server, which may be hostile: every field is checked.
 *
 * @param bytes The body of one packet.
 * @returns The message, or `null` if its type is not known here: it is ignored then.
 * @throws {ProtocolError} As `decodeJson` does; `message_type` if the type is missing or not a
 * string, `message_field` if a field is missing or wrong.
 */
export function readServerMessage(bytes: Uint8Array): ServerMessage | null {
  const object = decodeJson(bytes);
  switch (readType(object)) {
    case "welcome":
      return readWelcome(object);
    case "members":
      return {
        type: "members",
        room: readLabel(object, "room"),
        members: readObjects(object, "members").map(readMember),
        last: readBoolean(object, "last"),
      };
    case "joined":
      return {
        type: "joined",
        room: readLabel(object, "room"),
        member: readMember(readObject(object, "member")),
        time: readTime(object),
      };
    case "left":
      return readLeft(object);
    case "renamed":
      return {
        type: "renamed",
        member: readMemberId(object, "member"),
        name: readLabel(object, "name"),
        time: readTime(object),
      };
    case "text":
      return readTextMessage(object);
    case "error": {
      const code = readWord(object, "code", ERROR_CODES, "bad_message");
      const ref = readOptionalRef(object);
      return ref === undefined ? { type: "error", code } : { type: "error", code, ref };
    }
    case "closing":
      return {
        type: "closing",
        reason: readWord(object, "reason", ["stopping", "refused"], "refused"),
      };
    default:
      return null;
  }
}

function readMember(object: JsonObject): Member {
  return { id: readMemberId(object, "id"), name: readLabel(object, "name"), tag: readTag(object) };
}

function readWelcome(object: JsonObject): WelcomeMessage {
  return {
    type: "welcome",
    you: readMember(readObject(object, "you")),
    room: readLabel(object, "room"),
    history: readInteger(object, "history", 0),
    time: readTime(object),
  };
}

function readLeft(object: JsonObject): LeftMessage {
  return {
    type: "left",
    room: readLabel(object, "room"),
    member: readMemberId(object, "member"),
    reason: readWord(object, "reason", ["left", "cut"], "cut"),
    time: readTime(object),
  };
}

function readTextMessage(object: JsonObject): TextMessage {
  const text = readString(object, "text");
  if (text === "" || isTooLong(text) || hasControls(text)) {
    throw new ProtocolError("message_field", "text: not as a server may pass it on");
  }
  const message: TextMessage = {
    type: "text",
    room: readLabel(object, "room"),
    id: readInteger(object, "id", 1),
    from: readMemberId(object, "from"),
    text,
    time: readTime(object),
  };
  const ref = readOptionalRef(object);
  return ref === undefined ? message : { ...message, ref };
}
