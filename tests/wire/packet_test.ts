import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ProtocolError } from "../../lib/errors.ts";
import { decodePackets, encodePacket } from "../../lib/wire/packet.ts";

function fault(plain: readonly number[]): unknown {
  return assertThrows(() => decodePackets(new Uint8Array(plain)), ProtocolError).fault;
}

Deno.test("decodePackets() gives back what encodePacket() made, up to the padding", () => {
  const packet = fc.tuple(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 40 }));
  fc.assert(fc.property(fc.array(packet), fc.nat(50), (wanted, zeros) => {
    const used = wanted.flatMap(([kind, body]) => [...encodePacket(kind, body)]);
    const plain = new Uint8Array([...used, ...Array(zeros).fill(0)]);
    const unpacked = decodePackets(plain);
    assertEquals(
      unpacked.packets.map(({ kind, body }) => [kind, [...body]]),
      wanted.map(
        ([kind, body]) => [kind, [...body]],
      ),
    );
    assertEquals(unpacked.used, used.length);
  }));
});

Deno.test("decodePackets() refuses a packet that reaches past the end, at every cut", () => {
  const whole = [...encodePacket(1, new Uint8Array([1, 2, 3, 4]))];
  for (let length = 1; length < whole.length; length++) {
    assertEquals(fault(whole.slice(0, length)), "packet_length", `${length} bytes`);
  }
  assertEquals(fault([9, 255, 255, 0]), "packet_length");
});

Deno.test("decodePackets() refuses padding with anything in it, in every place", () => {
  for (let place = 1; place < 20; place++) {
    const padding = Array(20).fill(0);
    padding[place] = 1;
    assertEquals(fault([1, 0, 1, 65, ...padding]), "padding", `place ${place}`);
  }
});

Deno.test("decodePackets() finds nothing in a record that is all padding, or empty", () => {
  assertEquals(decodePackets(new Uint8Array(256)), { packets: [], used: 0 });
  assertEquals(decodePackets(new Uint8Array(0)), { packets: [], used: 0 });
});

Deno.test("encodePacket() refuses what does not fit its fields", () => {
  for (const kind of [0, 256, 1.5, -1]) {
    assertThrows(() => encodePacket(kind, new Uint8Array(0)), RangeError);
  }
  assertThrows(() => encodePacket(1, new Uint8Array(65536)), RangeError);
});
