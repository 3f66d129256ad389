import { assert, assertEquals } from "@std/assert";
import {
  exportConversations,
  MAX_EXPORT_UNITS,
} from "../../../lib/client/export/export_conversations.ts";
import { CONTEXT, lobby, NOON, PRIVATE, says, tools } from "./examples.ts";

const ALONE = { view: PRIVATE, lines: [says("hm")], dropped: 0, pending: [] };

Deno.test("exportConversations() writes one or all in the format that is asked for", () => {
  const of = (format: "text" | "markdown" | "json", all: boolean) => {
    const conversations = all ? [lobby([says("howdy")]), ALONE] : [ALONE];
    const { fileName, text } = exportConversations(conversations, CONTEXT, format, tools(), NOON);
    assert(text.includes("hm") && text.includes("howdy") === all);
    return [fileName, text.split("\n")[0]];
  };
  assertEquals(of("text", false), ["pychat-bern-x2mf-2026-11-22.txt", "pyChat conversation"]);
  assertEquals(of("text", true), ["pychat-Garden-Pi-2026-11-22.txt", "pyChat conversations"]);
  assertEquals(of("markdown", true), ["pychat-Garden-Pi-2026-11-22.md", "# pyChat conversations"]);
  assertEquals(of("json", true), ["pychat-Garden-Pi-2026-11-22.json", "{"]);
});

Deno.test("exportConversations() takes the day of the file's name from the zone", () => {
  const late = Date.UTC(2026, 10, 22, 23, 30);
  const { fileName } = exportConversations([ALONE], CONTEXT, "text", tools(), late);
  assertEquals(fileName, "pychat-bern-x2mf-2026-11-23.txt");
});

Deno.test("exportConversations() tells no invitation, which may hold a secret", () => {
  for (const format of ["text", "markdown", "json"] as const) {
    const { text } = exportConversations([lobby([]), ALONE], CONTEXT, format, tools(), NOON);
    assert(!text.includes("secret") && !text.includes("pychat:"), format);
  }
});

Deno.test("exportConversations() leaves the oldest out before a file is too long for a page", () => {
  const lines = new Array(17_500).fill(says("x".repeat(4_000)));
  const both = [lobby(lines), { ...ALONE, lines }];
  const { text } = exportConversations(both, CONTEXT, "json", tools(), NOON);
  assert(text.length < MAX_EXPORT_UNITS + 2_000 && text.length > 0.99 * MAX_EXPORT_UNITS);
  assertEquals(text.match(/"dropped": [1-9]/g)?.length, 2);
  // Quotes and line ends take two units on the way, and nothing in a file takes more.
  assert(2 * MAX_EXPORT_UNITS < 2 ** 29 - 24);
});
