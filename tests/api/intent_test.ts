import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Intent, readIntent } from "../../lib/api/intent.ts";
import { THEMES } from "../../lib/api/view.ts";
import { MAX_DRAFT_UNITS, MAX_SAY_UNITS } from "../../lib/limits.ts";

const GOOD: readonly Intent[] = [
  { type: "check", where: "garden" },
  { type: "join", where: "garden", name: "" },
  { type: "accept_new_key", compared: false },
  { type: "accept_changed_key", word: "abandon" },
  { type: "passphrase", passphrase: "x" },
  { type: "cancel" },
  { type: "try_now" },
  { type: "say", text: "__proto__ \ud83d\ude00" },
  { type: "rename", name: "ada" },
  { type: "compared" },
  { type: "leave" },
  { type: "rejoin" },
  { type: "retry", ref: 1 },
  { type: "discard", ref: Number.MAX_SAFE_INTEGER },
  { type: "draft", text: "" },
  ...THEMES.map((theme) => ({ type: "theme", theme }) as const),
  { type: "older", before: 0 },
  { type: "export" },
  { type: "link", to: "here" },
  { type: "link", to: "another" },
  { type: "goodbye" },
  { type: "quit", sure: true },
  { type: "quit", sure: false },
  { type: "again" },
  { type: "without" },
];

Deno.test("readIntent() reads every intent, and only the fields it knows", () => {
  for (const intent of GOOD) {
    assertEquals(readIntent(JSON.stringify(intent)), intent);
    assertEquals(readIntent(JSON.stringify({ ...intent, extra: 1, toString: 2 })), intent);
  }
});

Deno.test("readIntent() is null where a field is missing or of another type", () => {
  for (const intent of GOOD) {
    for (const key of Object.keys(intent)) {
      const others = Object.entries(intent).filter(([name]) => name !== key);
      const without = Object.fromEntries(others);
      assertEquals(readIntent(JSON.stringify(without)), null, `${intent.type} without ${key}`);
      for (const wrong of [null, 0.5, -1, [], {}, ["a"], 1e999]) {
        assertEquals(readIntent(JSON.stringify({ ...without, [key]: wrong })), null);
      }
    }
  }
});

Deno.test("readIntent() holds every length at its edge", () => {
  const edges: [(text: string) => Intent, number][] = [
    [(where) => ({ type: "check", where }), 2048],
    [(where) => ({ type: "join", where, name: "" }), 2048],
    [(name) => ({ type: "join", where: "", name }), 512],
    [(name) => ({ type: "rename", name }), 512],
    [(word) => ({ type: "accept_changed_key", word }), 512],
    [(passphrase) => ({ type: "passphrase", passphrase }), 1024],
    [(text) => ({ type: "say", text }), MAX_SAY_UNITS],
    [(text) => ({ type: "draft", text }), MAX_DRAFT_UNITS],
  ];
  for (const [make, most] of edges) {
    const longest = make("a".repeat(most));
    assertEquals(readIntent(JSON.stringify(longest)), longest);
    assertEquals(readIntent(JSON.stringify(make("a".repeat(most + 1)))), null);
  }
  for (const wrong of [`{"type":"retry","ref":0}`, `{"type":"retry","ref":9007199254740992}`]) {
    assertEquals(readIntent(wrong), null);
  }
  assertEquals(readIntent(`{"type":"older","before":-1}`), null);
  assertEquals(readIntent(`{"type":"theme","theme":"pink"}`), null);
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
  ];
  for (const text of wrong) assertEquals(readIntent(text), null, text);
  assertEquals(readIntent(`${"[".repeat(8000)}${"]".repeat(8000)}`), null);
  fc.assert(fc.property(fc.json(), (text) => {
    readIntent(text);
  }));
  fc.assert(fc.property(fc.string(), (text) => assertEquals(readIntent(`x${text}`), null)));
});
