import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { encodeMessage } from "../../lib/message/encode.ts";
import { MAX_MESSAGE_BYTES } from "../../lib/message/json.ts";
import {
  checkText,
  hasControls,
  isTooLong,
  normaliseText,
  splitText,
} from "../../lib/message/text.ts";

/** Texts made of everything that is treated in a special way. */
const anyText = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
    { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom("\u{d800}", "\u{dc00}", "a") }) },
    {
      weight: 4,
      arbitrary: fc.tuple(
        fc.constantFrom(
          ..."|a|e\u{301}|\u{323}\u{307}|\u{344}|\u{1d160}|\n|\r\n|\r| |\t|\u{85}|\u{2028}".split(
            "|",
          ),
          ..."\u{0}|\u{7f}|\u{9b}|\u{200b}|\u{fe0f}|가|\u{1100}\u{1161}|👩‍👩‍👧|\u{feff}|\u{3000}".split(
            "|",
          ),
        ),
        fc.integer({ min: 1, max: 150 }),
      ).map(([unit, count]) => unit.repeat(count)),
    },
    { weight: 1, arbitrary: fc.integer({ min: 3990, max: 4010 }).map((n) => "x".repeat(n)) },
  ),
  { maxLength: 12 },
).map((parts) => parts.join(""));

Deno.test("normaliseText() keeps what people write", () => {
  const kept = [
    "hello",
    "  indented\n\tby a tab",
    "\n\nblank lines before and\n\n\nbetween",
    "trailing blanks  ",
    "👩‍👩‍👧 ❤️ 🇩🇪 1️⃣",
    "\u{202e}bidi is isolated, not removed\u{202c}",
    "ﷺ is not taken apart",
    '__proto__ key_exc iv_exc *server* {"type":"say"} <script>alert(1)</script>',
    "a\u{316}\u{317}\u{318}\u{319}", // four marks
  ];
  for (const text of kept) assertEquals(normaliseText(text), text);
});

Deno.test("normaliseText() changes what it must", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["a\r\nb\rc\u{85}d\u{2028}e\u{2029}f", "a\nb\nc\nd\ne\nf"],
    ["\u{1b}[31mred\u{7}\u{0}\u{9b}0m", "[31mred0m"],
    ["e\u{301}", "é"],
    ["e\u{0}\u{301}", "é"], // what a control kept apart
    ["x\u{316}\u{317}\u{318}\u{319}\u{31a}\u{31b}y", "x\u{31b}\u{316}\u{317}\u{318}y"], // sorted first
    [`a${"\u{489}".repeat(50)}b`, `a${"\u{489}".repeat(4)}b`],
    ["text \n \n\t\n", "text "],
    ["\n\n", ""],
    ["\u{d800}x", "\u{fffd}x"],
  ];
  for (const [raw, text] of cases) assertEquals(normaliseText(raw), text, JSON.stringify(raw));
});

Deno.test("normaliseText() done twice is the same as done once", () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const text = normaliseText(raw);
      assertEquals(normaliseText(text), text);
      assert(!hasControls(text) && text.isWellFormed() && !text.endsWith("\n"));
      assert(!/\p{M}{5}/u.test(text));
      assertEquals(text.normalize("NFC"), text);
    }),
    { numRuns: 500 },
  );
});

Deno.test("normaliseText() takes linear time for a million of anything", () => {
  const started = performance.now();
  for (const unit of ["\u{301}\u{323}", "\r", "\n", " ", "\u{0}", "a\u{301}", "\u{d800}", " \n"]) {
    normaliseText(`a${unit.repeat(1_000_000 / unit.length)}`);
    normaliseText(`${unit.repeat(1_000_000 / unit.length)}a`);
  }
  const spent = performance.now() - started;
  assert(spent < 20_000, `16 million units took ${spent} ms`); // quadratic time would be an hour
});

Deno.test("checkText() allows 4,000 units and 100 lines, and no more", () => {
  assertEquals(checkText("x"), "ok");
  assertEquals(checkText("x".repeat(4000)), "ok");
  assertEquals(checkText("x".repeat(4001)), "text_too_long");
  assertEquals(checkText("😀".repeat(2000)), "ok");
  assertEquals(checkText("\n".repeat(99) + "x"), "ok");
  assertEquals(checkText("\n".repeat(100) + "x"), "text_too_long");
  assertEquals(isTooLong("\n".repeat(99)), false);
  assertEquals(isTooLong("\n".repeat(100)), true);
});

