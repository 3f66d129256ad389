import { assertEquals } from "@std/assert";
import { countGraphemes, graphemesOf } from "../../lib/message/graphemes.ts";

Deno.test("countGraphemes() counts what people count", () => {
  assertEquals(countGraphemes(""), 0);
  assertEquals(countGraphemes("e\u{301}👩‍👩‍👧🇩🇪"), 3);
});

Deno.test("graphemesOf() tells where the letter begins that a unit belongs to", () => {
  const graphemes = graphemesOf("ae\u{301}🇩🇪");
  const begins = Array.from({ length: 8 }, (_, unit) => graphemes.containing(unit)?.index);
  assertEquals(begins, [0, 1, 1, 3, 3, 3, 3, undefined]);
});
