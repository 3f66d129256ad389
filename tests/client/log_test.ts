import { assert, assertEquals } from "@std/assert";
import { Log, type TextLine } from "../../lib/client/log.ts";
import { MAX_CONVERSATION_UNITS, MAX_LINES, MAX_TEXT_UNITS, PAGE_LINES } from "../../lib/limits.ts";
import { ME } from "./company.ts";

function text(id: number, words = `${id}`, more: Partial<TextLine> = {}): TextLine {
  return {
    type: "text",
    time: 1000 + id,
    id,
    from: ME,
    mine: true,
    text: words,
    action: false,
    reply: null,
    mentions: [],
    toMe: false,
    edited: false,
    past: false,
    current: true,
    ...more,
  };
}

function begin(): { log: Log; changed: number[] } {
  const changed: number[] = [];
  return { log: new Log((index) => changed.push(index)), changed };
}

Deno.test("Log keeps at most MAX_LINES lines, the newest, under their own index", () => {
  const { log } = begin();
  for (let id = 0; id < MAX_LINES + 1000; id++) {
    log.add(text(id));
    if (id % 10_007 === 0) assert(log.length - log.first <= MAX_LINES);
  }
  const { first, length } = log;
  assertEquals(length, MAX_LINES + 1000);
  assert(length - first <= MAX_LINES && length - first > MAX_LINES - 1000);
  const [line] = log.slice(first + 17, first + 18);
  assertEquals(line?.type === "text" && line.id, first + 17);
  assertEquals([log.slice(0, first), log.slice(length, length + 5)], [[], []]);
  assertEquals([log.find(first - 1), log.find(first)?.id], [null, first]);
  log.replace(first - 1, text(0));
  log.put(first - 1, text(0));
  assertEquals(log.length, length);
});

Deno.test("Log keeps texts up to MAX_CONVERSATION_UNITS, and of more the newest", () => {
  const { log } = begin();
  const long = "\u202e".repeat(MAX_TEXT_UNITS);
  const fitting = Math.floor(MAX_CONVERSATION_UNITS / MAX_TEXT_UNITS);
  for (let id = 0; id < fitting; id++) log.add(text(id, long));
  assertEquals([log.first, log.length], [0, fitting]);
  // What is edited counts as it is now.
  log.replace(1, text(1, ""));
  log.add(text(fitting, long));
  assertEquals(log.first, 0);
  for (let id = fitting + 1; id <= 18_000; id++) log.add(text(id, long));
  const units = log.slice(log.first, log.length)
    .reduce((sum, line) => sum + (line.type === "text" ? line.text.length : 0), 0);
  assert(units <= MAX_CONVERSATION_UNITS, `${units} units`);
  assert(units > MAX_CONVERSATION_UNITS - (PAGE_LINES + 1) * MAX_TEXT_UNITS);
});

Deno.test("Log.tail() begins where so many lines, or units, are left", () => {
  const { log } = begin();
  for (let id = 0; id < 10; id++) log.add(text(id, "xx"));
  assertEquals([log.tail(3, 100), log.tail(100, 100), log.tail(0, 100)], [7, 0, 10]);
  assertEquals([log.tail(100, 5), log.tail(100, 4), log.tail(100, 1)], [8, 8, 10]);
});

Deno.test("Log.replace() puts a line in a text's place, and finds no text there that is none", () => {
  const { log, changed } = begin();
  for (const id of [4, 7]) log.add(text(id));
  log.replace(7, text(7, "other"));
  assertEquals([log.find(7)?.text, changed], ["other", [1]]);
  log.replace(4, { type: "deleted", time: 4, from: ME, mine: true });
  log.replace(4, text(4, "back"));
  log.replace(9, text(9));
  assertEquals([log.find(4), log.slice(0, 1)[0]?.type, changed], [null, "deleted", [1, 0]]);
});

Deno.test("Log.turn() leaves no text that can be changed, and adopt() those that are given once more", () => {
  const { log, changed } = begin();
  for (const id of [1, 2, 3]) log.add(text(id));
  log.turn();
  assertEquals([changed, log.find(2)], [[0, 1, 2], null]);
  const again = { past: true, mine: false, current: false };
  assertEquals(log.adopt(text(1, "1", again)), true);
  assertEquals(log.adopt(text(2, "2", { ...again, time: 5 })), false, "said at another time");
  const other = { ...ME, id: "x" };
  assertEquals(log.adopt(text(3, "3", { ...again, from: other })), false, "said by another");
  assertEquals(log.adopt(text(4, "4", again)), false);
  assertEquals(log.adopt(text(2, "changed meanwhile", again)), true);
  const [one, two] = log.slice(0, 2);
  assert(one?.type === "text" && two?.type === "text");
  assertEquals([one.text, one.edited, two.text, two.edited], [
    "1",
    false,
    "changed meanwhile",
    true,
  ]);
  assertEquals([log.length, log.find(2)?.mine, log.find(2)?.current], [3, true, false]);
});
