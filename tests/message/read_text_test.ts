import { assert, assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../lib/errors.ts";
import { MAX_MENTIONS, MAX_TEXT_LINES, MAX_TEXT_UNITS } from "../../lib/limits.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { ServerTextMessage } from "../../lib/message/from_server_texts.ts";
import { encodeJson } from "../../lib/message/json.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";
import { readText } from "../../lib/message/read_text.ts";
import { brokenCopies } from "./broken_copies.ts";

const ID = "AAAAAAAAAAA";
const OTHER = "BBBBBBBBBBB";
const MOST = Number.MAX_SAFE_INTEGER;
const SAID = { id: 7, from: ID, text: "hi", time: 1, ref: 3 } as const;
const MARKS = { action: true, reply: 5 } as const;

/** One of each type with every field it may have, and the names of those it may be without. */
const FULL: readonly (readonly [ServerTextMessage, ...string[]])[] = [
  [
    { type: "text", room: "lobby", ...SAID, ...MARKS, mentions: [ID], past: true, edited: true },
    ...["ref", "action", "reply", "mentions", "past", "edited"],
  ],
  [{ type: "told", ...SAID, to: OTHER, ...MARKS }, "ref", "action", "reply"],
  [{ type: "edited", room: "lobby", ...SAID, mentions: [ID, OTHER] }, "ref", "mentions"],
  [{ type: "edited", to: OTHER, ...SAID, mentions: [ID] }, "ref", "mentions"],
  [{ type: "deleted", room: "lobby", from: ID, id: 7, time: 1, ref: 3 }, "ref"],
  [{ type: "deleted", to: OTHER, from: ID, id: 7, time: 1, ref: 3 }, "ref"],
  [{ type: "typing", member: ID, room: "lobby" }, "room"],
  [{ type: "announcement", text: "back at nine", time: 1 }],
];

function assertWrong(message: object): void {
  const read = () => readText({ ...message });
  const { fault } = assertThrows(read, ProtocolError, undefined, JSON.stringify(message));
  assertEquals(fault, "message_field");
}

Deno.test("readText() reads what encodeMessage() wrote, with all fields and with few", () => {
  for (const [message, ...optional] of FULL) {
    assertEquals(readServerMessage(encodeMessage(message)), message);
    const entries = Object.entries(message).filter(([key]) => !optional.includes(key));
    const few: Record<string, unknown> = Object.fromEntries(entries);
    assertEquals<unknown>(readServerMessage(encodeJson(few)), few);
  }
});

Deno.test("readText() passes on no field it does not know", () => {
  const more = { html: "<b>", by: ID, constructor: 1, extra: { deep: [] } };
  for (const [message] of FULL) assertEquals(readText({ ...message, ...more }), message);
  const told = { type: "told", ...SAID, to: OTHER } as const;
  assertEquals(readText({ ...told, room: "lobby", mentions: [ID], past: true }), told);
  const deleted = { type: "deleted", room: "lobby", from: ID, id: 7, time: 1 } as const;
  assertEquals(readText({ ...deleted, text: "what it was" }), deleted);
});

Deno.test("readText() refuses a missing or wrong field, each of them", () => {
  let seen = 0;
  for (const [message, ...optional] of FULL) {
    for (const broken of brokenCopies(message, optional)) {
      assertWrong(broken);
      seen++;
    }
  }
  assert(seen > 200);
});

Deno.test("readText() takes both ends of every number, and nothing beyond", () => {
  const ends: Readonly<Record<string, readonly [number, number]>> = {
    id: [1, MOST],
    reply: [1, MOST],
    ref: [1, MOST],
    time: [0, 8.64e15],
  };
  let seen = 0;
  for (const [message] of FULL) {
    for (const [key, value] of Object.entries(message)) {
      if (typeof value !== "number") continue;
      const [least, most] = ends[key] ?? [NaN, NaN];
      for (const end of [least, most]) {
        assertEquals<unknown>(readText({ ...message, [key]: end }), { ...message, [key]: end });
      }
      for (const beyond of [least - 1, most + 1]) assertWrong({ ...message, [key]: beyond });
      seen++;
    }
  }
  assertEquals(seen, 4 + 4 + 2 * 3 + 2 * 3 + 1);
});

Deno.test("readText() takes the longest text, and none that no honest server lets pass", () => {
  const longest = "\u{ffff}".repeat(MAX_TEXT_UNITS);
  const wrong = ["", `${longest}x`, "\n".repeat(MAX_TEXT_LINES), "\u{1b}[2J", "a\rb", "\u{9b}"];
  for (const [message] of FULL) {
    if (!("text" in message)) continue;
    for (const text of [longest, "\n".repeat(MAX_TEXT_LINES - 1), "a\tb\nc"]) {
      assertEquals(readServerMessage(encodeMessage({ ...message, text })), { ...message, text });
    }
    for (const text of wrong) assertWrong({ ...message, text });
  }
});

Deno.test("readText() wants exactly one of a room and a member for what becomes of a text", () => {
  for (const [message] of FULL) {
    if (message.type !== "edited" && message.type !== "deleted") continue;
    const { room: _, to: __, ...rest } = message;
    assertWrong(rest);
    assertWrong({ ...rest, room: "lobby", to: OTHER });
    assertWrong({ ...rest, room: "lobby", to: null });
    assertWrong({ ...rest, room: "", from: ID });
    assertWrong({ ...rest, to: "alice" });
  }
});

Deno.test("readText() takes so many mentions and no more", () => {
  const ids = Array.from({ length: MAX_MENTIONS }, (_, at) => `${at}`.padStart(11, "_"));
  for (const [message] of FULL) {
    if (!("mentions" in message)) continue;
    assertEquals(readText({ ...message, mentions: ids }), { ...message, mentions: ids });
    assertEquals(readText({ ...message, mentions: [ID, ID] }), { ...message, mentions: [ID] });
    for (const mentions of [[...ids, ID], ["alice"], [null], {}]) {
      assertWrong({ ...message, mentions });
    }
  }
});

Deno.test("readText() is null for a type that is not its own", () => {
  for (const type of ["", "say", "tell", "edit", "delete", "members", "__proto__", "toString"]) {
    assertEquals(readText({ type, room: "lobby", ...SAID }), null);
  }
});
