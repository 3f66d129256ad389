import { assertEquals } from "@std/assert";
import { Timers } from "../../../lib/client/connection/timers.ts";

function timers(): Timers<"a" | "b"> {
  let last = 0;
  return new Timers(() => ++last);
}

Deno.test("Timers.take() tells what a timer is for, once", () => {
  const set = timers();
  assertEquals(set.set("a", 5), { type: "wait", timer: 1, ms: 5 });
  assertEquals(set.set("b", 7), { type: "wait", timer: 2, ms: 7 });
  assertEquals([set.take(2), set.take(1)], ["b", "a"]);
  assertEquals([set.take(1), set.take(2), set.take(0), set.take(99)], [null, null, null, null]);
});

Deno.test("Timers.set() makes the timer before for the same purpose void, and no other", () => {
  const set = timers();
  for (const purpose of ["a", "b", "a"] as const) set.set(purpose, 0);
  assertEquals([set.take(1), set.take(2), set.take(3)], [null, "b", "a"]);
});

Deno.test("Timers.drop() and clear() make timers void", () => {
  const set = timers();
  set.set("a", 0);
  set.set("b", 0);
  set.drop("a");
  assertEquals([set.take(1), set.take(2)], [null, "b"]);
  set.set("a", 0);
  set.set("b", 0);
  set.clear();
  assertEquals([set.take(3), set.take(4)], [null, null]);
});

Deno.test("Timers.has() tells a timer that means something from a void one", () => {
  const set = timers();
  set.set("a", 0);
  set.set("b", 0);
  set.set("a", 0);
  assertEquals([1, 2, 3, 4].map((timer) => set.has(timer)), [false, true, true, false]);
  set.take(3);
  assertEquals([2, 3].map((timer) => set.has(timer)), [true, false]);
});
