import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { folded, type Piece, piecesOf } from "../../../../ui/model/log/found.ts";

/** What was found in brackets. */
function marked(pieces: readonly Piece[]): string {
  return pieces.map(({ text, found }) => found ? `[${text}]` : text).join("");
}

Deno.test("piecesOf() marks every word wherever it stands, large or small", () => {
  assertEquals(marked(piecesOf("The other board, then.", "the")), "[The] o[the]r board, [the]n.");
  assertEquals(marked(piecesOf("a long board", "BOARD long")), "a [long] [board]");
  assertEquals(marked(piecesOf("a long board", "  ")), "a long board");
  assertEquals(marked(piecesOf("a long board", "short")), "a long board");
  assertEquals(marked(piecesOf("longer", "long longer")), "[longer]", "one in the other");
  assertEquals(marked(piecesOf("ananas", "ana")), "[ana]nas");
});

Deno.test("piecesOf() finds letters with their accents, however they are written", () => {
  assertEquals(marked(piecesOf("Un caffé e", "caffe")), "Un [caffé] e");
  assertEquals(marked(piecesOf("Un caffe\u0301 e", "caffé")), "Un [caffe\u0301] e");
  assertEquals(marked(piecesOf("x İstanbul y", "istanbul")), "x [İstanbul] y");
  assertEquals(marked(piecesOf("😀 Überweg", "uber")), "😀 [Über]weg");
  assertEquals(folded("ÅNGSTRÖM straße"), folded("angstrom STRASSE"));
  assertEquals(marked(piecesOf("Die Straße hier", "strasse")), "Die [Straße] hier");
});

Deno.test("piecesOf() shows of a long text what stands around the first thing that was found", () => {
  const long = `${"before ".repeat(100)}needle${" after".repeat(100)}`;
  const pieces = piecesOf(long, "needle");
  const shown = marked(pieces);
  assert(shown.startsWith("…before ") && shown.endsWith("…"), shown);
  assert(shown.includes("[needle]") && shown.length < 260, shown);
  assertEquals(marked(piecesOf(`${"x".repeat(3990)} needle`, "needle")), "…[needle]");
  assertEquals(marked(piecesOf("y".repeat(500), "z")), `${"y".repeat(240)}…`);
  const smiles = "😀".repeat(500);
  for (const { text } of piecesOf(smiles, "z")) assert(text.isWellFormed(), text);
});

Deno.test("piecesOf() loses nothing of a text that is short, and adds nothing", () => {
  const letter = fc.constantFrom(
    "a",
    "B",
    "é",
    "e\u0301",
    "İ",
    "ß",
    "😀",
    " ",
    "\n",
    "\u202e",
    "ﬁ",
  );
  const text = fc.array(letter, { maxLength: 60 }).map((letters) => letters.join(""));
  fc.assert(fc.property(text, text, (written, sought) => {
    const pieces = piecesOf(written, sought);
    assertEquals(pieces.map((piece) => piece.text).join(""), written);
  }));
});

Deno.test("piecesOf() takes no long time for what is made to take long", () => {
  const started = performance.now();
  piecesOf("a".repeat(4000), Array(100).fill("a").join(" "));
  piecesOf("e\u0301".repeat(2000), Array(60).fill("é").join(" "));
  piecesOf("İ".repeat(4000), "i i i i i i");
  const took = performance.now() - started;
  assert(took < 500, `${took} ms`);
});
