import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { jsonFile } from "../../../lib/client/export/json_file.ts";
import type { FileShape } from "../../../lib/client/export/json_shape.ts";
import {
  ADA,
  answers,
  BERN,
  CONTEXT,
  HAPPENINGS,
  LOBBY,
  lobby,
  ME,
  NOON,
  PRIVATE,
  says,
  tools,
  unsent,
} from "./examples.ts";

const TIME = "2026-11-22T13:03:05.000+01:00";

function parsed(...conversations: Parameters<typeof jsonFile>[0]): FileShape {
  return JSON.parse(jsonFile(conversations, CONTEXT, tools(), NOON, 1e6));
}

Deno.test("jsonFile() has the shape that is written down, and nothing besides", () => {
  const room = { ...LOBBY, topic: "Roses", owner: "a", history: 20, over: "gone" } as const;
  const seen = { ...ADA, reconnecting: false, muted: true };
  const context = { ...CONTEXT, ignored: ["a"] };
  const conversations = [
    lobby([says("hi\u{202e}", { from: seen, mentions: [seen], toMe: true, past: true })], {
      view: room,
      dropped: 3,
      pending: [unsent("mine", { why: "muted" })],
    }),
    { view: PRIVATE, lines: [answers("yes", "Shall we?")], dropped: 0, pending: [] },
  ];
  assertEquals(JSON.parse(jsonFile(conversations, context, tools(), NOON, 1e6)), {
    format: "pychat-conversations",
    version: 1,
    exported: TIME,
    zone: "Europe/Rome",
    server: {
      name: "Garden Pi",
      host: "garden.example",
      port: 7420,
      words: ["one", "two", "three", "four", "five", "six", "seven", "eight"],
      verified: "known",
      compared: true,
    },
    me: ME,
    conversations: [
      {
        type: "room",
        room: "lobby",
        lobby: true,
        kind: "public",
        topic: "Roses",
        owner: "a",
        history: 20,
        over: "gone",
        dropped: 3,
        lines: [{
          time: TIME,
          type: "text",
          id: 7,
          from: ADA,
          mine: false,
          text: "hi\u{202e}",
          action: false,
          reply: null,
          mentions: [ADA],
          toMe: true,
          edited: false,
          past: true,
          ignored: true,
        }],
        pending: [{ time: TIME, text: "mine", action: false, state: "failed", why: "muted" }],
      },
      {
        type: "private",
        partner: BERN,
        over: null,
        dropped: 0,
        lines: [{
          time: TIME,
          type: "text",
          id: 7,
          from: ADA,
          mine: false,
          text: "yes",
          action: false,
          reply: { id: 3, from: BERN, text: "Shall we?" },
          mentions: [],
          toMe: false,
          edited: false,
          past: false,
          ignored: true,
        }],
        pending: [],
      },
    ],
  });
});

Deno.test("jsonFile() keeps every fact of every kind of line, with an ISO time", () => {
  const expected = HAPPENINGS.map((line) => ({ ...line, time: TIME }));
  assertEquals<unknown>(parsed(lobby(HAPPENINGS)).conversations[0]?.lines, expected);
});

Deno.test("jsonFile() writes a line of the file for each line, and nothing that a terminal obeys", () => {
  const controls = fc.constantFrom(
    "\u{202e}",
    "\u{2066}",
    "\u{7f}",
    "\u{9b}",
    "\u{2028}",
    "\n",
    "\0",
  );
  const anything = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), controls);
  fc.assert(fc.property(fc.array(anything), (texts) => {
    const lines = texts.map((text) => says(text, { from: { ...ADA, name: text } }));
    const file = jsonFile([lobby(lines)], CONTEXT, tools(), NOON, 1e6);
    const read: FileShape = JSON.parse(file);
    assertEquals(
      read.conversations[0]?.lines.map((line) => line.type === "text" && line.text),
      texts,
    );
    assert(!/(?!\n)[\p{Cc}\u{2028}\u{2029}\p{Bidi_Control}]/u.test(file));
    assertEquals(
      file.split("\n").filter((line) => line.startsWith('{"time"')).length,
      texts.length,
    );
  }));
});

Deno.test("jsonFile() leaves out the oldest lines of what is too long, and counts them", () => {
  const lines = ["a", "b", "c"].map((text) => says(text));
  const most = 2 * JSON.stringify(parsed(lobby(lines)).conversations[0]?.lines[0]).length + 4;
  const file = (units: number): FileShape =>
    JSON.parse(jsonFile([lobby(lines, { dropped: 5 })], CONTEXT, tools(), NOON, units));
  assertEquals(file(most).conversations[0]?.dropped, 6);
  assertEquals(file(most).conversations[0]?.lines.length, 2);
  assertEquals(file(most - 1).conversations[0]?.dropped, 7);
  assertEquals(file(0).conversations[0]?.lines, []);
});
