/**
 * The guards that read what a server says of rooms.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { MAX_TOPIC_UNITS } from "../limits.ts";
import {
  type Ban,
  type ExitedMessage,
  type ListedRoom,
  ROOM_KINDS,
  type RoomState,
  type ServerRoomMessage,
  type TopicMessage,
} from "./from_server_rooms.ts";
import {
  type JsonObject,
  optional,
  readBoolean,
  readInteger,
  readLabel,
  readMemberId,
  readObjects,
  readRef,
  readString,
  readTag,
  readTime,
  readType,
  readWord,
} from "./guards.ts";

/** What breaks a line, or is a control. */
const NOT_ONE_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Reads a message about a room.
 *
 * @param object As it was parsed.
 * @returns The message, or `null` if it is of another type.
 * @throws {ProtocolError} `message_field` if a field is missing or wrong.
 */
export function readRoom(object: JsonObject): ServerRoomMessage | null {
  const type = readType(object);
  switch (type) {
    case "standing":
      return {
        type,
        rooms: readObjects(object, "rooms").map(readState),
        last: readBoolean(object, "last"),
      };
    case "entered":
      return { type, ...readState(object), ref: readRef(object), time: readTime(object) };
    case "exited":
      return {
        type,
        room: readLabel(object, "room"),
        how: readWord(object, "how", ["left", "kicked", "banned"], "kicked"),
        ...optional(object, "by", readMemberId),
        ...optional(object, "seconds", readSeconds),
        time: readTime(object),
        ...optional(object, "ref", readRef),
      };
    case "rooms":
      return {
        type,
        rooms: readObjects(object, "rooms").map(readListed),
        last: readBoolean(object, "last"),
      };
    case "bans":
      return {
        type,
        room: readLabel(object, "room"),
        bans: readObjects(object, "bans").map(readBan),
        last: readBoolean(object, "last"),
      };
    case "withheld":
      return { type };
    default:
      return readAct(type, object);
  }
}

type Act = Extract<ServerRoomMessage, { readonly by?: string }>;

function readAct(type: string, object: JsonObject): Exclude<Act, ExitedMessage> | null {
  switch (type) {
    case "topic":
      return { type, ...readBasis(object), topic: readTopic(object) };
    case "owner":
      return { type, ...readBasis(object), ...optional(object, "owner", readMemberId) };
    case "mode":
      return { type, ...readBasis(object), kind: readKind(object) };
    case "muted":
      return {
        type,
        ...readBasis(object),
        member: readMemberId(object, "member"),
        ...optional(object, "seconds", readSeconds),
      };
    case "unmuted":
      return { type, ...readBasis(object), member: readMemberId(object, "member") };
    case "keeping":
      return { type, ...readBasis(object), history: readInteger(object, "history", 0) };
    case "unbanned":
      return { type, ...readBasis(object), ban: readInteger(object, "ban", 1) };
    default:
      return null;
  }
}

function readBasis(object: JsonObject): Pick<TopicMessage, "room" | "by" | "time" | "ref"> {
  return {
    room: readLabel(object, "room"),
    ...optional(object, "by", readMemberId),
    time: readTime(object),
    ...optional(object, "ref", readRef),
  };
}

function readState(object: JsonObject): RoomState {
  return {
    room: readLabel(object, "room"),
    kind: readKind(object),
    topic: readTopic(object),
    ...optional(object, "owner", readMemberId),
    history: readInteger(object, "history", 0),
    ...optional(object, "muted", readSeconds),
  };
}

function readListed(object: JsonObject): ListedRoom {
  return {
    room: readLabel(object, "room"),
    people: readInteger(object, "people", 0),
    topic: readTopic(object),
  };
}

function readBan(object: JsonObject): Ban {
  return {
    id: readInteger(object, "id", 1),
    name: readLabel(object, "name"),
    tag: readTag(object),
    ...optional(object, "seconds", readSeconds),
  };
}

/** A kind that is not known is from a later version, and is taken for the one that says least. */
function readKind(object: JsonObject): RoomState["kind"] {
  return readWord(object, "kind", ROOM_KINDS, "hidden");
}

function readTopic(object: JsonObject): string {
  const topic = readString(object, "topic");
  if (topic.length > MAX_TOPIC_UNITS || NOT_ONE_LINE.test(topic)) {
    throw new ProtocolError("message_field", "topic: too long, or not one line");
  }
  return topic;
}

function readSeconds(object: JsonObject, key: string): number {
  return readInteger(object, key, 0);
}
