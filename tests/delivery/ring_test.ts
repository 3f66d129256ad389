import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { Ring } from "../../lib/delivery/ring.ts";

Deno.test("Ring gives back what it was given, first in, first out, however it grows and shrinks", () => {
  // Long runs of one kind, so that it gets long and empty again.
  const step = fc.record({
    push: fc.boolean(),
    times: fc.integer({ min: 1, max: 200 }),
    shrink: fc.boolean(),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const ring = new Ring<{ readonly n: number }>();
    const list: { readonly n: number }[] = [];
    let n = 0;
    for (const { push, times, shrink } of steps) {
      if (shrink) ring.shrink();
      for (let time = 0; time < times; time++) {
        if (push) {
          const item = { n: n++ };
          ring.push(item);
          list.push(item);
        } else assertStrictEquals(ring.shift(), list.shift());
        assertEquals(ring.length, list.length);
        assertStrictEquals(ring.first, list[0]);
      }
    }
  }));
});

Deno.test("Ring.rewrite() puts others in their places or none, wherever its beginning is", () => {
  type Item = { readonly n: number };
  const step = fc.record({
    shift: fc.nat(300),
    push: fc.nat(300),
    drop: fc.integer({ min: 1, max: 5 }),
    other: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
    const ring = new Ring<Item>();
    let list: Item[] = [];
    let n = 0;
    for (const { shift, push, drop, other } of steps) {
      for (let time = 0; time < push; time++) {
        const item = { n: n++ };
        ring.push(item);
        list.push(item);
      }
      for (let time = 0; time < shift; time++) assertStrictEquals(ring.shift(), list.shift());
      const others = new Map<Item, Item | null>();
      for (const item of list) {
        const fresh = item.n % other === 0 ? { n: -item.n } : item;
        others.set(item, item.n % drop === 1 ? null : fresh);
      }
      const seen: Item[] = [];
      ring.rewrite((item) => {
        seen.push(item);
        return others.get(item) ?? null;
      });
      assertEquals(seen, list);
      list = list.flatMap((item) => others.get(item) ?? []);
      assertEquals(ring.length, list.length);
      assertStrictEquals(ring.first, list[0]);
    }
    for (const item of list) assertStrictEquals(ring.shift(), item);
    assertEquals([ring.shift(), ring.length], [undefined, 0]);
  }));
});

Deno.test("Ring.rewrite() costs one look at each of 300,000, and nothing where there is none", () => {
  const ring = new Ring<{ readonly n: number }>();
  ring.rewrite(() => {
    throw new Error("nobody is in it");
  });
  for (let n = 0; n < 300_000; n++) ring.push({ n });
  let looks = 0;
  ring.rewrite((item) => {
    looks++;
    return item.n % 100_000 === 7 ? item : null;
  });
  assertEquals([looks, ring.length], [300_000, 3]);
  for (const n of [7, 100_007, 200_007]) assertEquals(ring.shift()?.n, n);
});

Deno.test("Ring is empty at first, and asking an empty one changes nothing", () => {
  const ring = new Ring<{ readonly n: number }>();
  assertEquals([ring.length, ring.first, ring.shift(), ring.length], [0, undefined, undefined, 0]);
  const one = { n: 1 };
  ring.push(one);
  assertStrictEquals(ring.shift(), one);
  assertEquals([ring.length, ring.first, ring.shift(), ring.length], [0, undefined, undefined, 0]);
});

Deno.test("Ring costs the same for each of 300,000, at both ends", () => {
  const ring = new Ring<{ readonly n: number }>();
  for (let n = 0; n < 300_000; n++) ring.push({ n });
  // Some hundredths of a second; moving the whole queue each time would take minutes.
  for (let n = 0; n < 300_000; n++) assertEquals(ring.shift()?.n, n);
  assertEquals(ring.length, 0);
});

Deno.test("Ring keeps nothing alive that was taken, whatever else is in it", async () => {
  const ring = new Ring<object>();
  const gone = Array.from({ length: 20 }, () => new WeakRef(pass(ring)));
  gone.push(...Array.from({ length: 20 }, () => new WeakRef(push(ring))));
  ring.rewrite(() => null);
  ring.push({});
  // What a WeakRef was made for stays until the turn has ended.
  await new Promise((resolve) => setTimeout(resolve, 0));
  collectGarbage();
  assertEquals(gone.map((item) => item.deref()), Array(40).fill(undefined));
  assertEquals(ring.length, 1);
});

/** Puts one in and takes it out, in a frame of its own, so that no variable holds it after. */
function pass(ring: Ring<object>): object {
  const item = { text: "Good evening" };
  ring.push(item);
  return ring.shift() ?? item;
}

/** Puts one in and leaves it there. */
function push(ring: Ring<object>): object {
  const item = { text: "Good night" };
  ring.push(item);
  return item;
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}
