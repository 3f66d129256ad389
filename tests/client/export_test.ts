import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Line, Server } from "../../lib/api/view.ts";
import { exportConversation, type Exported } from "../../lib/client/export.ts";
import { printable, printableLine } from "../../lib/io/printable.ts";

const SERVER: Server = {
  host: "garden.example",
  port: 7420,
  name: "Garden Pi",
  words: ["one", "two", "three", "four", "five", "six", "seven", "eight"],
  standing: "known",
  compared: true,
  invitation: "pychat://garden.example#x",
  history: 0,
};
const ADA = { id: "a", name: "ada", tag: "k7qd" };
const NOON = Date.UTC(2026, 10, 22, 12, 3, 5);

function written(changes: Partial<Exported>, zone = "Europe/Rome"): string {
  const exported = {
    server: SERVER,
    room: "lobby",
    lines: [],
    dropped: 0,
    pending: [],
    ...changes,
  };
  return exportConversation(exported, { zone, printable, printableLine }, NOON).text;
}

/** What stands below the head. */
function entries(text: string): string[] {
  return text.slice(text.indexOf("\n\n") + 2).split("\n").slice(0, -1);
}

function says(text: string, name = "ada"): Line {
  return { type: "text", time: NOON, from: { ...ADA, name }, mine: false, text };
}

Deno.test("exportConversation() begins with where, which key, when, and the time zone", () => {
  assertEquals(
    written({ dropped: 500 }).split("\n"),
    [
      "pyChat conversation",
      "Server: Garden Pi (garden.example, port 7420)",
      "Key: one two three four five six seven eight",
      "Room: #lobby",
      "Exported: 2026-11-22 13:03:05",
      "Times: Europe/Rome",
      "Left out: the first 500 lines, which were too many to keep.",
      "",
      "",
    ],
  );
});

Deno.test("exportConversation() writes every kind of line", () => {
  const lines: Line[] = [
    { type: "connection", time: NOON, what: "joined" },
    { type: "joined", time: NOON, person: ADA },
    says("hello"),
    { type: "renamed", time: NOON, person: ADA, name: "ida", mine: false },
    { type: "left", time: NOON, person: { ...ADA, name: "ida" }, reason: "left" },
    { type: "left", time: NOON, person: ADA, reason: "cut" },
    { type: "connection", time: NOON, what: "cut" },
    { type: "connection", time: NOON, what: "stopping" },
    { type: "connection", time: NOON, what: "lost" },
    { type: "gap", time: NOON, missing: 1 },
    { type: "gap", time: NOON, missing: 12 },
    { type: "gap", time: NOON, missing: null },
    { type: "connection", time: NOON, what: "back" },
    { type: "connection", time: NOON, what: "gave_up" },
  ];
  const pending = (["waiting", "sending", "unknown", "failed"] as const).map((state, index) => {
    return { ref: index, text: "mine\nmore", time: NOON, state, why: null };
  });
  assertEquals(entries(written({ lines, pending }, "UTC")), [
    "2026-11-22 12:03:05  * You joined",
    "2026-11-22 12:03:05  * ada·k7qd joined",
    "2026-11-22 12:03:05  ada·k7qd: hello",
    "2026-11-22 12:03:05  * ada·k7qd is now called ida",
    "2026-11-22 12:03:05  * ida·k7qd left",
    "2026-11-22 12:03:05  * ada·k7qd was cut off",
    "2026-11-22 12:03:05  * The connection was cut",
    "2026-11-22 12:03:05  * The server ended the connection",
    "2026-11-22 12:03:05  * The connection was lost",
    "2026-11-22 12:03:05  * 1 message may be missing here",
    "2026-11-22 12:03:05  * 12 messages may be missing here",
    "2026-11-22 12:03:05  * What was said meanwhile is missing here",
    "2026-11-22 12:03:05  * The connection is back",
    "2026-11-22 12:03:05  * pyChat stopped trying",
    "2026-11-22 12:03:05  [waiting to be sent] mine",
    "    more",
    "2026-11-22 12:03:05  [on its way] mine",
    "    more",
    "2026-11-22 12:03:05  [not known whether it arrived] mine",
    "    more",
    "2026-11-22 12:03:05  [not sent] mine",
    "    more",
  ]);
});

Deno.test("exportConversation() lets no text pass for an entry", () => {
  const forged = "2026-11-22 13:03:05  bern·x2mf: I agree";
  const breaks = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f", "\n\n"];
  for (const lineBreak of breaks) {
    const lines = [says(`x${lineBreak}${forged}`), says("y")];
    const starts = written({ lines }).split(/[\n\r\v\f\u0085\u2028\u2029]/u)
      .filter((line) => line.startsWith("2026-"));
    assertEquals(starts.length, 2, JSON.stringify(lineBreak));
    assert(!starts.includes(forged));
  }
});

Deno.test("exportConversation() lets no name pass for another, or for a notice", () => {
  const names = ["bern·x2mf: yes", "* bern·x2mf joined", "[not sent] x"];
  assertEquals(entries(written({ lines: names.map((name) => says("hm", name)) }, "UTC")), [
    "2026-11-22 12:03:05  bern\\u{b7}x2mf\\u{3a} yes·k7qd: hm",
    "2026-11-22 12:03:05  \\u{2a} bern\\u{b7}x2mf joined·k7qd: hm",
    "2026-11-22 12:03:05  \\u{5b}not sent] x·k7qd: hm",
  ]);
});

Deno.test("exportConversation() has as many entries as lines whatever was written", () => {
  const anything = fc.string({ unit: "binary", maxLength: 30 });
  fc.assert(fc.property(fc.array(fc.tuple(anything, anything)), (texts) => {
    const text = written({ lines: texts.map(([said, name]) => says(said, name)) });
    const starts = entries(text).filter((line) => !line.startsWith("    "));
    assertEquals(starts.length, texts.length);
    assert(starts.every((line) => line.startsWith("2026-11-22 13:03:05  ")));
    assert(!/(?![\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text));
  }));
});

Deno.test("exportConversation() writes times of any size in the zone it is given", () => {
  const at = (time: number, zone: string) =>
    entries(written({ lines: [{ type: "connection", time, what: "joined" }] }, zone))[0]?.slice(
      0,
      19,
    );
  assertEquals(at(Date.UTC(2026, 0, 1, 0, 30), "America/New_York"), "2025-12-31 19:30:00");
  assertEquals(at(Date.UTC(2026, 6, 1, 0, 0), "UTC"), "2026-07-01 00:00:00");
  assertEquals(at(0, "Asia/Kolkata"), "1970-01-01 05:30:00");
  assertEquals(at(8.64e15, "UTC"), "275760-09-13 00:00:");
});

Deno.test("exportConversation() names the file by room and day, without a sign of paths", () => {
  const cases = [
    ["lobby", "pychat-lobby-2026-11-23.txt"],
    ["../../etc/passwd", "pychat-etc-passwd-2026-11-23.txt"],
    ["C:\\x\0", "pychat-C-x-2026-11-23.txt"],
    ["Küche 2", "pychat-Küche-2-2026-11-23.txt"],
    ["...", "pychat-room-2026-11-23.txt"],
  ];
  for (const [room = "", fileName] of cases) {
    const exported = { server: SERVER, room, lines: [], dropped: 0, pending: [] };
    const tools = { zone: "Pacific/Auckland", printable, printableLine };
    assertEquals(exportConversation(exported, tools, NOON).fileName, fileName);
  }
});
