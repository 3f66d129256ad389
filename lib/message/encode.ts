/**
 * The one way from a message to its bytes, for both sides.
 *
 * @module
 */
import type { ClientHello, ClientMessage } from "./from_client.ts";
import type { ServerHello, ServerMessage } from "./from_server.ts";
import { encodePacket, KIND } from "../wire/packet.ts";
import { type Parcel, parcelOf } from "../wire/parcel.ts";
import { encodeJson } from "./json.ts";

/** Every message there is. */
export type Message = ClientHello | ClientMessage | ServerHello | ServerMessage;

/**
 * Writes a message as the body of a packet, or as the payload of a handshake message.
 *
 * @throws {RangeError} If it takes more than `MAX_MESSAGE_BYTES`. No text within the limits does.
 */
export function encodeMessage(message: Message): Uint8Array<ArrayBuffer> {
  return encodeJson(message);
}

/**
 * What must arrive, once and in order, and is numbered for that. All else says how things are, and
 * is said again, whole, after a cut.
 */
const NUMBERED: ReadonlySet<Message["type"]> = new Set(["say", "rename", "text", "error"]);

/**
 * Writes a message as a whole packet, ready to be queued for any number of connections. Its kind
 * says whether it must arrive.
 *
 * @throws {RangeError} As {@linkcode encodeMessage} does.
 */
export function packMessage(message: Message): Parcel {
  const kind = NUMBERED.has(message.type) ? KIND.numbered : KIND.message;
  return parcelOf(encodePacket(kind, encodeMessage(message)));
}
