/**
 * Packets: what stands inside a record, back to back, before the padding.
 *
 * A packet is `kind u8 | length u16, big-endian | body`. Kind 0 begins the padding, which is
 * zeros to the end. A packet never spans records.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";

/** What a packet holds. Kinds not named here are reserved, and skipped by who does not know. */
export const KIND = {
  /** Not a packet: from here to the end of the record there are zeros. */
  padding: 0,
  /** A JSON message in UTF-8. */
  message: 1,
  /** The sender ends the conversation; nothing follows. The body is empty. */
  bye: 2,
  /** A JSON message that is counted, acknowledged, and sent again after a cut. */
  numbered: 3,
  /** How many numbered packets the sender has received, in 8 bytes, big-endian. */
  ack: 4,
  /** Is anybody there? The body is empty, and `pong` answers. */
  ping: 5,
  /** The answer to `ping`. The body is empty. */
  pong: 6,
} as const;

/** Bytes in front of a packet's body. */
export const PACKET_HEADER_BYTES = 3;

/** One packet as it was found. */
export interface Packet {
  /** 1 to 255. */
  readonly kind: number;
  /** A view into the record, not a copy. */
  readonly body: Uint8Array;
}

/**
 * Puts kind and length in front of a body.
 *
 * @param kind 1 to 255.
 * @param body At most 65,535 bytes; what fits a record is the session's matter.
 * @throws {RangeError} If one of them does not fit its field.
 */
export function encodePacket(kind: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  if (!Number.isInteger(kind) || kind < 1 || kind > 255) {
    throw new RangeError(`a packet kind is 1..255, not ${kind}`);
  }
  if (body.length > 0xffff) throw new RangeError(`a packet body of ${body.length} bytes`);
  const packet = new Uint8Array(PACKET_HEADER_BYTES + body.length);
  packet[0] = kind;
  packet[1] = body.length >> 8;
  packet[2] = body.length & 255;
  packet.set(body, PACKET_HEADER_BYTES);
  return packet;
}

/** The packets of a record, and how many of its bytes they take. */
export interface Unpacked {
  readonly packets: readonly Packet[];
  /** Bytes before the padding. */
  readonly used: number;
}

/**
 * Finds the packets of a record, all or none.
 *
 * @param plain The record's plaintext, padding and all.
 * @throws {ProtocolError} `packet_length` if a packet reaches past the end, `padding` if the
 * padding is not zeros.
 */
export function decodePackets(plain: Uint8Array): Unpacked {
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  const packets: Packet[] = [];
  let at = 0;
  while (at < plain.length) {
    const kind = view.getUint8(at);
    if (kind === KIND.padding) break;
    const start = at + PACKET_HEADER_BYTES;
    if (start > plain.length) throw new ProtocolError("packet_length", "header is cut");
    const end = start + view.getUint16(at + 1);
    if (end > plain.length) throw new ProtocolError("packet_length", "body is cut");
    packets.push({ kind, body: plain.subarray(start, end) });
    at = end;
  }
  for (let rest = at; rest < plain.length; rest++) {
    if (plain[rest] !== 0) throw new ProtocolError("padding", "not zero");
  }
  return { packets, used: at };
}
