import { assertEquals } from "@std/assert";
import {
  marksOf,
  newest,
  pendingWords,
  type TextLine,
} from "../../../lib/client/export/entries.ts";
import { ADA, says, unsent } from "./examples.ts";

function text(changes: Partial<TextLine>): TextLine {
  return says("x", changes) as TextLine;
}

Deno.test("marksOf() tells all that is special about a text", () => {
  const all = { mine: true, action: true, past: true, edited: true };
  assertEquals(marksOf(text({}), new Set()), "");
  assertEquals(marksOf(text({ edited: true }), new Set(["b"])), "edited");
  assertEquals(
    marksOf(text(all), new Set([ADA.id])),
    "you, /me, said before you came, edited, ignored",
  );
});

Deno.test("pendingWords() tells how far a text came and why no further", () => {
  const cases = [
    [unsent("x", { state: "waiting" }), "waiting to be sent"],
    [unsent("x", { state: "sending", action: true }), "on its way, /me"],
    [unsent("x", { state: "unknown" }), "not known whether it arrived"],
    [unsent("x", { why: "muted" }), "not sent, you were muted"],
    [unsent("x", { why: "gone" }), "not sent, nobody was there any more"],
    [unsent("x", { why: "no_connection" }), "not sent, there was no connection"],
    [unsent("x", { why: "refused" }), "not sent, the server refused it"],
    [unsent("x", { why: "text_empty" }), "not sent, it was empty"],
    [unsent("x", { why: "text_too_long" }), "not sent, it was too long"],
  ] as const;
  for (const [pending, words] of cases) assertEquals(pendingWords(pending), words);
});

Deno.test("newest() writes from the end as many as fit, in their order", () => {
  const write = (length: number) => "x".repeat(length);
  const of = (most: number) => {
    const { written, left } = newest([1, 2, 3], most, write);
    return [...written, left];
  };
  assertEquals(of(12), ["x", "xx", "xxx", 0]);
  assertEquals(of(11), ["xx", "xxx", 1]);
  assertEquals(of(9), ["xx", "xxx", 1]);
  assertEquals(of(8), ["xxx", 2]);
  assertEquals(of(4), [3]);
  assertEquals(newest([], 0, write), { written: [], left: 0 });
});
