import { assertEquals } from "@std/assert";
import { deliver } from "../../lib/hub/effect.ts";

Deno.test("deliver() makes no effect where there is nobody", () => {
  const message = { type: "closing", reason: "stopping" } as const;
  assertEquals(deliver([], message), []);
  assertEquals(deliver(["a", "b"], message), [{ type: "deliver", to: ["a", "b"], message }]);
  const others = { type: "deliver", to: ["a", "b"], but: "b", message } as const;
  assertEquals([deliver(["a", "b"], message, "b"), deliver(["b"], message, "b")], [[others], []]);
});
