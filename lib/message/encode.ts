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
 * What says how things are, and is said again, whole, after a cut; or is of no use later. All else
 * must arrive, once and in order, and is numbered for that.
 */
const UNNUMBERED: ReadonlySet<Message["type"]> = new Set([
  "hello",
  "server",
  "welcome",
  "resumed",
  "standing",
  "people",
  "members",
  "joined",
  "left",
  "renamed",
  "reconnecting",
  "reconnected",
  "rooms",
  "bans",
  "typing",
  "closing",
]);

/**
 * Writes a message as a whole packet, ready to be queued for any number of connections. Its kind
 * says whether it must arrive, and the parcel says which room it is about.
 *
 * @throws {RangeError} As {@linkcode encodeMessage} does.
 */
export function packMessage(message: Message): Parcel {
  const kind = UNNUMBERED.has(message.type) ? KIND.message : KIND.numbered;
  const about = "room" in message && message.room !== undefined ? message.room : null;
  return parcelOf(encodePacket(kind, encodeMessage(message)), about);
}
