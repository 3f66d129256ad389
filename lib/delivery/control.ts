/**
 * The packets that carry the conversation on and no message: acknowledgement, ping and pong.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { encodePacket, KIND } from "../wire/packet.ts";

/** Bytes of a number on the wire. */
const NUMBER_BYTES = 8;

/** Of the upper half of a number, what is too much: a double holds whole numbers below 2^53. */
const UPPER_LIMIT = 2 ** 21;

/** Is anybody there? Shared by everybody; nobody changes it. */
export const PING: Uint8Array = encodePacket(KIND.ping, new Uint8Array(0));

/** The answer. Shared likewise. */
export const PONG: Uint8Array = encodePacket(KIND.pong, new Uint8Array(0));

/** Bytes of an acknowledgement, with its kind and length. */
export const ACK_PACKET_BYTES: number = encodeAck(0).length;

/**
 * Says how many numbered packets were received.
 *
 * @param received 0 to 2^53 - 1.
 */
export function encodeAck(received: number): Uint8Array {
  const body = new Uint8Array(NUMBER_BYTES);
  new DataView(body.buffer).setBigUint64(0, BigInt(received));
  return encodePacket(KIND.ack, body);
}

/**
 * Reads the body of an acknowledgement.
 *
 * @returns 0 to 2^53 - 1.
 * @throws {ProtocolError} `control_body` if it is not eight bytes, `ack_number` if the number is
 * above that.
 */
export function readAck(body: Uint8Array): number {
  if (body.length !== NUMBER_BYTES) {
    throw new ProtocolError("control_body", `an acknowledgement of ${body.length} bytes`);
  }
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const upper = view.getUint32(0);
  if (upper >= UPPER_LIMIT) throw new ProtocolError("ack_number", "above 2^53 - 1");
  return upper * 2 ** 32 + view.getUint32(4);
}

/**
 * Checks the body of a ping or a pong.
 *
 * @throws {ProtocolError} `control_body` if there is one.
 */
export function checkEmpty(body: Uint8Array): void {
  if (body.length > 0) throw new ProtocolError("control_body", `${body.length} bytes, not none`);
}
