import { assertEquals } from "@std/assert";
import { durationWords, tell } from "../../../lib/client/export/told.ts";
import { HAPPENINGS } from "./examples.ts";

Deno.test("tell() has a sentence for everything that happens, and keeps typed words apart", () => {
  const told = HAPPENINGS.map((line) => {
    const { said, typed } = tell(line, ({ name }) => `<${name}>`);
    return typed === null ? said : [said, typed];
  });
  assertEquals(told, [
    "<ada> took back a message",
    "<ada> joined",
    "<ada> left",
    "<ada> was cut off",
    "<ada> was kicked by <bern>",
    "<ada> was banned by the operator",
    ["<ada> set the topic", "Roses"],
    "<ada> removed the topic",
    "<ada> handed the room over to <bern>",
    "<bern> owns the room now, as its owner left",
    "Nobody owns the room now",
    "<ada> made the room hidden",
    "<ada> muted <bern>",
    "The operator muted <bern> for 10 minutes",
    "<ada> let <bern> speak again",
    "<ada> had the server keep nothing of this room",
    "<ada> had the server keep the last 50 messages of this room",
    "You were kicked by <ada>, for 1 minute",
    "You were banned by the operator",
    "The room is gone",
    "<bern> left the server; whoever comes under this name is somebody else",
    "The server keeps nothing of this room",
    "The server keeps the last 1 message of this room in its memory",
    ["The server's operator announced", "We stop at six.\nSorry!"],
    "<ada> is now called <ida>",
    "You joined",
    "The connection was lost",
    "The connection is back",
    "pyChat stopped trying",
    "The connection was cut",
    "The server ended the connection",
    "1 message may be missing here",
    "12 messages may be missing here",
    "What was said meanwhile is missing here",
  ]);
});

Deno.test("durationWords() says a time exactly", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "0 seconds"],
    [1, "1 second"],
    [59, "59 seconds"],
    [60, "1 minute"],
    [90, "1 minute 30 seconds"],
    [3_600, "1 hour"],
    [86_400, "1 day"],
    [2 * 86_400 + 3_601, "2 days 1 hour 1 second"],
  ];
  for (const [seconds, words] of cases) assertEquals(durationWords(seconds), words);
});
