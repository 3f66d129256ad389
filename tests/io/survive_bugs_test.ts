import { assertEquals } from "@std/assert";
import { runChild } from "../support/child.ts";

Deno.test("surviveBugs() keeps the process alive at what nothing caught, and reports each", async () => {
  const { code, stdout } = await runChild(`
    import { surviveBugs } from "./lib/io/survive_bugs.ts";
    surviveBugs((error) => console.log(error.name));
    setTimeout(() => { throw new TypeError("in a timer"); });
    queueMicrotask(() => { throw new RangeError("in a microtask"); });
    Promise.reject(new SyntaxError("in a promise"));
    setTimeout(() => console.log("alive"), 50);
  `);
  assertEquals(code, 0);
  assertEquals(stdout.trim().split("\n").sort(), [
    "RangeError",
    "SyntaxError",
    "TypeError",
    "alive",
  ]);
});
