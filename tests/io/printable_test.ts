import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { printable, printableLine } from "../../lib/io/printable.ts";

Deno.test("printable() shows the escapes that terminals obey", () => {
  const cases: [string, string][] = [
    ["\x1b]0;title\x07", "\\u{1b}]0;title\\u{7}"],
    ["\x1b]8;;http://a\x1b\\x", "\\u{1b}]8;;http://a\\u{1b}\\x"],
    ["\x1b]52;c;aGk=\x07", "\\u{1b}]52;c;aGk=\\u{7}"],
    ["\x1b[2J", "\\u{1b}[2J"],
    ["\x1b[201~", "\\u{1b}[201~"],
    ["\x9b2J", "\\u{9b}2J"],
    ["\x90dcs\x9c", "\\u{90}dcs\\u{9c}"],
    ["good\rbad", "good\\u{d}bad"],
    ["\0\x7f", "\\u{0}\\u{7f}"],
    ["\u202egpj.exe", "\\u{202e}gpj.exe"],
    ["\u2066a\u2069\u200f\u061c", "\\u{2066}a\\u{2069}\\u{200f}\\u{61c}"],
    ["a\u2028b\u2029c", "a\\u{2028}b\\u{2029}c"],
    ["a\tb\nc", "a\tb\nc"],
    ["Grüße 👩‍👩‍👧 אבג", "Grüße 👩‍👩‍👧 אבג"],
  ];
  for (const [raw, shown] of cases) assertEquals(printable(raw), shown);
});

Deno.test("printableLine() gives one line whatever it is given", () => {
  assertEquals(printableLine("a\tb\r\nc"), "a\\u{9}b\\u{d}\\u{a}c");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (raw) => {
    assert(!/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(printableLine(raw)));
  }));
});

Deno.test("printable() changes nothing but controls", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (raw) => {
    const plain = raw.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, "");
    assertEquals(printable(plain), plain);
    assertEquals(
      printable(raw).replace(/\\u\{[0-9a-f]+\}|[\n\t]/g, ""),
      plain.replace(/\\u\{[0-9a-f]+\}/g, ""),
    );
  }));
});
