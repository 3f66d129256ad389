import { assertEquals } from "@std/assert";
import {
  ACK_PACKET_BYTES,
  checkEmpty,
  encodeAck,
  PING,
  PONG,
  readAck,
} from "../../lib/delivery/control.ts";
import { PACKET_HEADER_BYTES } from "../../lib/wire/packet.ts";
import { ack, assertFault } from "./parcels.ts";

Deno.test("encodeAck() writes kind 4, eight bytes, and the number big-endian", () => {
  assertEquals([...encodeAck(0)], [4, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0]);
  assertEquals([...encodeAck(0x010203)], [4, 0, 8, 0, 0, 0, 0, 0, 1, 2, 3]);
  const last = [4, 0, 8, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
  assertEquals([...encodeAck(Number.MAX_SAFE_INTEGER)], last);
  assertEquals(ACK_PACKET_BYTES, last.length);
});

Deno.test("readAck() reads what encodeAck() wrote, up to 2^53 - 1 and no further", () => {
  const edges = [0, 1, 255, 256, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 52, 2 ** 53 - 1];
  for (const edge of edges) {
    assertEquals(readAck(encodeAck(edge).subarray(PACKET_HEADER_BYTES)), edge);
  }
  for (const above of [2n ** 53n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n]) {
    assertFault("ack_number", () => readAck(ack(above).body));
  }
});

Deno.test("readAck() takes eight bytes, and no other length", () => {
  for (const length of [0, 1, 4, 7, 9, 16, 16_381]) {
    assertFault("control_body", () => readAck(new Uint8Array(length)));
  }
});

Deno.test("readAck() finds the number in a body that stands inside a record", () => {
  const record = new Uint8Array([255, 255, 0, 0, 0, 0, 0, 0, 2, 1, 255]);
  assertEquals(readAck(record.subarray(2, 10)), 0x0201);
});

Deno.test("PING and PONG are kinds 5 and 6 without a body, which checkEmpty() wants", () => {
  assertEquals([[...PING], [...PONG]], [[5, 0, 0], [6, 0, 0]]);
  checkEmpty(new Uint8Array(0));
  for (const length of [1, 8, 16_381]) {
    assertFault("control_body", () => checkEmpty(new Uint8Array(length)));
  }
});
