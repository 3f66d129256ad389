import { assertEquals } from "@std/assert";
import { isLong, joined, linesIn } from "../../../../ui/model/composer/pasted.ts";

Deno.test("isLong() is true of more than 20 lines, or more than 1,000 letters", () => {
  assertEquals(isLong("a\n".repeat(20)), false);
  assertEquals(isLong("a\n".repeat(20) + "a"), true);
  assertEquals(isLong("a".repeat(1_000)), false);
  assertEquals(isLong("a".repeat(1_001)), true);
});

Deno.test("linesIn() counts no line after the last break", () => {
  assertEquals(["a", "a\n", "a\nb", "a\n\n", "\n"].map(linesIn), [1, 1, 2, 2, 1]);
});

Deno.test("joined() is what is typed, a line break, and what is pasted", () => {
  assertEquals(joined("a", "b"), "a\nb");
  assertEquals(joined("a\n", "b"), "a\nb");
  assertEquals(joined("a", ""), "a");
  assertEquals(joined(" \n", "b"), "b");
});
