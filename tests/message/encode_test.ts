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
const AT = { room: "garden", ref: 7 };
const PLACE = { room: "garden", time: 1 };
const FROM = { ...PLACE, member: MEMBER.id };
const SAID = { id: 1, from: MEMBER.id, text: "hi", time: 1 };
const CHANGED = { id: 1, from: MEMBER.id, time: 1 };
const STATE = { room: "garden", kind: "public", topic: "", history: 0 } as const;

/** One of each type, and what it is about; it must arrive. */
const NUMBERED: readonly (readonly [Message, string | null])[] = [
  [{ type: "say", ...AT, text: "hi" }, "garden"],
  [{ type: "tell", to: MEMBER.id, ref: 7, text: "hi" }, null],
  [{ type: "edit", ...AT, id: 1, text: "hi" }, "garden"],
  [{ type: "edit", to: MEMBER.id, ref: 7, id: 1, text: "hi" }, null],
  [{ type: "delete", ...AT, id: 1 }, "garden"],
  [{ type: "rename", name: "ü" }, null],
  [{ type: "create", ...AT }, "garden"],
  [{ type: "join", ...AT }, "garden"],
  [{ type: "leave", ...AT }, "garden"],
  [{ type: "topic", ...AT, topic: "" }, "garden"],
  [{ type: "lock", ...AT }, "garden"],
  [{ type: "mute", ...AT, member: MEMBER.id }, "garden"],
  [{ type: "unmute", ...AT, member: MEMBER.id }, "garden"],
  [{ type: "kick", ...AT, member: MEMBER.id }, "garden"],
  [{ type: "ban", ...AT, member: MEMBER.id }, "garden"],
  [{ type: "unban", ...AT, ban: 1 }, "garden"],
  [{ type: "hand_over", ...AT, member: MEMBER.id }, "garden"],
  [{ type: "keep", ...AT, keep: true }, "garden"],
  [{ type: "text", room: "garden", ...SAID }, "garden"],
  [{ type: "told", to: MEMBER.id, ...SAID }, null],
  [{ type: "edited", room: "garden", ...SAID }, "garden"],
  [{ type: "edited", to: MEMBER.id, ...SAID }, null],
  [{ type: "deleted", room: "garden", ...CHANGED }, "garden"],
  [{ type: "deleted", to: MEMBER.id, ...CHANGED }, null],
  [{ type: "announcement", text: "hi", time: 1 }, null],
  [{ type: "entered", ...STATE, ref: 7, time: 1 }, "garden"],
  [{ type: "exited", ...PLACE, how: "kicked" }, "garden"],
  [{ type: "topic", ...PLACE, topic: "" }, "garden"],
  [{ type: "owner", ...PLACE, owner: MEMBER.id }, "garden"],
  [{ type: "mode", ...PLACE, kind: "locked" }, "garden"],
  [{ type: "muted", ...FROM }, "garden"],
  [{ type: "unmuted", ...FROM }, "garden"],
  [{ type: "keeping", ...PLACE, history: 0 }, "garden"],
  [{ type: "unbanned", ...PLACE, ban: 1 }, "garden"],
  [{ type: "withheld" }, null],
  [{ type: "error", code: "bad_message" }, null],
];

/** One of each type, and what it is about; it may be lost. */
const OTHERS: readonly (readonly [Message, string | null])[] = [
  [{ type: "hello", name: "ü" }, null],
  [{ type: "server", name: "ü", passphrase: false }, null],
  [{ type: "typing", room: "garden" }, "garden"],
  [{ type: "typing", to: MEMBER.id }, null],
  [{ type: "rooms" }, null],
  [{ type: "bans", room: "garden" }, "garden"],
  [{ type: "welcome", you: MEMBER, history: 0, ...PLACE }, "garden"],
  [{ type: "resumed", you: MEMBER, received: 0, missing: 0, time: 1 }, null],
  [{ type: "standing", rooms: [STATE], last: true }, null],
  [{ type: "people", people: [MEMBER] }, null],
  [{ type: "members", room: "garden", members: [MEMBER], last: true }, "garden"],
  [{ type: "joined", ...PLACE, member: MEMBER }, "garden"],
  [{ type: "left", ...FROM, reason: "cut" }, "garden"],
  [{ type: "renamed", member: MEMBER.id, name: "ü", time: 1 }, null],
  [{ type: "reconnecting", member: MEMBER.id, time: 1 }, null],
  [{ type: "reconnected", member: MEMBER.id, time: 1 }, null],
  [{ type: "typing", member: MEMBER.id, room: "garden" }, "garden"],
  [{ type: "typing", member: MEMBER.id }, null],
  [{ type: "rooms", rooms: [], last: true }, null],
  [{ type: "bans", room: "garden", bans: [], last: true }, "garden"],
  [{ type: "closing", reason: "stopping" }, null],
];

Deno.test("packMessage() puts what must arrive into a packet of kind 3, and all else into one of kind 1", () => {
  for (const [kind, messages] of [[3, NUMBERED], [1, OTHERS]] as const) {
    for (const [message] of messages) {
      const body = encodeMessage(message);
      const { packet, holders } = packMessage(message);
      assertEquals([...packet], [kind, 0, body.length, ...body], message.type);
      assertEquals(holders, 0);
    }
  }
});

Deno.test("packMessage() says of which room a parcel is, so that it can be withheld with all else of it", () => {
  for (const [message, about] of [...NUMBERED, ...OTHERS]) {
    assertEquals(packMessage(message).about, about, JSON.stringify(message));
  }
});
