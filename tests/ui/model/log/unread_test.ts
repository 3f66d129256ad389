import { assertEquals, assertStrictEquals } from "@std/assert";
import type { Line } from "../../../../lib/api/view.ts";
import {
  ALL_SEEN,
  arrived,
  changed,
  reachedEnd,
  turnedAway,
} from "../../../../ui/model/log/unread.ts";
import { PEOPLE, text } from "../../../support/scenes.ts";

const NOBODY: ReadonlySet<string> = new Set();
const TEXT = text("ada", 0, "x");
const TO_ME = text("ada", 0, "@mossy-heron", { toMe: true });
const OWN = text("mossy-heron", 0, "x");
const JOINED: Line = { type: "joined", time: 0, person: TEXT.from };

Deno.test("arrived() marks the first text that came while nobody looked and counts the others", () => {
  const one = arrived(ALL_SEEN, 10, [JOINED, TEXT, TEXT], true, NOBODY);
  assertEquals(one, { mark: 11, count: 2, mentions: 0 });
  assertEquals(arrived(one, 13, [TEXT], true, NOBODY), { mark: 11, count: 3, mentions: 0 });
});

Deno.test("arrived() counts apart what is meant for the reader", () => {
  const seen = arrived(ALL_SEEN, 0, [TEXT, TO_ME, TO_ME], true, NOBODY);
  assertEquals(seen, { mark: 0, count: 3, mentions: 2 });
  assertEquals(arrived(ALL_SEEN, 0, [TO_ME], false, NOBODY), ALL_SEEN);
});

Deno.test("arrived() counts nothing while somebody looks, and nothing but texts", () => {
  assertEquals(arrived(ALL_SEEN, 0, [TEXT], false, NOBODY), ALL_SEEN);
  assertEquals(arrived(ALL_SEEN, 0, [JOINED], true, NOBODY), ALL_SEEN);
});

Deno.test("arrived() counts nothing of who is ignored, and nothing that was said before", () => {
  const ignored = new Set([TEXT.from.id]);
  assertEquals(arrived(ALL_SEEN, 0, [TEXT, TO_ME], true, ignored), ALL_SEEN);
  assertEquals(arrived(ALL_SEEN, 0, [{ ...TO_ME, past: true }], true, NOBODY), ALL_SEEN);
});

Deno.test("arrived() takes an own text as a sign that everything was read", () => {
  assertEquals(arrived({ mark: 3, count: 2, mentions: 1 }, 5, [OWN], true, NOBODY), ALL_SEEN);
});

Deno.test("reachedEnd() ends the count and leaves the line where it is until more comes", () => {
  const seen = reachedEnd({ mark: 3, count: 2, mentions: 1 });
  assertEquals(seen, { mark: 3, count: 0, mentions: 0 });
  assertEquals(arrived(seen, 5, [TEXT], false, NOBODY), seen);
  assertEquals(arrived(seen, 5, [TEXT], true, NOBODY), { mark: 5, count: 1, mentions: 0 });
});

Deno.test("turnedAway() drops the line of what was read, and keeps that of what was not", () => {
  assertEquals(turnedAway({ mark: 3, count: 0, mentions: 0 }), ALL_SEEN);
  const unread = { mark: 3, count: 1, mentions: 0 };
  assertStrictEquals(turnedAway(unread), unread);
});

Deno.test("changed() counts a text no more that was taken back before anybody read it", () => {
  const [unread, one] = [{ mark: 3, count: 2, mentions: 1 }, PEOPLE[0]];
  const deleted: Line = { type: "deleted", time: 0, from: one ?? TEXT.from, mine: false };
  assertEquals(changed(unread, 4, TEXT, deleted, NOBODY), { mark: 3, count: 1, mentions: 1 });
  assertEquals(changed(unread, 4, TO_ME, deleted, NOBODY), { mark: 3, count: 1, mentions: 0 });
  assertEquals(changed({ ...unread, count: 1 }, 3, TO_ME, deleted, NOBODY), ALL_SEEN);
  assertStrictEquals(changed(unread, 2, TEXT, deleted, NOBODY), unread, "it was read");
  assertStrictEquals(changed(unread, 4, OWN, deleted, NOBODY), unread);
  assertStrictEquals(changed(unread, 4, TEXT, deleted, new Set([TEXT.from.id])), unread);
  assertStrictEquals(changed(ALL_SEEN, 4, TEXT, deleted, NOBODY), ALL_SEEN);
});

Deno.test("changed() counts a mention that an edit brings, and none that it takes away", () => {
  const unread = { mark: 3, count: 2, mentions: 0 };
  const named = changed(unread, 4, TEXT, TO_ME, NOBODY);
  assertEquals(named, { mark: 3, count: 2, mentions: 1 });
  assertEquals(changed(named, 4, TO_ME, TEXT, NOBODY), unread);
  assertEquals(changed(named, 4, TO_ME, TO_ME, NOBODY), named);
});
