import { assertEquals } from "@std/assert";
import type { Line } from "../../../lib/api/view.ts";
import { ALL_SEEN, arrived, reachedEnd } from "../../../ui/model/unread.ts";

const PERSON = { id: "1", name: "ada", tag: "k7qd" };
const TEXT: Line = { type: "text", time: 0, from: PERSON, mine: false, text: "x" };
const OWN: Line = { ...TEXT, mine: true };
const JOINED: Line = { type: "joined", time: 0, person: PERSON };

Deno.test("arrived() marks the first text that came while nobody looked and counts the others", () => {
  const one = arrived(ALL_SEEN, 10, [JOINED, TEXT, TEXT], true);
  assertEquals(one, { mark: 11, count: 2 });
  assertEquals(arrived(one, 13, [TEXT], true), { mark: 11, count: 3 });
});

Deno.test("arrived() counts nothing while somebody looks, and nothing but texts", () => {
  assertEquals(arrived(ALL_SEEN, 0, [TEXT], false), ALL_SEEN);
  assertEquals(arrived(ALL_SEEN, 0, [JOINED], true), ALL_SEEN);
});

Deno.test("arrived() takes an own text as a sign that everything was read", () => {
  assertEquals(arrived({ mark: 3, count: 2 }, 5, [OWN], true), ALL_SEEN);
});

Deno.test("reachedEnd() ends the count and leaves the line where it is until more comes", () => {
  const seen = reachedEnd({ mark: 3, count: 2 });
  assertEquals(seen, { mark: 3, count: 0 });
  assertEquals(arrived(seen, 5, [TEXT], false), seen);
  assertEquals(arrived(seen, 5, [TEXT], true), { mark: 5, count: 1 });
});
