import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Sought } from "../../../lib/client/conversation/sought.ts";
import { MAX_SEARCH_UNITS } from "../../../lib/limits.ts";
import { normaliseText } from "../../../lib/message/text.ts";
import { cpuTime } from "../cpu_time.ts";

/** What is found, of these texts, under what is typed. */
function found(typed: string, ...texts: string[]): string[] {
  const sought = new Sought(typed);
  return texts.filter((text) => sought.isIn(text, ""));
}

Deno.test("Sought finds texts in which every word stands, in any order and any case", () => {
  const text = "The tomatoes are RED, and the beans are not.";
  for (const typed of ["tomatoes", "TOMATO", "red the", " beans\tred\n", "bea bean beans", "o"]) {
    assertEquals(found(typed, text), [text], typed);
  }
  for (const typed of ["potato", "red blue", "tomatoes  potatoes", "redand", "notx"]) {
    assertEquals(found(typed, text), [], typed);
  }
});

Deno.test("Sought takes each word from either of two texts", () => {
  const sought = new Sought("ada tomatoes");
  assertEquals([
    sought.isIn("tomatoes", "Ada Lovelace"),
    sought.isIn("Ada has tomatoes", "bern"),
    sought.isIn("tomatoes", "bern"),
    sought.isIn("ada", "ada"),
    sought.isIn("", "ada tomatoes"),
  ], [true, true, false, false, true]);
});

Deno.test("Sought finds letters however they are made up, and with or without their accents", () => {
  const alike: readonly (readonly string[])[] = [
    ["café", "cafe\u0301", "CAFE", "cafe", "ＣＡＦＥ".normalize("NFKC")],
    ["Straße", "STRASSE", "strasse", "STRAẞE"],
    ["İstanbul", "istanbul", "ISTANBUL", "ıstanbul"],
    ["ὈΔΥΣΣΕΎΣ", "οδυσσευς", "Ὀδυσσεύς"],
    ["Ёлка", "елка", "ЁЛКА"],
    ["שָׁלוֹם", "שלום"],
    ["مَرحَبًا", "مرحبا"],
    ["هٰذا", "ه\u0656ذا", "هذا"],
    ["ﬁnal", "final", "FINAL"],
    ["\u2764\ufe0f", "\u2764"],
    ["Việt", "viet", "vie\u0302\u0323t"],
  ];
  for (const same of alike) {
    for (const typed of same) {
      assertEquals(found(typed, ...same.map((text) => `(${text})`)).length, same.length, typed);
    }
  }
});

Deno.test("Sought tells letters apart that a mark makes another letter", () => {
  assertEquals(found("か", "が", "か"), ["か"]);
  assertEquals(found("कि", "की", "कि"), ["कि"]);
  assertEquals(found("한", "하", "한"), ["한"]);
  assertEquals(found("\u1112\u1161\u11ab", "한"), ["한"], "what is typed is composed first");
});

Deno.test("Sought is empty where nothing is typed that could be found", () => {
  for (const typed of ["", " \n\t ", "\u0301", "\u200d \ufe0f", "\u0000"]) {
    const sought = new Sought(typed);
    assertEquals([sought.isEmpty, JSON.stringify(typed)], [true, JSON.stringify(typed)]);
  }
  assertEquals(new Sought(" a ").isEmpty, false);
});

/** The same, slowly: the text as it is folded whole. */
function slow(text: string): string {
  return text.normalize("NFD").replace(/\p{Script=Inherited}/gu, "").toLowerCase().toUpperCase();
}

Deno.test("Sought agrees with looking for each word in the whole folded text", () => {
  const letters = fc.constantFrom(..."aAäbßsSſIiıİ\u0301\u200dσςΣéﬃf");
  const text = fc.array(fc.oneof(letters, letters, fc.constant(" ")), {
    minLength: 8,
    maxLength: 30,
  })
    .map((all) => all.join(""));
  const word = fc.array(letters, { minLength: 1, maxLength: 3 }).map((all) => all.join(""));
  const cut = fc.record({ from: fc.nat(12), length: fc.integer({ min: 1, max: 6 }) });
  let hits = 0;
  fc.assert(
    fc.property(
      fc.array(fc.oneof(cut, cut, cut, word), { maxLength: 4 }),
      text,
      text,
      (all, one, other) => {
        const words = all.flatMap((part) =>
          // What stands there, so that much is found.
          (typeof part === "string" ? part : one.slice(part.from, part.from + part.length)).split(
            " ",
          )
        );
        const folded = words.map((sought) => slow(normaliseText(sought))).filter((all) =>
          all !== ""
        );
        const is = folded.length > 0 &&
          folded.every((all) => slow(one).includes(all) || slow(other).includes(all));
        if (is && new Set(folded).size > 1) hits++;
        const sought = new Sought(words.join(" "));
        assertEquals(sought.isEmpty, folded.length === 0);
        if (sought.isEmpty) return;
        for (let time = 0; time < 2; time++) assertEquals(sought.isIn(one, other), is);
      },
    ),
    { numRuns: 1_000 },
  );
  assert(hits > 50, `${hits} hits of several words`);
});

Deno.test("Sought finds whatever anybody says, by any part of it", () => {
  const any = fc.string({ unit: "grapheme", maxLength: 60 });
  fc.assert(fc.property(any, any, any, (before, typed, after) => {
    const text = normaliseText(`${before} ${typed} ${after}`);
    assert(new Sought(typed.slice(0, MAX_SEARCH_UNITS)).isIn(text, ""));
  }));
});

Deno.test("Sought reads a text once, whatever stands in it and however much is searched for", () => {
  const text = "e".repeat(4_000_000);
  const hostile = [
    "e".repeat(MAX_SEARCH_UNITS - 1) + "x",
    "x" + "e".repeat(MAX_SEARCH_UNITS - 1),
    Array.from({ length: 66 }, (_, n) => `e${String.fromCharCode(0x4e00 + n)}`).join(" "),
    "ﬃ".repeat(MAX_SEARCH_UNITS),
  ];
  const cost = (typed: string): number => {
    const sought = new Sought(typed);
    return cpuTime(() => assertEquals(sought.isIn(text, ""), false));
  };
  const plain = cost("eeex");
  // By trying at each letter anew it would be fifty times as much.
  for (const typed of hostile) {
    const took = cost(typed);
    assert(took < 10 * plain + 100, `${took} ms where ${plain} ms are enough`);
  }
});
