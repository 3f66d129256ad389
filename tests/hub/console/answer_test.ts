import { assertEquals, assertInstanceOf } from "@std/assert";
import { ConsoleError, refused, said } from "../../../lib/hub/console/answer.ts";

Deno.test("said() is done and asks for nothing more, and refused() is not done", () => {
  assertEquals(said("a", "b"), { lines: ["a", "b"], done: true, stop: false, invitation: null });
  assertEquals(refused("no"), { lines: ["no"], done: false, stop: false, invitation: null });
});

Deno.test("ConsoleError is told from mistakes of ours", () => {
  const error = new ConsoleError("No.");
  assertInstanceOf(error, Error);
  assertEquals([error.name, error.message], ["ConsoleError", "No."]);
});
