import { assertEquals } from "@std/assert";
import { fits } from "../../../lib/io/page/page.ts";
import { MAX_PAGE_MESSAGE_BYTES } from "../../../lib/limits.ts";

Deno.test("fits() counts bytes of UTF-8, at the edge", () => {
  for (const letter of ["a", "ä", "あ", "👩"]) {
    const each = new TextEncoder().encode(letter).length;
    const most = Math.floor(MAX_PAGE_MESSAGE_BYTES / each);
    const filler = "a".repeat(MAX_PAGE_MESSAGE_BYTES - most * each);
    assertEquals(fits(letter.repeat(most) + filler), true, letter);
    assertEquals(fits(letter.repeat(most) + filler + "a"), false, letter);
  }
  assertEquals(fits(""), true);
});
