/**
 * The guards that read texts of a server, and what becomes of them.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import type { TextMarks } from "./from_client.ts";
import type { ChangePlace, ServerTextMessage, TextMessage } from "./from_server_texts.ts";
import {
  type JsonObject,
  optional,
  readBoolean,
  readInteger,
  readLabel,
  readMemberId,
  readMentions,
  readRef,
  readString,
  readTime,
  readType,
} from "./guards.ts";
import { hasControls, isTooLong } from "./text.ts";

/**
 * Reads a message about a text.
 *
 * @param object As it was parsed.
 * @returns The message, or `null` if it is of another type.
 * @throws {ProtocolError} `message_field` if a field is missing or wrong.
 */
export function readText(object: JsonObject): ServerTextMessage | null {
  const type = readType(object);
  switch (type) {
    case "text":
      return {
        type,
        room: readLabel(object, "room"),
        ...readSaid(object),
        ...readMarks(object),
        ...optional(object, "mentions", readMentions),
        ...optional(object, "past", readBoolean),
        ...optional(object, "edited", readBoolean),
      };
    case "told":
      return {
        type,
        ...readSaid(object),
        to: readMemberId(object, "to"),
        ...readMarks(object),
      };
    case "edited":
      return {
        type,
        ...readPlace(object),
        id: readInteger(object, "id", 1),
        text: readWords(object),
        ...optional(object, "mentions", readMentions),
        time: readTime(object),
        ...optional(object, "ref", readRef),
      };
    case "deleted":
      return {
        type,
        ...readPlace(object),
        id: readInteger(object, "id", 1),
        time: readTime(object),
        ...optional(object, "ref", readRef),
      };
    case "typing":
      return {
        type,
        member: readMemberId(object, "member"),
        ...optional(object, "room", readLabel),
      };
    case "announcement":
      return { type, text: readWords(object), time: readTime(object) };
    default:
      return null;
  }
}

function readSaid(object: JsonObject): Pick<TextMessage, "id" | "from" | "text" | "time" | "ref"> {
  return {
    id: readInteger(object, "id", 1),
    from: readMemberId(object, "from"),
    text: readWords(object),
    time: readTime(object),
    ...optional(object, "ref", readRef),
  };
}

/** Exactly one of the two, as a client says it. */
function readPlace(object: JsonObject): ChangePlace {
  const from = readMemberId(object, "from");
  const isPrivate = Object.hasOwn(object, "to");
  if (isPrivate && Object.hasOwn(object, "room")) {
    throw new ProtocolError("message_field", "to: beside a room");
  }
  return isPrivate
    ? { from, to: readMemberId(object, "to") }
    : { room: readLabel(object, "room"), from };
}

/** A text that no honest server would let pass is no text. */
function readWords(object: JsonObject): string {
  const text = readString(object, "text");
  if (text === "" || isTooLong(text) || hasControls(text)) {
    throw new ProtocolError("message_field", "text: empty, too long, or with controls");
  }
  return text;
}

function readMarks(object: JsonObject): Omit<TextMarks, "mentions"> {
  return {
    ...optional(object, "action", readBoolean),
    ...optional(object, "reply", (from, key) => readInteger(from, key, 1)),
  };
}
