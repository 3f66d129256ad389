/**
 * The guards that read what a server says.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import {
  type ClientLimits,
  type DeliveryTerms,
  ERROR_CODES,
  type ErrorMessage,
  type LeftMessage,
  type Member,
  type ServerHello,
  type ServerMessage,
  type WelcomeMessage,
} from "./from_server.ts";
import {
  type JsonObject,
  optional,
  readBoolean,
  readInteger,
  readLabel,
  readMemberId,
  readObject,
  readObjects,
  readSecret,
  readTag,
  readTime,
  readType,
  readWord,
} from "./guards.ts";
import { decodeJson } from "./json.ts";
import { readRoom } from "./read_room.ts";
import { readText } from "./read_text.ts";

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
    case "resumed":
      return {
        type: "resumed",
        you: readMember(readObject(object, "you")),
        received: readInteger(object, "received", 0),
        missing: readInteger(object, "missing", 0),
        time: readTime(object),
      };
    case "people":
      return { type: "people", people: readObjects(object, "people").map(readMember) };
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
    case "reconnecting":
      return {
        type: "reconnecting",
        member: readMemberId(object, "member"),
        time: readTime(object),
      };
    case "reconnected":
      return {
        type: "reconnected",
        member: readMemberId(object, "member"),
        time: readTime(object),
      };
    case "error":
      return readError(object);
    case "closing":
      return {
        type: "closing",
        reason: readWord(
          object,
          "reason",
          ["stopping", "refused", "kicked", "banned"],
          "refused",
        ),
      };
    default:
      return readText(object) ?? readRoom(object);
  }
}

function readMember(object: JsonObject): Member {
  return {
    id: readMemberId(object, "id"),
    name: readLabel(object, "name"),
    tag: readTag(object),
    ...optional(object, "reconnecting", readBoolean),
  };
}

function readError(object: JsonObject): ErrorMessage {
  return {
    type: "error",
    code: readWord(object, "code", ERROR_CODES, "bad_message"),
    ...optional(object, "ref", (from, key) => readInteger(from, key, 1)),
    ...optional(object, "seconds", (from, key) => readInteger(from, key, 0)),
  };
}

function readWelcome(object: JsonObject): WelcomeMessage {
  return {
    type: "welcome",
    you: readMember(readObject(object, "you")),
    room: readLabel(object, "room"),
    history: readInteger(object, "history", 0),
    time: readTime(object),
    ...optional(object, "delivery", (from, key) => readTerms(readObject(from, key))),
    ...optional(object, "limits", (from, key) => readLimits(readObject(from, key))),
    ...optional(object, "rooms", readBoolean),
  };
}

function readTerms(object: JsonObject): DeliveryTerms {
  return { secret: readSecret(object, "secret"), grace: readInteger(object, "grace", 0) };
}

function readLimits(object: JsonObject): ClientLimits {
  const bytes = readObject(object, "bytes");
  const texts = Object.hasOwn(object, "texts") ? readObject(object, "texts") : null;
  return {
    ...(texts && {
      texts: {
        burst: readInteger(texts, "burst", 1),
        perMinute: readInteger(texts, "perMinute", 1),
      },
    }),
    bytes: {
      burst: readInteger(bytes, "burst", 1),
      perSecond: readInteger(bytes, "perSecond", 1),
    },
  };
}

function readLeft(object: JsonObject): LeftMessage {
  return {
    type: "left",
    room: readLabel(object, "room"),
    member: readMemberId(object, "member"),
    reason: readWord(object, "reason", ["left", "cut", "kicked", "banned"], "cut"),
    ...optional(object, "by", readMemberId),
    time: readTime(object),
  };
}
