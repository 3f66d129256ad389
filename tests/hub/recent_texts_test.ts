import { assertEquals } from "@std/assert";
import { RecentTexts } from "../../lib/hub/recent_texts.ts";
import { EDIT_MS, MAX_RECENT_TEXTS } from "../../lib/limits.ts";

const GARDEN = {};
const CELLAR = {};

Deno.test("RecentTexts.check() knows a text where it was sent, and nowhere else", () => {
  const recent = new RecentTexts();
  recent.add(GARDEN, 1, 0);
  recent.add(CELLAR, 2, 0);
  assertEquals([recent.check(GARDEN, 1, 0), recent.check(CELLAR, 2, 0)], ["ok", "ok"]);
  assertEquals([recent.check(CELLAR, 1, 0), recent.check(GARDEN, 2, 0)], ["no_text", "no_text"]);
  assertEquals(recent.check({}, 1, 0), "no_text"); // a room of the same name, later
});

Deno.test("RecentTexts.check() says to the millisecond when it is too late", () => {
  const recent = new RecentTexts();
  recent.add(GARDEN, 1, 1000);
  assertEquals(recent.check(GARDEN, 1, 1000 + EDIT_MS), "ok");
  assertEquals(recent.check(GARDEN, 1, 1001 + EDIT_MS), "too_late");
});

Deno.test("RecentTexts forgets the oldest of more than it may keep", () => {
  const recent = new RecentTexts();
  for (let id = 1; id <= MAX_RECENT_TEXTS; id++) recent.add(GARDEN, id, 0);
  assertEquals(recent.check(GARDEN, 1, 0), "ok");
  recent.add(GARDEN, MAX_RECENT_TEXTS + 1, 0);
  assertEquals([1, 2].map((id) => recent.check(GARDEN, id, 0)), ["no_text", "ok"]);
  assertEquals(recent.check(GARDEN, MAX_RECENT_TEXTS + 1, 0), "ok");
});

Deno.test("RecentTexts.remove() takes one text out, once", () => {
  const recent = new RecentTexts();
  for (const id of [1, 2]) recent.add(GARDEN, id, 0);
  recent.remove(GARDEN, 1);
  recent.remove(GARDEN, 1);
  recent.remove(CELLAR, 2);
  assertEquals([1, 2].map((id) => recent.check(GARDEN, id, 0)), ["no_text", "ok"]);
});
