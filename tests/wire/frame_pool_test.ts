import { assert, assertEquals } from "@std/assert";
import { FramePool } from "../../lib/wire/frame_pool.ts";

Deno.test("FramePool.take() lends what was given back, and otherwise new bytes, of the length that is asked for", () => {
  const pool = new FramePool();
  const [one, two] = [pool.take(274), pool.take(274)];
  assertEquals([one.length, two.length, one === two], [274, 274, false]);
  pool.give(one);
  assertEquals(pool.take(1_042).length, 1_042);
  assert(pool.take(274) === one);
  assert(pool.take(274) !== one);
});

Deno.test("FramePool.give() keeps no length that was never asked for, and 128 of any or 1 MiB at most", () => {
  const pool = new FramePool();
  const stranger = new Uint8Array(100);
  pool.give(stranger);
  assert(pool.take(100) !== stranger);
  for (const [length, most] of [[274, 128], [16_402, 64]] as const) {
    const lent = Array.from({ length: 200 }, () => pool.take(length));
    for (const frame of lent) pool.give(frame);
    const again = Array.from({ length: 200 }, () => pool.take(length));
    assertEquals(again.filter((frame) => lent.includes(frame)).length, most);
    assertEquals(new Set(again).size, 200, "nothing is lent twice");
  }
});
