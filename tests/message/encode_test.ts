import { assertEquals, assertThrows } from "@std/assert";
import { encodeMessage, type Message, packMessage } from "../../lib/message/encode.ts";

Deno.test("encodeMessage() writes JSON in UTF-8, unescaped where JSON allows", () => {
  const bytes = encodeMessage({ type: "say", room: "lobby", ref: 7, text: 'ü😀"\n' });
  const text = new TextDecoder().decode(bytes);
  assertEquals(text, '{"type":"say","room":"lobby","ref":7,"text":"ü😀\\"\\n"}');
});

Deno.test("encodeMessage() refuses what no packet can hold", () => {
  assertThrows(() => encodeMessage({ type: "rename", name: "x".repeat(16_381) }), RangeError);
});

const MEMBER = { id: "AAAAAAAAAAA", name: "Alice", tag: "k7qd" };
const AGAIN = { room: "lobby", time: 1 };
const FROM = { ...AGAIN, member: MEMBER.id };
/** One of each type, and whether it must arrive. */
const MESSAGES: readonly (readonly [Message, boolean])[] = [
  [{ type: "say", room: "lobby", ref: 7, text: "hi" }, true],
  [{ type: "rename", name: "ü" }, true],
  [{ type: "text", ...AGAIN, id: 1, from: MEMBER.id, text: "hi" }, true],
  [{ type: "error", code: "bad_message" }, true],
  [{ type: "hello", name: "ü" }, false],
  [{ type: "server", name: "ü", passphrase: false }, false],
  [{ type: "welcome", you: MEMBER, history: 0, ...AGAIN }, false],
  [{ type: "resumed", you: MEMBER, received: 0, missing: 0, time: 1 }, false],
  [{ type: "people", people: [MEMBER] }, false],
  [{ type: "members", room: "lobby", members: [MEMBER], last: true }, false],
  [{ type: "joined", member: MEMBER, ...AGAIN }, false],
  [{ type: "left", ...FROM, reason: "cut" }, false],
  [{ type: "renamed", ...FROM, name: "ü" }, false],
  [{ type: "reconnecting", ...FROM }, false],
  [{ type: "reconnected", ...FROM }, false],
  [{ type: "closing", reason: "stopping" }, false],
];

Deno.test("packMessage() puts what must arrive into a packet of kind 3, and all else into one of kind 1", () => {
  for (const [message, must] of MESSAGES) {
    const body = encodeMessage(message);
    const { packet, holders } = packMessage(message);
    assertEquals([...packet], [must ? 3 : 1, 0, body.length, ...body], message.type);
    assertEquals(holders, 0);
  }
});
