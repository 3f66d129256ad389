import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { checkName, checkRoomName, foldName } from "../../lib/message/name.ts";

/** What is typed, and the name it becomes. */
const GOOD: readonly (readonly [string, string])[] = [
  ["alice", "alice"],
  ["  Alice B. ", "Alice B."],
  ["Alice \u{a0} \u{2003}B.", "Alice B."], // a page would show them as one
  ["O'Neill-Smith", "O'Neill-Smith"],
  ["Ünal Ğ", "Ünal Ğ"],
  ["e\u{301}ric", "éric"],
  ["ａｌｉｃｅ", "alice"], // full width
  ["ﬁona", "fiona"], // ligature
  ["𝐚𝐥𝐢𝐜𝐞", "alice"], // mathematical bold
  ["ﷺ", "صلى الله عليه وسلم"], // one letter that becomes eighteen
  ["Ольга", "Ольга"],
  ["раура", "раура"], // looks like "paypa", all Cyrillic: told apart by its tag
  ["Νίκος", "Νίκος"],
  ["דוד", "דוד"],
  ["محمد٣", "محمد٣"],
  ["राधिका", "राधिका"],
  ["สมชาย", "สมชาย"],
  ["မျှော်", "မျှော်"], // five marks in a row, three of which stand beside the letter
  ["김철수", "김철수"],
  ["\u{1100}\u{1161}", "가"], // letters of Hangul
  ["田中タロウ", "田中タロウ"],
  ["ひろし Tanaka 田中", "ひろし Tanaka 田中"], // Han, kana and Latin together
  ["サーバー", "サーバー"], // the long vowel mark serves two scripts
  ["王小明", "王小明"],
  ["ﾀﾛｳ", "タロウ"], // half width
  ["42", "42"],
  ["r2d2 🎉", "r2d2 🎉"],
  ["__proto__", "__proto__"],
  ["constructor", "constructor"],
  ["toString", "toString"],
  ["<b>bob</b>", "<b>bob</b>"],
  ["servers", "servers"],
  ["I1l", "I1l"],
  ["a".repeat(24), "a".repeat(24)],
  ["\u{1d49c}".repeat(24), "A".repeat(24)], // 96 bytes before, 24 after
  ["\u{20000}".repeat(24), "\u{20000}".repeat(24)], // 96 bytes
];

/** What is typed, and the rule it breaks. */
const BAD: readonly (readonly [string, string])[] = [
  ["", "empty"],
  [" \t\n\u{a0}\u{3000}", "empty"],
  ["аlice", "mixed_scripts"], // the first letter is Cyrillic
  ["alicе", "mixed_scripts"], // the last one is
  ["Αlice", "mixed_scripts"], // a Greek capital
  ["田中김", "mixed_scripts"],
  ["alice٣", "mixed_scripts"], // an Arabic digit
  ["al\u{64b}ice", "mixed_scripts"], // an Arabic vowel sign
  ["al\u{200b}ice", "characters"], // zero-width space
  ["al\u{200d}ice", "characters"], // zero-width joiner
  ["al\u{2060}ice", "characters"], // word joiner
  ["\u{202e}ecila", "characters"], // bidi override
  ["\u{2066}alice\u{2069}", "characters"], // bidi isolate
  ["alice\u{200f}", "characters"], // bidi mark
  ["al\u{ad}ice", "characters"], // soft hyphen
  ["\u{3164}", "characters"], // Hangul filler
  ["\u{ffa0}a", "characters"], // half-width Hangul filler
  ["\u{115f}", "characters"], // Hangul initial filler
  ["alice\u{e0061}", "characters"], // tag character
  ["alice\u{fe0f}", "characters"], // variation selector
  ["al\u{d800}ice", "characters"], // lone surrogates
  ["alice\u{dc00}", "characters"],
  ["al\nice", "characters"],
  ["al\u{0}ice", "characters"],
  ["\u{1b}[31malice", "characters"],
  ["al\u{2028}ice", "characters"],
  ["alice·k7qd", "characters"], // a false tag
  ["alice \u{387} k7qd", "characters"], // a dot that NFKC makes the same
  ["alice\u{2219}k7qd", "characters"],
  ["alice\u{fffc}", "characters"], // leaves no trace
  ["@alice", "characters"], // what people type before a name
  ["\u{ff20}alice", "characters"],
  [" #alice", "characters"],
  ["alice\u{1d159}", "characters"], // nor does this
  ["alice\u{e000}", "characters"], // private use
  ["alice\u{378}", "characters"], // unassigned
  ["\u{301}alice", "marks"],
  ["\u{a8}alice", "marks"], // a blank with a mark, once it is normalised
  ["a\u{334}\u{335}\u{336}lice", "marks"],
  ["x\u{20dd}\u{20de}\u{20df}", "marks"], // enclosing ones
  ["ᎪᏞᏆᏟᎬ", "script"], // Cherokee, looks like "ALICE"
  ["𐐀𐐁", "script"], // Deseret
  ["al\u{1680}ice", "script"], // a blank that looks like a dash
  ["alice\u{2800}", "script"], // Braille without a dot
  ["🎉🎉", "no_letter"],
  ["...", "no_letter"],
  ["_", "no_letter"],
  ["you", "reserved"],
  ["SERVER", "reserved"],
  ["Ａｄｍｉｎ", "reserved"],
  ["ⓢⓨⓢⓣⓔⓜ", "reserved"],
  [" pyChat ", "reserved"],
  ["a".repeat(25), "too_long"],
  ["\u{20000}".repeat(23) + "e\u{301}\u{323}aa", "too_long"], // 26 graphemes
  ["\u{1d49c}".repeat(25), "too_long"],
  ["ﷺﷺ", "too_long"],
  ["a".repeat(1_000_000), "too_long"],
  ["a" + "\u{301}\u{323}".repeat(500_000), "too_long"],
];

