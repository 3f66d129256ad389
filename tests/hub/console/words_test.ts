import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { quoteWord, splitWords } from "../../../lib/hub/console/words.ts";

function texts(line: string): string[] {
  return splitWords(line).map(({ text }) => text);
}

Deno.test("splitWords() takes blanks of any kind and number for one", () => {
  assertEquals(texts(" \t kick\u{3000}ada\n  lobby "), ["kick", "ada", "lobby"]);
  assertEquals([texts(""), texts(" ")], [[], []]);
});

Deno.test("splitWords() keeps together what stands in quotes, and says so", () => {
  const [kick, name] = splitWords(`kick "Ada  L"`);
  assertEquals(kick, { text: "kick", quoted: false, closed: true, from: 0 });
  assertEquals(name, { text: "Ada  L", quoted: true, closed: true, from: 5 });
  assertEquals(texts(`topic r ""`), ["topic", "r", ""]);
  assertEquals(texts(String.raw`"a \"b\" \\ \c"`), [String.raw`a "b" \ \c`]);
  assertEquals(texts(String.raw`a"b 'c d' \x`), [`a"b`, "'c", "d'", String.raw`\x`]);
  assertEquals(texts(`"a"b`), ["a", "b"]);
});

Deno.test("splitWords() takes a quote that does not end for one to the end of the line", () => {
  assertEquals(splitWords(`kick "Ada `), [
    { text: "kick", quoted: false, closed: true, from: 0 },
    { text: "Ada ", quoted: true, closed: false, from: 5 },
  ]);
  assertEquals(texts(String.raw`"a\"`), [`a"`]);
  assertEquals(texts(`"a\\`), ["a\\"]);
  assertEquals(texts(`"`), [""]);
});

Deno.test("quoteWord() gives what splitWords() reads as that one word, whatever it holds", () => {
  assertEquals([quoteWord("ada"), quoteWord(`a"b`)], ["ada", `a"b`]);
  assertEquals([quoteWord("Ada L"), quoteWord(""), quoteWord(`"a`)], [
    `"Ada L"`,
    `""`,
    String.raw`"\"a"`,
  ]);
  assertEquals([quoteWord("--sure"), quoteWord("10m"), quoteWord("m-10")], [
    `"--sure"`,
    `"10m"`,
    "m-10",
  ]);
  const hard = fc.string({ unit: fc.constantFrom('"', "\\", " ", "a", "\n", "·", "😀") });
  fc.assert(fc.property(fc.oneof(hard, fc.string()), hard, (one, other) => {
    const line = `${quoteWord(one)} ${quoteWord(other)}`;
    assertEquals(texts(line), [one, other]);
  }));
});

Deno.test("splitWords() takes time that grows with the line alone", () => {
  for (const line of ['"'.repeat(200_000), '"' + "\\".repeat(200_000), '\\"'.repeat(100_000)]) {
    const start = performance.now();
    splitWords(line);
    assert(performance.now() - start < 20_000, "quadratic, it is minutes");
  }
});
