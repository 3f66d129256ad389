import { assertEquals } from "@std/assert";
import { SleepWatch } from "../../../lib/client/desk/sleep_watch.ts";

Deno.test("SleepWatch.look() sees a sleep by whichever clock went on, once", () => {
  for (const [clock, wall] of [[2_001, 1_000], [1_000, 2_001], [9e6, 9e6]] as const) {
    const watch = new SleepWatch(2_000, 50, 70);
    assertEquals(watch.look(2_050, 2_070), false, "it is a regular look");
    assertEquals(watch.look(2_050 + clock, 2_070 + wall), true);
    assertEquals(watch.look(2_050 + clock, 2_070 + wall), false, "it was told");
  }
});

Deno.test("SleepWatch.look() takes a clock that was set back for no sleep, and goes on from there", () => {
  const watch = new SleepWatch(2_000, 0, 9e9);
  assertEquals(watch.look(1_000, 5), false);
  assertEquals(watch.look(2_000, 1_005), false);
  assertEquals(watch.look(3_000, 9e9), true);
});
