/**
 * What a client says to a server, and the guards that read it.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import {
  type JsonObject,
  readBoolean,
  readInteger,
  readMemberId,
  readObject,
  readSecret,
  readString,
  readType,
} from "./guards.ts";
import { decodeJson } from "./json.ts";

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

/** A text for everybody in a room. */
export interface SayMessage {
  readonly type: "say";
  /** The room's name, without `#`. */
  readonly room: string;
  /** The sender's own id for it, 1 to 2^53 - 1; it comes back with the echo or the error. */
  readonly ref: number;
  /** At most 4,000 UTF-16 units. */
  readonly text: string;
}

/** The sender wants another name. */
export interface RenameMessage {
  readonly type: "rename";
  readonly name: string;
}

/** Everything a client may say once it is in. */
export type ClientMessage = SayMessage | RenameMessage;

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
    ...(Object.hasOwn(object, "delivery") && { delivery: readBoolean(object, "delivery") }),
    ...(Object.hasOwn(object, "resume") && { resume: readClaim(readObject(object, "resume")) }),
  };
}

/**
 * Reads one message of a client that is in.
 *
 * Texts and names may still break the rules for them, so that the answer can say which.
 *
 * @param bytes The body of one packet.
 * @returns The message, or `null` if its type is not known here: the server answers
 * `unknown_type` then.
 * @throws {ProtocolError} As `decodeJson` does; `message_type` if the type is missing or not a
 * string, `message_field` if a field is missing or wrong. The server answers `bad_message`.
 */
export function readClientMessage(bytes: Uint8Array): ClientMessage | null {
  const object = decodeJson(bytes);
  switch (readType(object)) {
    case "say":
      return readSay(object);
    case "rename":
      return { type: "rename", name: readString(object, "name") };
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

function readSay(object: JsonObject): SayMessage {
  return {
    type: "say",
    room: readString(object, "room"),
    ref: readInteger(object, "ref", 1),
    text: readString(object, "text"),
  };
}
