import { assertEquals, assertThrows } from "@std/assert";
import { encodeMessage, packMessage } from "../../lib/message/encode.ts";

Deno.test("encodeMessage() writes JSON in UTF-8, unescaped where JSON allows", () => {
  const bytes = encodeMessage({ type: "say", room: "lobby", ref: 7, text: 'ü😀"\n' });
  const text = new TextDecoder().decode(bytes);
  assertEquals(text, '{"type":"say","room":"lobby","ref":7,"text":"ü😀\\"\\n"}');
});

Deno.test("encodeMessage() refuses what no packet can hold", () => {
  assertThrows(() => encodeMessage({ type: "rename", name: "x".repeat(16_381) }), RangeError);
});

Deno.test("packMessage() puts the message into a packet of kind 1", () => {
  const message = { type: "rename", name: "ü" } as const;
  const body = encodeMessage(message);
  assertEquals([...packMessage(message)], [1, 0, body.length, ...body]);
});
