import { assertEquals } from "@std/assert";
import { Clock, secondsUntil } from "../../lib/hub/clock.ts";

Deno.test("Clock.stamp() never goes backwards", () => {
  const clock = new Clock();
  assertEquals([5, 7, 6, 7, 8].map((now) => clock.stamp(now)), [5, 7, 7, 7, 8]);
});

Deno.test("secondsUntil() gives whole seconds, never too few and at least one", () => {
  const cases = [[1, 1], [999, 1], [1000, 1], [1001, 2], [2000, 2], [0, 1], [-5000, 1]] as const;
  for (const [left, seconds] of cases) assertEquals(secondsUntil(50_000 + left, 50_000), seconds);
});
