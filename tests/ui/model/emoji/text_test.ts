import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { MAX_SAY_UNITS } from "../../../../lib/api/limits.ts";
import { EmojiTable } from "../../../../ui/model/emoji/codes.ts";
import { begunCode, withEmoji } from "../../../../ui/model/emoji/text.ts";
import { EMOJI } from "../../../../ui/model/emoji/all.ts";

function put(text: string): string {
  return withEmoji(text, EMOJI);
}

Deno.test("withEmoji() puts emoji in the places of their codes", () => {
  assertEquals(put(":tada:"), "🎉");
  assertEquals(put("so :tada: and :+1:, (:heart:)"), "so 🎉 and 👍, (❤️)");
  assertEquals(put(":tada::tada:🎉:tada:"), "🎉🎉🎉🎉");
  assertEquals(put("yes!:tada:"), "yes!🎉");
  assertEquals(put("> :tada:\n- :tada:\n- **:tada:**\n:tada:"), "> 🎉\n- 🎉\n- **🎉**\n🎉");
  assertEquals(put(":flag_it: :flag-it: :it:"), "🇮🇹 🇮🇹 🇮🇹");
});

Deno.test("withEmoji() leaves everything else as it was typed", () => {
  for (
    const text of [
      ...["", ":", "::", ":tada", "tada:", ":tada :", ":Tada:", ":no_such_emoji:", ":) :( :D"],
      ...["`:tada:`", "a `b :tada: c` d", "```\n:tada:\n```", "```js\nx :tada:\n```\nb"],
      ...[
        "http://garden.local/:tada:",
        "https://x.y/a?b=:tada:&c",
        "a:tada:",
        ":tada:b",
        "@:tada:",
      ],
      ...[
        "12:30:45",
        "1:100:2",
        "std::100::x",
        "std::100: x",
        "path/:tada:/x",
        "_:tada:",
        ":tada:_",
        "é:tada:",
      ],
    ]
  ) {
    assertEquals(put(text), text);
  }
  assertEquals(withEmoji(":tada:", null), ":tada:", "they are not there yet");
});

Deno.test("withEmoji() changes nothing but codes, whatever is typed", () => {
  const none = new EmojiTable(["x nothing"]);
  const unit = fc.constantFrom(
    "word",
    " ",
    ":",
    "tada",
    ":tada:",
    "`",
    "```",
    "\n",
    "*",
    "_",
    "> ",
    "- ",
    "@",
    "1. ",
    "~~",
    "http://",
  );
  fc.assert(fc.property(fc.string({ unit }), (text) => {
    assertEquals(withEmoji(text, none), text);
    assertEquals(put(text).replaceAll("🎉", ":tada:"), text);
  }));
});

Deno.test("withEmoji() takes no longer than the text is long", () => {
  const long = [
    ":",
    ":a::",
    "::a:",
    ":tada",
    ":tada:",
    "`",
    "```\n:tada:",
    "*:a:",
    "_:tada:_",
    "a:b ",
  ];
  for (const piece of long) {
    const text = piece.repeat(2 * MAX_SAY_UNITS / piece.length);
    const began = performance.now();
    put(text);
    const took = performance.now() - began;
    assert(took < 3_000, `${piece}: ${Math.round(took)} ms`);
  }
  const most = "x :tada: ".repeat(2 * MAX_SAY_UNITS / 9 + 1);
  assertEquals(put(most), most, "nobody can send as much");
});

Deno.test("begunCode() is the letters of a code, once there are two", () => {
  const begun = (text: string) => begunCode(text, text);
  assertEquals(["a :ta", ":TA", ":+1", "(:ta", "🎉:ta", "❤️:ta"].map(begun), [
    "ta",
    "TA",
    "+1",
    "ta",
    "ta",
    "ta",
  ]);
  assertEquals([":t", ":ta ", "a:ta", "1:ta", ":ta:", "`:ta", "```\n:ta", ":)"].map(begun), [
    ...Array.from({ length: 8 }, () => null),
  ]);
});
