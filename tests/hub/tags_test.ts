import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { Tags } from "../../lib/hub/tags.ts";
import { MAX_RESTING_TAGS, TAG_REST_MS } from "../../lib/limits.ts";
import { drawFrom } from "./draw.ts";

Deno.test("Tags.take() gives four letters of a-z2-7, never one that is worn", () => {
  const tags = new Tags(drawFrom(1));
  const seen = new Set<string>();
  for (let count = 0; count < 5000; count++) {
    const tag = tags.take(0);
    assertMatch(tag, /^[a-z2-7]{4}$/);
    assert(!seen.has(tag));
    seen.add(tag);
  }
});

Deno.test("Tags.take() uses 20 bits as they were drawn", () => {
  const spelled = (...bytes: number[]) => new Tags(() => new Uint8Array(bytes)).take(0);
  assertEquals(spelled(0, 0, 0), "aaaa");
  assertEquals(spelled(0xff, 0xff, 0xff), "7777");
  assertEquals(spelled(0xf0, 0, 1), "aaab"); // the first four bits are not used
  assertEquals(spelled(0x08, 0, 0), "qaaa");
  assertEquals(spelled(0, 0x04, 0x20), "abba");
});

Deno.test("Tags.take() gives every letter at every place about equally often", () => {
  const tags = new Tags(drawFrom(2));
  const counts = new Map<string, number>();
  const rounds = 32_000;
  for (let round = 0; round < rounds; round++) {
    for (const [place, letter] of [...tags.take(0)].entries()) {
      const key = `${place}${letter}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  assertEquals(counts.size, 4 * 32);
  for (const [key, count] of counts) {
    assert(Math.abs(count - rounds / 32) < 200, `${key}: ${count}`); // six standard deviations
  }
});

Deno.test("Tags.rest() keeps a tag from being given out for 24 hours, to the millisecond", () => {
  const tags = new Tags(() => new Uint8Array(3)); // always draws "aaaa"
  const now = 1_000;
  assertEquals(tags.take(now), "aaaa");
  tags.rest("aaaa", now);
  assertEquals(tags.take(now), "aaab");
  assertEquals(tags.take(now + TAG_REST_MS - 1), "aaac");
  assertEquals(tags.take(now + TAG_REST_MS), "aaaa");
});

Deno.test("Tags.rest() is not shortened by a clock that jumps back and forth", () => {
  const tags = new Tags(() => new Uint8Array(3));
  tags.rest(tags.take(5_000), 0);
  assertEquals(tags.take(TAG_REST_MS), "aaab");
  tags.rest("aaab", 0);
  assertEquals(tags.take(TAG_REST_MS + 4_999), "aaac");
  assertEquals(tags.take(5_000 + TAG_REST_MS), "aaaa");
  assertEquals(tags.take(2 * TAG_REST_MS), "aaab");
});

Deno.test("Tags.rest() remembers 65,536 tags, the oldest out", () => {
  const tags = new Tags(drawFrom(3));
  for (let count = 0; count < MAX_RESTING_TAGS; count++) tags.rest(tags.take(0), 0);
  assertEquals(tags.taken, MAX_RESTING_TAGS);
  for (let count = 0; count < 1000; count++) tags.rest(tags.take(0), 0);
  assertEquals(tags.taken, MAX_RESTING_TAGS);
  tags.take(TAG_REST_MS);
  assertEquals(tags.taken, 1);
});

Deno.test("Tags.rest() forgets the one that has rested longest", () => {
  let next = 0;
  const tags = new Tags(() => new Uint8Array([next >> 16, (next >> 8) & 255, next & 255]));
  for (next = 0; next <= MAX_RESTING_TAGS; next++) tags.rest(tags.take(0), 0);
  next = 1;
  assertEquals(numberOf(tags.take(0)) > 1, true); // 1 still rests
  next = 0;
  assertEquals(tags.take(0), "aaaa"); // 0 does not
});

Deno.test("Tags cost the same per call, however many rest", () => {
  const tags = new Tags(drawFrom(4));
  const started = performance.now();
  for (let count = 0; count < 300_000; count++) tags.rest(tags.take(count), count);
  const spent = performance.now() - started;
  assert(spent < 20_000, `${spent} ms`); // searching 65,536 each time would be many minutes
});

Deno.test("Tags.take() draws again where a tag is taken, as the next one would be no draw", () => {
  const draws = [5, 5, 9];
  const tags = new Tags(() => new Uint8Array([0, 0, draws.shift() ?? 0]));
  assertEquals([tags.take(0), tags.take(0)], ["aaaf", "aaaj"]);
});

Deno.test("Tags.take() ends when randomness is broken, and says so when all are taken", () => {
  const tags = new Tags(() => new Uint8Array([0, 0, 7]));
  const seen = new Set(Array.from({ length: 2000 }, () => tags.take(0)));
  assertEquals(seen.size, 2000);

  let next = 0;
  const full = new Tags(() => new Uint8Array([next >> 16, (next >> 8) & 255, next++ & 255]));
  for (let count = 0; count < 2 ** 20; count++) full.take(0);
  assertThrows(() => full.take(0), RangeError);
});

function numberOf(tag: string): number {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return [...tag].reduce((number, letter) => number * 32 + letters.indexOf(letter), 0);
}
