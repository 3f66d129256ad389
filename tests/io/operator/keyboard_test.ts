import { assertEquals } from "@std/assert";
import { isAttended, standardKeyboard } from "../../../lib/io/operator/keyboard.ts";

Deno.test("isAttended() is so where both what is typed and what is read is a terminal", () => {
  assertEquals(isAttended(), Deno.stdin.isTerminal() && Deno.stdout.isTerminal());
});

Deno.test("standardKeyboard() gives the standard input, and takes no key by being there", () => {
  const keyboard = standardKeyboard();
  assertEquals(typeof keyboard.stream.on, "function");
  assertEquals(keyboard.stream.readableFlowing, null);
  keyboard.setRaw(false); // whatever the standard input is
});
