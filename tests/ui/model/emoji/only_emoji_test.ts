import { assertEquals } from "@std/assert";
import { isEmoji } from "../../../../ui/model/emoji/only_emoji.ts";

Deno.test("isEmoji() knows one to six emoji from everything else", () => {
  const yes = ["🔌", "🔌🍞", "👩‍👩‍👧‍👦 🏳️‍🌈", "🇮🇹", "ℹ️", "Ⓜ️", "1️⃣", "😀😀😀😀😀😀"];
  const no = ["", " ", "1", "a🔌", "😀😀😀😀😀😀😀", "#", "😀".repeat(4000)];
  assertEquals(yes.filter((text) => !isEmoji(text)), []);
  assertEquals(no.filter(isEmoji), []);
});
