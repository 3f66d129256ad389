import { assert, assertEquals } from "@std/assert";
import type { Line } from "../../../lib/api/view.ts";
import { Log, type TextLine } from "../../../lib/client/conversation/log.ts";
import {
  MAX_CONVERSATION_UNITS,
  MAX_LINES,
  MAX_TEXT_UNITS,
  PAGE_LINES,
} from "../../../lib/limits.ts";
import { ME } from "../company.ts";

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
  assertEquals([log.tail(3, 10_000), log.tail(100, 10_000), log.tail(0, 10_000)], [7, 0, 10]);
  // A line takes 200 besides what is written in it.
  assertEquals([log.tail(100, 405), log.tail(100, 404), log.tail(100, 201)], [8, 8, 10]);
  assertEquals([log.tail(3, 10_000, 5), log.tail(9, 10_000, 5), log.tail(9, 405, 5)], [2, 0, 3]);
});

Deno.test("Log bounds all that a server can make long: announcements, topics, names, and edits", () => {
  const long = "a".repeat(MAX_TEXT_UNITS);
  const bern = { id: "b", name: "bern", tag: "bbbb" };
  const floods: readonly ((id: number) => Line)[] = [
    (id) => ({ type: "announcement", time: id, text: long }),
    (id) => {
      const act = { what: "topic", topic: long } as const;
      return { type: "act", time: id, by: null, mine: false, act };
    },
    (id) => text(id, "x", { mentions: Array.from({ length: 40 }, () => bern) }),
  ];
  for (const flood of floods) {
    const { log } = begin();
    for (let id = 0; id < 6_000; id++) log.add(flood(id));
    assert(log.length - log.first <= MAX_CONVERSATION_UNITS / 4_000);
  }
  const { log, changed } = begin();
  const fitting = Math.floor(MAX_CONVERSATION_UNITS / MAX_TEXT_UNITS);
  for (let id = 0; id < fitting + 1_000; id++) log.add(text(id, "x"));
  for (let id = 0; id < fitting + 1_000; id++) log.replace(id, text(id, long));
  assert(log.length - log.first <= fitting, "what is edited counts as it is now");
  assertEquals(changed.at(-1), fitting + 999);
});

Deno.test("Log.shed() forgets the oldest lines, and takes less then", () => {
  const { log } = begin();
  for (let id = 0; id < PAGE_LINES + 2; id++) log.add(text(id, "xxxx"));
  assertEquals(log.cost, 204 * (PAGE_LINES + 2));
  log.shed();
  assertEquals([log.first, log.cost, log.find(0)], [PAGE_LINES, 408, null]);
  log.shed();
  log.shed();
  assertEquals([log.first, log.length, log.cost], [PAGE_LINES + 2, PAGE_LINES + 2, 0]);
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

Deno.test("Log.unquote() takes a text's words out of its answers, and out of no others", () => {
  const { log, changed } = begin();
  const answer = (id: number) => ({ reply: { id, at: id - 1, from: ME, text: `words of ${id}` } });
  log.add(text(1));
  log.add(text(2, "yes", answer(1)));
  log.add(text(3, "no", answer(1)));
  log.add(text(4, "what", answer(2)));
  log.replace(3, { type: "deleted", time: 5, from: ME, mine: true });
  log.unquote(1);
  const words = () =>
    log.slice(0, 9).map((line) => line.type === "text" ? line.reply?.text : undefined);
  assertEquals(words(), [undefined, "", undefined, "words of 2"]);
  assertEquals(changed, [2, 1]);
  log.unquote(99);
  log.turn();
  log.add(text(1, "another one"));
  log.unquote(1);
  log.unquote(2);
  assertEquals(words().at(3), "words of 2", "an id of this membership is another text");
});

Deno.test("Log.unquote() finds answers also after older ones were forgotten", () => {
  const { log } = begin();
  const reply = { id: 1, at: 0, from: ME, text: "quoted" };
  for (let id = 1; id <= 2 * PAGE_LINES; id++) log.add(text(id, "x", { reply }));
  log.shed();
  log.unquote(1);
  const quoted = log.slice(log.first, log.length)
    .map((line) => line.type === "text" ? line.reply?.text : null);
  assertEquals([quoted.length, new Set(quoted)], [PAGE_LINES, new Set([""])]);
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

Deno.test("Log.indexOf() finds a text of the membership before where ids go on, and only there", () => {
  const { log } = begin();
  for (const id of [1, 2, 3, 4]) log.add(text(id));
  log.replace(3, { type: "deleted", time: 3, from: ME, mine: true });
  const found = (id: number) => log.indexOf(id);
  assertEquals([found(1), found(3), found(9), log.find(2)?.text], [0, null, null, "2"]);
  log.turn();
  assertEquals([found(1), found(4)], [null, null], "it may be another one");
  log.add(text(1, "another one", { time: 9 }));
  assertEquals([found(1), found(2)], [4, null]);
  log.turn();
  log.adopt(text(1, "another one", { time: 9 }));
  assertEquals([found(1), found(2)], [4, null], "of two memberships ago nothing is known");
});

Deno.test("Log.indexOf() knows what was said as long as one membership goes on from another", () => {
  const { log } = begin();
  for (const id of [1, 2, 3]) log.add(text(id));
  const found = (...ids: number[]) => ids.map((id) => log.indexOf(id));
  log.turn();
  log.adopt(text(3));
  assertEquals(found(1, 2, 3), [0, 1, 2]);
  log.add(text(4));
  log.turn();
  assertEquals(found(1, 4), [null, null]);
  log.adopt(text(4));
  assertEquals(found(1, 2, 3, 4), [0, 1, 2, 3]);
  log.replace(4, { type: "deleted", time: 3, from: ME, mine: true });
  assertEquals(found(4), [null], "taken back");
  log.shed();
  assertEquals([found(1, 2, 3, 4), log.first], [[null, null, null, null], 4]);
});

Deno.test("Log.unquote() finds answers of the membership before to what was given once more", () => {
  const { log } = begin();
  const answer = (id: number) => ({ reply: { id, at: id - 1, from: ME, text: `words of ${id}` } });
  log.add(text(1));
  log.add(text(2));
  log.add(text(3, "yes", answer(1)));
  log.add(text(4, "no", answer(2)));
  log.turn();
  log.adopt(text(1));
  log.add(text(5, "what", answer(1)));
  log.unquote(1);
  log.unquote(2);
  const words = () =>
    log.slice(0, 9).map((line) => line.type === "text" ? line.reply?.text : undefined);
  assertEquals(words(), [undefined, undefined, "", "", ""]);
});

Deno.test("Log.unquote() leaves answers to a text alone that only had the same id", () => {
  const { log } = begin();
  const reply = { id: 1, at: 0, from: ME, text: "words of 1" };
  log.add(text(1));
  log.add(text(2, "yes", { reply }));
  log.turn();
  log.add(text(1, "another one", { time: 9 }));
  log.turn();
  log.adopt(text(1, "another one", { time: 9 }));
  log.unquote(1);
  const [, answer] = log.slice(0, 2);
  assertEquals(answer?.type === "text" && answer.reply?.text, "words of 1");
});
