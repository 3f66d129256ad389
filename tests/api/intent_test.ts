import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { EXPORT_FORMATS } from "../../lib/api/export_format.ts";
import { type Intent, readIntent } from "../../lib/api/intent.ts";
import { THEMES } from "../../lib/api/view.ts";
import {
  MAX_DRAFT_UNITS,
  MAX_MENTIONS,
  MAX_SAY_UNITS,
  MAX_SEARCH_UNITS,
} from "../../lib/limits.ts";

const ID = "AAAAAAAAAA_";
const SAY = { type: "say", in: "c1", text: "hi", action: false, reply: null } as const;

const GOOD: readonly Intent[] = [
  { type: "check", where: "garden" },
  { type: "join", where: "garden", name: "" },
  { type: "accept_new_key", compared: false },
  { type: "accept_changed_key", word: "abandon" },
  { type: "passphrase", passphrase: "x" },
  { type: "cancel" },
  { type: "try_now" },
  { ...SAY, text: "__proto__ \ud83d\ude00", mentions: [] },
  { ...SAY, text: "", action: true, reply: 1, mentions: [ID, "BBBBBBBBBBB"] },
  { type: "edit", in: "c1", id: 7, text: "hi", mentions: [ID] },
  { type: "delete", in: "c1", id: Number.MAX_SAFE_INTEGER },
  { type: "typing", in: "c1" },
  { type: "rename", name: "ada" },
  { type: "write_to", member: ID },
  { type: "close", in: "c12345678901234z" },
  { type: "ignore", member: ID, on: true },
  { type: "compared" },
  { type: "leave" },
  { type: "rejoin" },
  { type: "retry", in: "c1", ref: 1 },
  { type: "discard", in: "c1", ref: Number.MAX_SAFE_INTEGER },
  { type: "amend", in: "c1", ref: 7, text: "hi", mentions: [ID] },
  { type: "draft", in: "c1", text: "" },
  ...THEMES.map((theme) => ({ type: "theme", theme }) as const),
  { type: "choose", choices: { typing: true } },
  { type: "choose", choices: { typing: false } },
  { type: "choose", choices: { sound: "bell", notify: "all", send: "ctrl_enter" } },
  { type: "older", in: "c1", before: 0, reach: null },
  { type: "older", in: "c1", before: 7, reach: 0 },
  { type: "search", in: "c1", text: "" },
  { type: "search", in: "c1", text: "a word" },
  { type: "quiet", in: "c1", on: true },
  { type: "wipe" },
  ...EXPORT_FORMATS.map((format) => ({ type: "export", in: "c1", format }) as const),
  { type: "export", in: null, format: "json" },
  { type: "link", to: "here" },
  { type: "link", to: "another" },
  { type: "goodbye" },
  { type: "quit", sure: true },
  { type: "quit", sure: false },
  { type: "again" },
  { type: "without" },
  { type: "create", room: "garden", hidden: false, passphrase: null },
  { type: "kick", in: "c1", member: ID },
];

/** Fields that may be null, with the types of those that have them. */
const NULLABLE = ["say.reply", "older.reach", "export.in", "create.passphrase"];

Deno.test("readIntent() reads every intent, and only the fields it knows", () => {
  const more = { extra: 1, toString: 2, constructor: 3, from: ID, time: 0, html: "<b>" };
  for (const intent of GOOD) {
    assertEquals(readIntent(JSON.stringify(intent)), intent);
    const read = readIntent(JSON.stringify({ ...intent, ...more }));
    assertEquals(read, intent);
    assertEquals(Object.getPrototypeOf(read), Object.prototype);
  }
  const unknown = { more: 1, constructor: 2, sound: "horn", comings: "yes" };
  const choose = { type: "choose", choices: { typing: true, ...unknown } };
  assertEquals(readIntent(JSON.stringify(choose)), { type: "choose", choices: { typing: true } });
});

Deno.test("readIntent() is null where a field is missing or of another type", () => {
  let seen = 0;
  for (const intent of GOOD) {
    for (const key of Object.keys(intent)) {
      const others = Object.entries(intent).filter(([name]) => name !== key);
      const without = Object.fromEntries(others);
      assertEquals(readIntent(JSON.stringify(without)), null, `${intent.type} without ${key}`);
      for (const wrong of [null, 0.5, -1, [null], {}, ["a"], 1e999, [[]], { typing: 1 }]) {
        // JSON makes null of what is not finite.
        const isNull = wrong === null || wrong === Infinity;
        if (isNull && NULLABLE.includes(`${intent.type}.${key}`)) continue;
        const message = `${intent.type} with ${key} ${JSON.stringify(wrong)}`;
        assertEquals(readIntent(JSON.stringify({ ...without, [key]: wrong })), null, message);
        seen++;
      }
    }
  }
  assert(seen > 600);
});

