/**
 * Padding: what goes into a record, and how long it is made, so that lengths tell little.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import { RECORD_BYTES } from "../limits.ts";
import { decodePackets, encodePacket, KIND, type Packet } from "../wire/packet.ts";

/** Bytes of packets that one record can hold. */
export const MAX_RECORD_BYTES = Math.max(...RECORD_BYTES);

/**
 * Puts packets one after another and fills up with zeros to the smallest size of record.
 *
 * @param packets Encoded packets, together at most `MAX_RECORD_BYTES`.
 * @param into Where, `MAX_RECORD_BYTES` of it; new bytes if it is left out.
 * @returns The record's plaintext, a view of `into`.
 * @throws {RangeError} If they are longer.
 */
export function padRecord(packets: readonly Uint8Array[], into?: Uint8Array): Uint8Array {
  let used = 0;
  for (const packet of packets) used += packet.length;
  const size = sizeFor(used);
  return fill(packets, into?.subarray(0, size) ?? new Uint8Array(size));
}

/**
 * The packets of a padded record.
 *
 * @param plain The whole plaintext of a record.
 * @throws {ProtocolError} `packet_length` or `padding`; also `padding` if a smaller record would
 * have done, because one content has one encoding.
 */
export function unpadRecord(plain: Uint8Array): readonly Packet[] {
  const { packets, used } = decodePackets(plain);
  if (plain.length !== sizeFor(used)) {
    throw new ProtocolError("padding", `${used} bytes in a record of ${plain.length}`);
  }
  return packets;
}

/**
 * A hello as the payload of a handshake message: one message packet, zeros to a fixed size.
 *
 * @param hello The JSON, encoded.
 * @param size Bytes of the payload, whatever the hello says.
 * @throws {RangeError} If the hello does not fit.
 */
export function padHello(hello: Uint8Array, size: number): Uint8Array {
  return fill([encodePacket(KIND.message, hello)], new Uint8Array(size));
}

/**
 * The hello in the payload of a handshake message.
 *
 * @throws {ProtocolError} `handshake_hello` if there is not exactly one message packet, or one of
 * the faults of {@linkcode decodePackets}.
 */
export function unpadHello(payload: Uint8Array): Uint8Array {
  const [hello, ...others] = decodePackets(payload).packets;
  if (hello?.kind !== KIND.message || others.length > 0) {
    throw new ProtocolError("handshake_hello", "not one message packet");
  }
  return hello.body;
}

function sizeFor(used: number): number {
  for (const size of RECORD_BYTES) if (used <= size) return size;
  throw new RangeError(`${used} bytes do not fit a record`);
}

/** Packets to the front of it, zeros to the rest, whatever was there before. */
function fill(packets: readonly Uint8Array[], plain: Uint8Array): Uint8Array {
  let at = 0;
  for (const packet of packets) {
    plain.set(packet, at);
    at += packet.length;
  }
  return plain.fill(0, at);
}
