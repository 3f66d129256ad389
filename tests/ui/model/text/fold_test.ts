import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Block, blocksOf } from "../../../../ui/model/text/markdown.ts";
import { FOLD_COLUMNS, FOLD_LINES, foldedOf } from "../../../../ui/model/text/fold.ts";
import type { Span } from "../../../../ui/model/text/spans.ts";

function wordsOf(span: Span): string {
  return "of" in span ? span.of.map(wordsOf).join("") : span.text;
}

/** What a reader reads, line by line. */
function linesOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) =>
    block.type === "code"
      ? block.text.split("\n")
      : block.lines.map(({ of }) => of.map(wordsOf).join(""))
  );
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, n) => `line ${n + 1}`).join("\n");
}

Deno.test("foldedOf() folds a text of more than 20 lines, and says how many more there are", () => {
  assertEquals(foldedOf(blocksOf("x")), null);
  assertEquals(foldedOf(blocksOf(lines(FOLD_LINES))), null);
  const folded = foldedOf(blocksOf(lines(FOLD_LINES + 1)));
  assertEquals(folded?.more, 1);
  assertEquals(linesOf(folded?.shown ?? []), lines(FOLD_LINES).split("\n"));
  assertEquals(foldedOf(blocksOf(lines(104)))?.more, 84);
  assertEquals(foldedOf(blocksOf(`${lines(19)}\n`))?.more, undefined);
});

Deno.test("foldedOf() counts the letters of a line that is long, even of one word", () => {
  const most = FOLD_LINES * FOLD_COLUMNS;
  assertEquals(foldedOf(blocksOf("x".repeat(most))), null);
  const folded = foldedOf(blocksOf("x".repeat(4000)));
  assertEquals(folded?.more, 30);
  assertEquals(linesOf(folded?.shown ?? []), [`${"x".repeat(most)}…`]);
  // Wide letters take twice the room, and so do the two units of an emoji.
  assertEquals(foldedOf(blocksOf("林".repeat(most / 2))), null);
  assertEquals(linesOf(foldedOf(blocksOf("林".repeat(most)))?.shown ?? []), [
    `${"林".repeat(most / 2)}…`,
  ]);
  assertEquals(foldedOf(blocksOf("🔌".repeat(most / 2))), null);
  assertEquals(foldedOf(blocksOf("🔌".repeat(most / 2 + 1)))?.more, 1);
});

Deno.test("foldedOf() cuts between words, and never within a letter", () => {
  const words = foldedOf(blocksOf("word ".repeat(400)));
  const [shown = ""] = linesOf(words?.shown ?? []);
  assert(shown.endsWith(" word…"), shown.slice(-20));
  const [family = ""] = linesOf(foldedOf(blocksOf(`x${"👨‍👩‍👧‍👦".repeat(300)}`))?.shown ?? []);
  assertEquals(family.slice(1, -1).replaceAll("👨‍👩‍👧‍👦", ""), "");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 500, maxLength: 3000 }), (text) => {
      const cut = linesOf(foldedOf(blocksOf(text))?.shown ?? []).join("\n");
      assert(cut.isWellFormed());
    }),
    { numRuns: 50 },
  );
});

Deno.test("foldedOf() folds code, lists and quotations, and keeps all of the code to be copied", () => {
  const code = foldedOf(blocksOf(`so:\n\`\`\`sh\n${lines(40)}\n\`\`\`\nend`));
  assertEquals(code?.more, 22);
  const [, block, ...rest] = code?.shown ?? [];
  assert(block?.type === "code");
  assertEquals(rest, []);
  assertEquals(block.text, lines(19));
  assertEquals(block.whole, lines(40));
  const list = lines(30).replaceAll("line", "- **item**");
  const [shown] = foldedOf(blocksOf(list))?.shown ?? [];
  assert(shown?.type === "bullets");
  assertEquals(shown.lines.length, FOLD_LINES);
  assertEquals(shown.lines[0]?.of.map(({ type }) => type), ["bold", "words"]);
});

Deno.test("foldedOf() leads nowhere by half an address", () => {
  const text = `${"x".repeat(1590)} https://example.org/${"a".repeat(100)}`;
  const types = foldedOf(blocksOf(text))?.shown.flatMap((block) =>
    block.type === "code" ? [] : block.lines.flatMap(({ of }) => of.map(({ type }) => type))
  );
  assertEquals(types, ["words", "words"]);
  const stressed = foldedOf(blocksOf(`**${"word ".repeat(400)}x**`))?.shown[0];
  assert(stressed !== undefined && stressed.type !== "code");
  assertEquals(stressed.lines[0]?.of.map(({ type }) => type), ["bold"]);
});

Deno.test("foldedOf() shows the beginning of what is there, and never more than 20 lines", () => {
  const long = fc.array(fc.constantFrom("a ", "\n", "**", "林", "\n- x", "```\n", "x".repeat(90)), {
    minLength: 20,
    maxLength: 200,
  }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(long, (text) => {
      const blocks = blocksOf(text);
      const folded = foldedOf(blocks);
      if (folded === null) return;
      assert(folded.more > 0);
      const [all, shown] = [linesOf(blocks), linesOf(folded.shown)];
      assert(shown.length <= FOLD_LINES);
      shown.forEach((line, i) => {
        const whole = all[i] ?? "";
        assert(line === whole || i === shown.length - 1 && line.endsWith("…"));
        assert(whole.startsWith(line.replace(/…$/, "")));
      });
      assert(shown.join("").length <= FOLD_LINES * FOLD_COLUMNS + 1);
    }),
    { numRuns: 500 },
  );
});
