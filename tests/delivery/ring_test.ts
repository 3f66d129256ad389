import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { Ring } from "../../lib/delivery/ring.ts";

Deno.test("Ring gives back what it was given, first in, first out, however it grows and shrinks", () => {
  // Long runs of one kind, so that it gets long and empty again.
  const step = fc.record({ push: fc.boolean(), times: fc.integer({ min: 1, max: 200 }) });
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const ring = new Ring<{ readonly n: number }>();
    const list: { readonly n: number }[] = [];
    let n = 0;
    for (const { push, times } of steps) {
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
  ring.push({});
  // What a WeakRef was made for stays until the turn has ended.
  await new Promise((resolve) => setTimeout(resolve, 0));
  collectGarbage();
  assertEquals(gone.map((item) => item.deref()), Array(20).fill(undefined));
  assertEquals(ring.length, 1);
});

/** Puts one in and takes it out, in a frame of its own, so that no variable holds it after. */
function pass(ring: Ring<object>): object {
  const item = { text: "Good evening" };
  ring.push(item);
  return ring.shift() ?? item;
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}
