/**
 * The guards that read what a client says.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { MAX_ROOM_PASSPHRASE_UNITS, MAX_SECONDS } from "../limits.ts";
import type {
  ClientHello,
  ClientMessage,
  OwnerAsk,
  ResumeClaim,
  TextMarks,
  Where,
} from "./from_client.ts";
import {
  type JsonObject,
  optional,
  readBoolean,
  readInteger,
  readMemberId,
  readMentions,
  readObject,
  readRef,
  readSecret,
  readString,
  readType,
} from "./guards.ts";
import { decodeJson } from "./json.ts";

/**
 * Reads the payload of handshake message 3, unpadded.
 *
 * The name may still break every rule for names; `checkName` says which, to the person.
 *
 * @param bytes The JSON object and nothing else.
 * @throws {ProtocolError} As `decodeJson` does; `message_type` if it is not a hello,
 * `message_field` if a field is missing or wrong.
 */
export function readClientHello(bytes: Uint8Array): ClientHello {
  const object = decodeJson(bytes);
  if (readType(object) !== "hello") throw new ProtocolError("message_type", "not a hello");
  return {
    type: "hello",
    name: readString(object, "name"),
    ...optional(object, "delivery", readBoolean),
    ...optional(object, "resume", (from, key) => readClaim(readObject(from, key))),
  };
}

/**
 * Reads one message of a client that is in.
 *
 * Texts, names, topics and passphrases may still break the rules for them, so that the answer can
 * say which. Passphrases are brought into NFC.
 *
 * @param bytes The body of one packet.
 * @returns The message, or `null` if its type is not known here: the server answers
 * `unknown_type` then.
 * @throws {ProtocolError} As `decodeJson` does; `message_type` if the type is missing or not a
 * string, `message_field` if a field is missing or wrong. The server answers `bad_message`.
 */
export function readClientMessage(bytes: Uint8Array): ClientMessage | null {
  const object = decodeJson(bytes);
  const type = readType(object);
  switch (type) {
    case "say":
      return { type, room: readString(object, "room"), ...readAsk(object), ...readMarks(object) };
    case "tell": {
      const { mentions: _, ...marks } = readMarks(object);
      return { type, to: readMemberId(object, "to"), ...readAsk(object), ...marks };
    }
    case "edit":
      return {
        type,
        ...readWhere(object),
        id: readInteger(object, "id", 1),
        ...readAsk(object),
        ...optional(object, "mentions", readMentions),
      };
    case "delete":
      return { type, ...readWhere(object), id: readInteger(object, "id", 1), ref: readRef(object) };
    case "typing":
      return { type, ...readWhere(object) };
    case "rename":
      return { type, name: readString(object, "name") };
    case "create":
      return {
        type,
        ...readPlace(object),
        ...optional(object, "hidden", readBoolean),
        ...optional(object, "passphrase", readPassphrase),
      };
    case "join":
      return { type, ...readPlace(object), ...optional(object, "passphrase", readPassphrase) };
    case "leave":
      return { type, ...readPlace(object) };
    case "rooms":
      return { type };
    default:
      return readOwnerAsk(type, object);
  }
}

function readOwnerAsk(type: string, object: JsonObject): OwnerAsk | null {
  switch (type) {
    case "topic":
      return { type, ...readPlace(object), topic: readString(object, "topic") };
    case "lock":
      return { type, ...readPlace(object), ...optional(object, "passphrase", readPassphrase) };
    case "mute":
      return { type, ...readTarget(object), ...optional(object, "seconds", readSeconds) };
    case "unmute":
    case "kick":
    case "hand_over":
      return { type, ...readTarget(object) };
    case "ban":
      return {
        type,
        ...readTarget(object),
        ...optional(object, "seconds", readSeconds),
        ...optional(object, "sure", readBoolean),
      };
    case "unban":
      return { type, ...readPlace(object), ban: readInteger(object, "ban", 1) };
    case "bans":
      return { type, room: readString(object, "room") };
    case "keep":
      return { type, ...readPlace(object), keep: readBoolean(object, "keep") };
    default:
      return null;
  }
}

function readClaim(object: JsonObject): ResumeClaim {
  return {
    member: readMemberId(object, "member"),
    secret: readSecret(object, "secret"),
    received: readInteger(object, "received", 0),
  };
}

/** Exactly one of the two: a text for both would have two places. */
function readWhere(object: JsonObject): Where {
  const isPrivate = Object.hasOwn(object, "to");
  if (isPrivate && Object.hasOwn(object, "room")) {
    throw new ProtocolError("message_field", "to: beside a room");
  }
  return isPrivate ? { to: readMemberId(object, "to") } : { room: readString(object, "room") };
}

function readAsk(object: JsonObject): { readonly ref: number; readonly text: string } {
  return { ref: readRef(object), text: readString(object, "text") };
}

function readPlace(object: JsonObject): { readonly room: string; readonly ref: number } {
  return { room: readString(object, "room"), ref: readRef(object) };
}

function readTarget(
  object: JsonObject,
): { readonly room: string; readonly ref: number; readonly member: string } {
  return { ...readPlace(object), member: readMemberId(object, "member") };
}

function readSeconds(object: JsonObject, key: string): number {
  return readInteger(object, key, 1, MAX_SECONDS);
}

/** In NFC: computers differ in how they write a letter. One that is too long is none anyway. */
function readPassphrase(object: JsonObject, key: string): string {
  const raw = readString(object, key);
  return raw.length > MAX_ROOM_PASSPHRASE_UNITS ? raw : raw.normalize("NFC");
}

function readMarks(object: JsonObject): TextMarks {
  return {
    ...optional(object, "action", readBoolean),
    ...optional(object, "reply", (from, key) => readInteger(from, key, 1)),
    ...optional(object, "mentions", readMentions),
  };
}
