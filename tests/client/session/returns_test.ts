import { assertEquals } from "@std/assert";
import { Returns } from "../../../lib/client/session/returns.ts";

Deno.test("Returns wait as long as the server says, within bounds, and for the longest of several", () => {
  const pauses = [undefined, 0, 7, 60, Number.MAX_SAFE_INTEGER].map((seconds) => {
    const returns = new Returns();
    returns.postpone("c2", seconds);
    return returns.takePause();
  });
  assertEquals(pauses, [20_000, 1_000, 7_000, 60_000, 60_000]);
  const returns = new Returns();
  assertEquals(returns.takePause(), null);
  for (const seconds of [3, 9, 4]) returns.postpone(`c${seconds}`, seconds);
  assertEquals([returns.takePause(), returns.takePause()], [9_000, null]);
  assertEquals([[...returns.take()], [...returns.take()]], [["c3", "c9", "c4"], []]);
});

Deno.test("Returns.resume() waits once more where there is something to wait for", () => {
  const returns = new Returns();
  returns.resume();
  assertEquals(returns.takePause(), null);
  returns.postpone("c2", 3);
  returns.resume();
  assertEquals(returns.takePause(), 3_000);
  returns.resume();
  assertEquals(returns.takePause(), 20_000);
});
