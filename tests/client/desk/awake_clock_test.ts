import { assertEquals } from "@std/assert";
import { AwakeClock } from "../../../lib/client/desk/awake_clock.ts";

Deno.test("AwakeClock counts as the clock it reads, from nothing", () => {
  let time = 5_000;
  const clock = new AwakeClock(() => time, 2_000);
  assertEquals(clock.now(), 0);
  for (const [step, now] of [[1, 1], [0, 1], [1_999, 2_000], [2_000, 4_000]] as const) {
    time += step;
    assertEquals(clock.now(), now);
  }
});

Deno.test("AwakeClock counts a sleep as no more than the time between two looks", () => {
  let time = 0;
  const clock = new AwakeClock(() => time, 2_000);
  time += 12 * 60 * 60 * 1000;
  assertEquals(clock.now(), 2_000);
  time += 1_000;
  assertEquals(clock.now(), 3_000);
});
