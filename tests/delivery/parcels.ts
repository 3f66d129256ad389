/**
 * Packets for tests of delivery.
 *
 * @module
 */
import { assertThrows } from "@std/assert";
import { type Fault, ProtocolError } from "../../lib/errors.ts";
import { decodePackets, encodePacket, KIND, type Packet } from "../../lib/wire/packet.ts";
import { type Parcel, parcelOf } from "../../lib/wire/parcel.ts";

/** A parcel that says something, filled up with blanks. */
export function parcel(
  kind: number,
  text: string,
  length: number = text.length,
  about: string | null = null,
): Parcel {
  return parcelOf(encodePacket(kind, new TextEncoder().encode(text.padEnd(length))), about);
}

/** One that is numbered. */
export function numbered(text: string, length?: number, about?: string | null): Parcel {
  return parcel(KIND.numbered, text, length, about);
}

/** One that is not. */
export function state(text: string, length?: number, about?: string | null): Parcel {
  return parcel(KIND.message, text, length, about);
}

/** What a packet's body says. */
export function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body).trimEnd();
}

/** The packets of a record, as its receiver finds them. */
export function unpack(taken: readonly Uint8Array[]): readonly Packet[] {
  return decodePackets(Uint8Array.from(taken.flatMap((packet) => [...packet]))).packets;
}

/** Each packet as its text, or as what it is. */
export function texts(taken: readonly Uint8Array[]): string[] {
  return unpack(taken).map(({ kind, body }) => {
    if (kind === KIND.ack) {
      return `ack ${new DataView(body.buffer, body.byteOffset).getBigUint64(0)}`;
    }
    if (kind === KIND.ping) return "ping";
    return kind === KIND.pong ? "pong" : textOf(body);
  });
}

/** A packet with a body of these bytes. */
export function packet(kind: number, ...body: number[]): Packet {
  return { kind, body: Uint8Array.from(body) };
}

/** An acknowledgement; the number may be any of 64 bits. */
export function ack(received: number | bigint): Packet {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setBigUint64(0, BigInt(received));
  return { kind: KIND.ack, body };
}

/** Runs something that has to end in this fault. */
export function assertFault(fault: Fault, run: () => unknown): void {
  const error = assertThrows(run, ProtocolError);
  if (error.fault !== fault) throw error;
}
