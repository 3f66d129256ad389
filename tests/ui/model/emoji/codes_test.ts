import { assert, assertEquals } from "@std/assert";
import { EmojiTable } from "../../../../ui/model/emoji/codes.ts";
import { isEmoji } from "../../../../ui/model/emoji/only_emoji.ts";
import { loadEmoji } from "../../../../ui/model/emoji/load.ts";
import { Store } from "../../../../ui/model/store.ts";
import { EMOJI } from "../../../../ui/model/emoji/all.ts";

const SMALL = new EmojiTable([
  "😄 smile happy_face | joy\n🙂 slightly_smiling_face | smile",
  "🐕 dog | smiles;🌭 hot_dog hotdog",
]);

Deno.test("EmojiTable reads groups, codes and other words", () => {
  assertEquals(SMALL.groups, [[
    { emoji: "😄", codes: ["smile", "happy_face"], tags: ["joy"] },
    { emoji: "🙂", codes: ["slightly_smiling_face"], tags: ["smile"] },
  ], [
    { emoji: "🐕", codes: ["dog"], tags: ["smiles"] },
    { emoji: "🌭", codes: ["hot_dog", "hotdog"], tags: [] },
  ]]);
  assertEquals([SMALL.of("happy_face"), SMALL.of("joy"), SMALL.of("")], [
    "😄",
    undefined,
    undefined,
  ]);
});

Deno.test("EmojiTable.find() has what is called so before what begins so, and that before the rest", () => {
  const codes = (typed: string) => SMALL.find(typed, 9).map(({ code }) => code);
  assertEquals(codes("dog"), ["dog", "hot_dog"]);
  assertEquals(codes("smil"), ["smile", "slightly_smiling_face", "dog"]);
  assertEquals(codes("HOT dog"), ["hot_dog"]);
  assertEquals(codes("joy"), ["smile"], "by another word, with the code that there is");
  for (const typed of ["", " ", "mile", "xyz"]) assertEquals(codes(typed), [], typed);
  assertEquals(SMALL.find("s", 2).length, 2);
  const [first, second] = EMOJI.find("smi", 9);
  assertEquals(
    [first?.code, second?.code],
    ["smile", "smirk"],
    "what is short is meant more often",
  );
});

Deno.test("EmojiTable.named() gives emoji that were used a code again", () => {
  assertEquals(SMALL.named(["🌭", "x", "😄"]), [
    { emoji: "🌭", code: "hot_dog" },
    { emoji: "😄", code: "smile" },
  ]);
});

Deno.test("EMOJI_TABLE has every emoji once, in a form that is drawn, under codes that can be typed", () => {
  const all = EMOJI.groups.flat();
  assertEquals(EMOJI.groups.length, 9);
  assert(all.length > 1_700);
  assertEquals(all.filter(({ emoji }) => !isEmoji(emoji)), []);
  assertEquals(new Set(all.map(({ emoji }) => emoji)).size, all.length);
  const codes = all.flatMap((one) => one.codes);
  assertEquals(codes.filter((code) => !/^[a-z0-9_+-]{1,99}$/.test(code)), []);
  assertEquals(new Set(codes).size, codes.length);
  assertEquals(all.filter((one) => one.codes.length === 0), []);
  assertEquals(all.flatMap((one) => one.tags).filter((tag) => !/^[a-z]{3,}$/.test(tag)), []);
});

Deno.test("EMOJI_TABLE has the codes that people know from elsewhere", () => {
  const known = {
    smile: "😄",
    thumbsup: "👍",
    "+1": "👍",
    "-1": "👎",
    heart: "❤️",
    tada: "🎉",
    joy: "😂",
    party_popper: "🎉",
    flag_it: "🇮🇹",
    100: "💯",
    slightly_smiling_face: "🙂",
  };
  for (const [code, emoji] of Object.entries(known)) assertEquals(EMOJI.of(code), emoji, code);
});

Deno.test("loadEmoji() puts the table where the views read it", async () => {
  const store = new Store();
  assertEquals(store.emoji.value, null);
  await loadEmoji(store);
  assertEquals(store.emoji.value?.of("tada"), "🎉");
});