Deno.test("readIntent() holds every length at its edge", () => {
  const edges: [(text: string) => Intent, number][] = [
    [(where) => ({ type: "check", where }), 2048],
    [(where) => ({ type: "join", where, name: "" }), 2048],
    [(name) => ({ type: "join", where: "", name }), 512],
    [(name) => ({ type: "rename", name }), 512],
    [(word) => ({ type: "accept_changed_key", word }), 512],
    [(passphrase) => ({ type: "passphrase", passphrase }), 1024],
    [(text) => ({ ...SAY, text, mentions: [] }), MAX_SAY_UNITS],
    [(text) => ({ type: "edit", in: "c1", id: 1, text, mentions: [] }), MAX_SAY_UNITS],
    [(text) => ({ type: "amend", in: "c1", ref: 1, text, mentions: [] }), MAX_SAY_UNITS],
    [(text) => ({ type: "draft", in: "c1", text }), MAX_DRAFT_UNITS],
    [(text) => ({ type: "search", in: "c1", text }), MAX_SEARCH_UNITS],
  ];
  for (const [make, most] of edges) {
    const longest = make("a".repeat(most));
    assertEquals(readIntent(JSON.stringify(longest)), longest);
    assertEquals(readIntent(JSON.stringify(make("a".repeat(most + 1)))), null);
  }
  const ids = Array(MAX_MENTIONS).fill(ID);
  const naming = { ...SAY, mentions: ids };
  assertEquals(readIntent(JSON.stringify(naming)), naming);
  assertEquals(readIntent(JSON.stringify({ ...SAY, mentions: [...ids, ID] })), null);
});

Deno.test("readIntent() holds every number and word at its edge", () => {
  const wrong: readonly object[] = [
    { type: "retry", in: "c1", ref: 0 },
    { type: "discard", in: "c1", ref: 2 ** 53 },
    { ...SAY, reply: 0, mentions: [] },
    { type: "edit", in: "c1", id: 0, text: "hi", mentions: [] },
    { type: "delete", in: "c1", id: 2 ** 53 },
    { type: "older", in: "c1", before: -1, reach: null },
    { type: "older", in: "c1", before: 5, reach: -1 },
    { type: "older", in: "c1", before: 5, reach: 2 ** 53 },
    { type: "amend", in: "c1", ref: 0, text: "hi", mentions: [] },
    { type: "quiet", in: "c1", on: 1 },
    { type: "search", in: "", text: "hi" },
    { type: "theme", theme: "pink" },
    { type: "export", in: "c1", format: "pdf" },
    { type: "link", to: "there" },
    { type: "typing", in: "C1" },
    { type: "close", in: "c12345678901234zz" },
    { type: "write_to", member: "ada" },
    { type: "ignore", member: `${ID}\n`, on: true },
    { type: "choose", choices: [] },
    { type: "choose", choices: {} },
    { type: "choose", choices: { sound: "horn", density: null } },
  ];
  for (const intent of wrong) assertEquals(readIntent(JSON.stringify(intent)), null);
});

Deno.test("readIntent() lets half of a character go nowhere", () => {
  const intent = readIntent(`{"type":"draft","in":"c1","text":"a\\ud83d"}`);
  assertEquals(intent, { type: "draft", in: "c1", text: "a\ufffd" });
});

Deno.test("readIntent() is null for whatever else it is given, and never throws", () => {
  const wrong = [
    "",
    "{",
    "null",
    "[]",
    "1",
    `"say"`,
    `{"type":"__proto__"}`,
    `{"type":"toString"}`,
    `{"__proto__":{"type":"leave"}}`,
  ];
  for (const text of wrong) assertEquals(readIntent(text), null, text);
  assertEquals(readIntent(`${"[".repeat(8000)}${"]".repeat(8000)}`), null);
  fc.assert(fc.property(fc.json(), (text) => {
    readIntent(text);
  }));
  fc.assert(fc.property(fc.string(), (text) => assertEquals(readIntent(`x${text}`), null)));
});
