import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { secondsLeft, untilTick } from "../../../ui/model/countdown.ts";

Deno.test("secondsLeft() rounds up, and is 0 when it is time, overdue or happening", () => {
  const cases = [[4001, 5], [4000, 4], [3999, 4], [1, 1], [0, 0], [-1, 0], [-90_000, 0]] as const;
  for (const [left, seconds] of cases) assertEquals(secondsLeft(50_000 + left, 50_000), seconds);
  assertEquals(secondsLeft(null, 50_000), 0);
});

Deno.test("untilTick() is when secondsLeft() becomes another number, and not before", () => {
  assertEquals([null, 100, 99].map((next) => untilTick(next, 100)), [null, null, null]);
  fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), (left) => {
    const wait = untilTick(left, 0);
    assert(wait !== null && wait >= 1 && wait <= 1000);
    assertEquals(secondsLeft(left, wait - 1), secondsLeft(left, 0));
    assertEquals(secondsLeft(left, wait), secondsLeft(left, 0) - 1);
  }));
});
