import { assertEquals } from "@std/assert";
import { conversationFacts, fileFacts, type Pen } from "../../../lib/client/export/heads.ts";
import { CONTEXT, LOBBY, PRIVATE, SERVER } from "./examples.ts";

/** Shows what goes through it. */
const PEN: Pen = { line: (text) => `(${text})`, name: ({ name }) => `<${name}>` };

const YES = "yes, you said that you compared the key's words with whoever runs the server";

Deno.test("fileFacts() tells the server, its key, and how that was verified", () => {
  assertEquals(fileFacts(CONTEXT, PEN, "noon", "Europe/Rome"), [
    ["Server", "(Garden Pi)"],
    ["Address", "(garden.example, port 7420)"],
    ["Key", "(one two three four five six seven eight)"],
    ["Verified", "the key is the one this client knew from before"],
    ["Compared", YES],
    ["You", "<mia>"],
    ["Exported", "(noon)"],
    ["Times", "(Europe/Rome)"],
  ]);
});

Deno.test("fileFacts() claims no more of the key than is known", () => {
  const facts = (standing: "invited" | "new", compared: boolean) =>
    new Map(
      fileFacts({ ...CONTEXT, server: { ...SERVER, standing, compared }, me: null }, PEN, "", ""),
    );
  const invited = facts("invited", true);
  assertEquals(invited.get("Verified"), "the key stood in the invitation");
  assertEquals([invited.get("Compared"), invited.has("You")], [YES, false]);
  const first = facts("new", false);
  assertEquals(
    first.get("Verified"),
    "the key was new, and nothing vouched for it but this first contact",
  );
  assertEquals(first.get("Compared"), "no, you did not compare the key's words");
});

Deno.test("conversationFacts() tells what a room is, what is kept of it, and what is missing", () => {
  const room = { ...LOBBY, lobby: false, kind: "locked", topic: "Roses", history: 20 } as const;
  assertEquals(conversationFacts({ ...room, over: "banned" }, PEN, 500, 1), [
    ["Kind", "locked"],
    ["Topic", "(Roses)"],
    ["Kept", "The server keeps the last 20 messages of this room in its memory"],
    ["Over", "you were banned from it"],
    ["Left out", "the first 500 lines, which were not kept"],
    ["Left out", "then 1 line, which was too much for one file"],
  ]);
  assertEquals(conversationFacts(LOBBY, PEN, 0, 2), [
    ["Kind", "the lobby"],
    ["Kept", "The server keeps nothing of this room"],
    ["Left out", "the first 2 lines, which were too much for one file"],
  ]);
  assertEquals(conversationFacts({ ...PRIVATE, over: "left" }, PEN, 0, 0), [
    ["Kept", "The server keeps nothing of it"],
    ["Over", "your partner left the server"],
  ]);
});