Deno.test("checkText() finds a text empty that would show nothing", () => {
  for (
    const text of ["", " ", "\t", "\n \n", "\u{3000}", "\u{200b}\u{feff}", "\u{3164}", "\u{ad}"]
  ) {
    assertEquals(checkText(text), "text_empty", JSON.stringify(text));
  }
  for (const text of [".", "0", "\u{200b}.", "❤️", "\u{fffd}"]) assertEquals(checkText(text), "ok");
});

Deno.test("checkText() lets nothing through that does not fit a packet", () => {
  for (const unit of ["\u{ffff}", '"', "\\", "\t", "\u{7ff}", "😀"]) {
    const text = unit.repeat(4000 / unit.length - 1) + "x";
    assertEquals(checkText(text), "ok");
    const size = encodeMessage({
      type: "text",
      room: '"'.repeat(96),
      id: Number.MAX_SAFE_INTEGER,
      from: "AAAAAAAAAAA",
      text,
      time: Number.MAX_SAFE_INTEGER,
      ref: Number.MAX_SAFE_INTEGER,
    }).length;
    assert(size <= MAX_MESSAGE_BYTES, `${size} bytes`);
  }
});

Deno.test("splitText() leaves alone what fits", () => {
  assertEquals(splitText(""), []);
  assertEquals(splitText(" \n\u{200b}"), []);
  assertEquals(splitText("one\r\ntwo\n"), ["one\ntwo"]);
  assertEquals(splitText("x".repeat(4000)), ["x".repeat(4000)]);
});

Deno.test("splitText() cuts at line ends where it can", () => {
  const line = "x".repeat(1500);
  assertEquals(splitText(`${line}\n${line}\n${line}`), [`${line}\n${line}`, line]);
  const exact = "y".repeat(4000);
  assertEquals(splitText(`${exact}\n${exact}`), [exact, exact]);
  assertEquals(splitText(`a\n${exact}z`), ["a", exact, "z"]);
  assertEquals(splitText(`a\n${exact.slice(2)}\nb`), [`a\n${exact.slice(2)}`, "b"]);
  const lines = Array.from({ length: 250 }, (_, index) => `line ${index}`);
  assertEquals(splitText(lines.join("\n")), [
    lines.slice(0, 100).join("\n"),
    lines.slice(100, 200).join("\n"),
    lines.slice(200).join("\n"),
  ]);
});

Deno.test("splitText() cuts no grapheme that fits a message, and never a character", () => {
  const family = "👩‍👩‍👧";
  const [first = "", ...more] = splitText(`x${family.repeat(2000)}`);
  assertEquals(first.length, 1 + 499 * family.length);
  assertEquals(more.every((piece) => piece.length % family.length === 0), true);
  const hand = "👍🏽"; // two characters of two units each
  assertEquals(splitText("x".repeat(3998) + hand), ["x".repeat(3998), hand]);
  assertEquals(splitText("x".repeat(3996) + hand), ["x".repeat(3996) + hand]);
  const endless = `x${"👩\u{200d}".repeat(4000)}`;
  const pieces = splitText(endless);
  assertEquals(pieces.join(""), endless);
  assert(pieces.every((piece) => piece.isWellFormed()));
});

Deno.test("splitText() gives good messages that together are the text", () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const text = normaliseText(raw);
      let at = 0;
      for (const piece of splitText(raw)) {
        assertEquals(checkText(piece), "ok");
        assertEquals(normaliseText(piece), piece);
        const found = text.indexOf(piece, at);
        assert(found >= 0);
        assertEquals(visible(text.slice(at, found)), "");
        at = found + piece.length;
      }
      assertEquals(visible(text.slice(at)), "");
    }),
    { numRuns: 500 },
  );
});

Deno.test("splitText() loses only line ends where no line is blank", () => {
  const line = fc.integer({ min: 1, max: 9000 }).map((length) => "word ".repeat(length / 5) + ".");
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 300 }), (lines) => {
      const text = lines.join("\n");
      const pieces = splitText(text);
      let at = 0;
      for (const piece of pieces) {
        if (text[at] === "\n") at++;
        assert(text.startsWith(piece, at));
        at += piece.length;
      }
      assertEquals(at, text.length);
    }),
    { numRuns: 50 },
  );
});

function visible(text: string): string {
  return text.replace(/[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "");
}
