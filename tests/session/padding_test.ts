import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ProtocolError } from "../../lib/errors.ts";
import { RECORD_BYTES } from "../../lib/limits.ts";
import {
  MAX_RECORD_BYTES,
  padHello,
  padRecord,
  unpadHello,
  unpadRecord,
} from "../../lib/session/padding.ts";
import { encodePacket, KIND } from "../../lib/wire/packet.ts";

Deno.test("unpadRecord() gives back what padRecord() padded, in the smallest size, 10,000 times", () => {
  const packets = fc.array(fc.uint8Array({ maxLength: 900 }), { maxLength: 5 });
  fc.assert(
    fc.property(packets, (bodies) => {
      const encoded = bodies.map((body) => encodePacket(KIND.message, body));
      const used = encoded.reduce((sum, packet) => sum + packet.length, 0);
      const plain = padRecord(encoded);
      assertEquals(plain.length, RECORD_BYTES.find((bytes) => bytes >= used));
      assertEquals(
        unpadRecord(plain).map(({ body }) => body.toHex()),
        bodies.map((b) => b.toHex()),
      );
    }),
    { numRuns: 10_000 },
  );
});

Deno.test("padRecord() changes size exactly at the edges, and refuses one byte too many", () => {
  for (const size of RECORD_BYTES) {
    assertEquals(padRecord([new Uint8Array(size).fill(1)]).length, size);
  }
  assertEquals(padRecord([new Uint8Array(257).fill(1)]).length, 1024);
  assertThrows(() => padRecord([new Uint8Array(MAX_RECORD_BYTES + 1)]), RangeError);
});

Deno.test("unpadHello() takes one message packet and nothing else", () => {
  const hello = new TextEncoder().encode("{}");
  assertEquals(unpadHello(padHello(hello, 384)), hello);
  assertThrows(() => padHello(new Uint8Array(382), 384), RangeError);
  const one = encodePacket(KIND.message, hello);
  for (const bad of [[], [...one, ...one], [...encodePacket(KIND.bye, new Uint8Array(0))]]) {
    const payload = new Uint8Array([...bad, ...Array(40).fill(0)]);
    const error = assertThrows(() => unpadHello(payload), ProtocolError);
    assertEquals(error.fault, "handshake_hello");
  }
});
