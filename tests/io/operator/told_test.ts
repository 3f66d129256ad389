import { assert, assertEquals } from "@std/assert";
import { formatTold, readTold } from "../../../lib/io/operator/told.ts";

const INVITATION = `pychat://192.0.2.7#${"k".repeat(43)}`;
const TOLD = { lines: ["one", "two"], done: true, invitation: null };

Deno.test("readTold() takes what a server says, without the fields that nobody knows", () => {
  assertEquals(readTold({ ...TOLD, stop: true }), TOLD);
  assertEquals(readTold({ ...TOLD, invitation: INVITATION })?.invitation, INVITATION);
});

Deno.test("readTold() takes nothing else", () => {
  const wrong = [
    ...[null, 7, "x", [], {}, { error: "unknown_ask" }],
    { ...TOLD, lines: "one" },
    { ...TOLD, lines: [1] },
    { ...TOLD, done: "yes" },
    { ...TOLD, invitation: undefined },
    { ...TOLD, invitation: 7 },
    { ...TOLD, invitation: "http://x" },
    { ...TOLD, invitation: `${INVITATION}\u001b[2J` },
    { ...TOLD, invitation: `pychat://${"x".repeat(1_025)}` },
  ];
  for (const value of wrong) assertEquals(readTold(value), null, JSON.stringify(value));
});

Deno.test("formatTold() lets no line be more than one, or be obeyed by a terminal", () => {
  const told = { ...TOLD, lines: ["a\nb", "\u001b[2Jc", "\u009b", "\u202ed"] };
  assertEquals(formatTold(told, null), [
    "a\\u{a}b",
    "\\u{1b}[2Jc",
    "\\u{9b}",
    "\\u{202e}d",
  ]);
});

Deno.test("formatTold() shows an invitation as a code where there is room for it", () => {
  const told = { ...TOLD, invitation: INVITATION };
  const space = { columns: 80, rows: 30, utf8: true };
  assert(formatTold(told, space).length > 20);
  assertEquals(formatTold({ ...told, invitation: null }, space), TOLD.lines);
  for (const less of [null, { ...space, columns: 30 }, { ...space, utf8: false }]) {
    assertEquals(formatTold(told, less), TOLD.lines);
  }
});