Deno.test("checkName() lets good names through in the form in which they are shown", () => {
  for (const [raw, name] of GOOD) assertEquals(checkName(raw), { ok: true, name }, raw);
});

Deno.test("checkName() refuses bad names and says why", () => {
  for (const [raw, rule] of BAD) {
    const check = checkName(raw);
    assertEquals(check.ok ? "ok" : check.rule, rule, JSON.stringify(raw.slice(0, 40)));
  }
});

Deno.test("checkName() counts 24 graphemes and 96 bytes, both inclusive", () => {
  assertEquals(checkName("o\u{328}\u{304}".repeat(24)), { ok: true, name: "ǭ".repeat(24) });
  const dense = "q\u{323}\u{304}".repeat(19); // 5 bytes each
  assertEquals(new TextEncoder().encode(`${dense}1`).length, 96);
  assertEquals(checkName(`${dense}1`).ok, true);
  assertEquals(checkName(`${dense}12`), { ok: false, rule: "too_long" });
});

Deno.test("checkName() changes nothing in a name it let through", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 30 }), (raw) => {
      const check = checkName(raw);
      if (check.ok) assertEquals(checkName(check.name), check);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("checkName() is fast for the worst that a packet can hold", () => {
  const started = performance.now();
  for (const unit of ["\u{301}", "a\u{301}", "ﷺ", "\u{1f468}\u{200d}", "\u{ac00}"]) {
    checkName(`a${unit.repeat(384 / unit.length - 1)}`);
    checkName(unit.repeat(8000));
  }
  // Some milliseconds; what grows with the square takes minutes.
  assert(performance.now() - started < 20_000);
});

Deno.test("checkRoomName() has the same rules and 32 graphemes", () => {
  assertEquals(checkRoomName(" Lobby "), { ok: true, name: "Lobby" });
  assertEquals(checkRoomName("a".repeat(32)).ok, true);
  assertEquals(checkRoomName("a".repeat(33)), { ok: false, rule: "too_long" });
  // Four letters to one, and then 96 bytes.
  assertEquals(checkRoomName("α\u{313}\u{300}\u{345}".repeat(32)).ok, true);
  assertEquals(checkRoomName("lоbby"), { ok: false, rule: "mixed_scripts" });
  assertEquals(checkRoomName("system"), { ok: false, rule: "reserved" });
  assertEquals(checkRoomName(""), { ok: false, rule: "empty" });
});

Deno.test("foldName() is the same for names that differ in case or width", () => {
  for (const name of ["Alice", "ALICE", "ａｌｉｃｅ", "𝐀lice"]) {
    assertEquals(foldName(name), "alice");
  }
  assertEquals(foldName("É"), foldName("e\u{301}"));
  assertEquals(foldName("J\u{30c}"), foldName("ǰ")); // composed in lower case only
  assertNotEquals(foldName("alice"), foldName("аlice"));
});

Deno.test("foldName() folds its own result to itself, for every character there is", () => {
  for (let point = 0; point <= 0x10ffff; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const folded = foldName(String.fromCodePoint(point));
    if (foldName(folded) !== folded) throw new Error(`U+${point.toString(16)}`);
  }
});
