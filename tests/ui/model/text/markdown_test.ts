import { assert, assertEquals } from "@std/assert";
import process from "node:process";
import fc from "fast-check";
import { type Block, blocksOf } from "../../../../ui/model/text/markdown.ts";
import type { Span } from "../../../../ui/model/text/spans.ts";

/** A span as it came. */
function spanSource(span: Span): string {
  if ("of" in span) return `${span.mark}${span.of.map(spanSource).join("")}${span.mark}`;
  return span.type === "code" ? `${span.mark}${span.text}${span.mark}` : span.text;
}

/** Blocks as the text they came from. */
function sourceOf(blocks: readonly Block[]): string {
  return blocks.map((block) =>
    block.type === "code"
      ? block.open + block.text + block.close
      : block.lines.map(({ mark, of }) => mark + of.map(spanSource).join("")).join("\n")
  ).join("\n");
}

function shortSpan(span: Span): string {
  switch (span.type) {
    case "words":
      return span.text;
    case "link":
      return `{${span.text}}`;
    case "name":
      return `{@${span.person.name}}`;
    case "code":
      return `{code ${span.text}}`;
    default:
      return `{${span.type} ${span.of.map(shortSpan).join("")}}`;
  }
}

/** Blocks as a test can be read. */
function short(blocks: readonly Block[]): readonly string[] {
  return blocks.map((block) => {
    if (block.type === "code") return `code(${block.language}): ${block.text}`;
    const numbered = block.type === "numbers";
    const lines = block.lines.map(({ mark, of }) =>
      (numbered ? mark : "") + of.map(shortSpan).join("")
    );
    return `${block.type}: ${lines.join("|")}`;
  });
}

/** The one line of a text of one line. */
function line(text: string): string {
  const [only] = short(blocksOf(text));
  return only?.replace(/^words: /, "") ?? "";
}

Deno.test("blocksOf() stresses words between marks", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["**bold** and *italic*, _too_", "{bold bold} and {italic italic}, {italic too}"],
    ["~~struck~~ out", "{struck struck} out"],
    ["***both***", "{both both}"],
    ["**bold and *italic* in it**", "{bold bold and {italic italic} in it}"],
    ["*_**~~deep~~**_*", "{italic {italic {bold {struck deep}}}}"],
    ['(*so*) "**so**" — _so_.', '({italic so}) "{bold so}" — {italic so}.'],
    ["*a* *b*", "{italic a} {italic b}"],
    ["*it*'s", "{italic it}'s"],
    ["日本**太字**です", "日本{bold 太字}です"],
    ["สวัสดี**ครับ**ผม", "สวัสดี{bold ครับ}ผม"],
    ["🎉**yes**🎉 ❤️*x*", "🎉{bold yes}🎉 ❤️{italic x}"],
    ["*a **b* c**", "{italic a **b} c**"],
    ["*a *b* c*", "*a {italic b} c*"],
    ["**a *b** `c` `d` e*", "{bold a *b} {code c} {code d} e*"],
    ["**a\n*b*\nc**", "**a|{italic b}|c**"],
  ];
  for (const [text, shown] of cases) assertEquals(line(text), shown, text);
});

Deno.test("blocksOf() leaves as it was typed what is not closed, or meant as something else", () => {
  const texts = [
    "*open",
    "close*",
    "**half*",
    "* blank *",
    "_ _",
    "~once~",
    "~~~thrice~~~",
    "****",
    "**",
    "__init__ and __name__",
    "snake_case_name and _one",
    "2*3*4 and 2**10 and 3**4",
    "x*(y+z)*w, (a+b)*(c+d)*(e)",
    "select *, count(*) from t",
    "rm *.o lib/*.so",
    "**/*.ts and **/*.js",
    "*.*",
    "^_^ ^_^",
    "-_- >_< *_* *-*",
    "¯\\_(ツ)_/¯",
    "\\*not\\*",
    "C:\\*\\*",
    "*️⃣ and *️⃣",
    "*️⃣x*",
    "*x*️⃣",
    "un**believ**able",
    "`",
    "``",
    "`open",
    "` `",
    "``two`",
    "# no heading",
    "![no](https://a.b picture)",
    "<b>no</b>",
    "&amp;",
    "---",
    "- one alone",
    "1. Mai",
    ">_> and >:(",
    ">",
    "> ",
    "```",
    "```js",
    "```js\nopen",
    "```\n\n```",
    "-a\n-b",
    "  - in\n  - in",
    "- one\n* other",
    "1. one\n2) other",
    "1234. year\n1235. year",
  ];
  for (const text of texts) {
    const blocks = blocksOf(text).map(({ type }) => type);
    assertEquals(blocks, ["words"], text);
    assertEquals(line(text).replaceAll("|", "\n").replace(/[{}]/g, ""), text);
  }
});

Deno.test("blocksOf() takes code in a line as it is, up to as many backticks", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["use `rm *.o *.a` here", "use {code rm *.o *.a} here"],
    ["`https://a.b/` and https://a.b/", "{code https://a.b/} and {https://a.b/}"],
    ["``a`b`` `c`", "{code a`b} {code c}"],
    ["`a`` b`", "{code a`` b}"],
    ["*`x`* and **a `b*` c**", "{italic {code x}} and {bold a {code b*} c}"],
    ["` x `", "{code  x }"],
    ["```now```", "{code now}"],
  ];
  for (const [text, shown] of cases) assertEquals(line(text), shown, text);
});

Deno.test("blocksOf() finds addresses and names before stress, and stress around them", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["*see https://a.b/x_y_z*", "{italic see {https://a.b/x_y_z}}"],
    ["**https://a.b/**", "{bold {https://a.b/}}"],
    ["_https://a.b/_", "{italic {https://a.b/}}"],
    ["https://a.b/*x*/y", "{https://a.b/*x*/y}"],
    ["~~https://a.b/~~", "{struck {https://a.b/}}"],
  ];
  for (const [text, shown] of cases) assertEquals(line(text), shown, text);
  const person = { id: "m", name: "_jo_", tag: "b3ys" };
  const names = (words: string) =>
    words.split(/(@_jo_)/).filter((part) => part !== "").map((text) =>
      text === "@_jo_" ? { type: "name", text, person } as const : { type: "words", text } as const
    );
  const named = blocksOf("hey @_jo_, **@_jo_** `@_jo_`", names);
  assertEquals(short(named), ["words: hey {@_jo_}, {bold {@_jo_}} {code @_jo_}"]);
});

Deno.test("blocksOf() finds code, quotations and lists among the words", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["so:\n```sh\nls *.o\n```\nand", ["words: so:", "code(sh): ls *.o", "words: and"]],
    ["```\na\n\n- b\n- c\n```", ["code(): a\n\n- b\n- c"]],
    ["``` c++ \nx\n```", ["code(c++): x"]],
    ["````\n```\nx\n```\n````", ["code(): ```\nx\n```"]],
    ["```js\nx```", ["code(js): x"]],
    ["```const x = 1;\ny```", ["code(): const x = 1;\ny"]],
    ["```\nx\n``` ", ["code(): x"]],
    ["```\na\n```\n```\nb\n```", ["code(): a", "code(): b"]],
    ["```<script>\nx\n```", ["code(): <script>\nx"]],
    [`\`\`\`${"x".repeat(25)}\ny\n\`\`\``, [`code(): ${"x".repeat(25)}\ny`]],
    ["> a *b*\n>\n> > c\nd", ["quote: a {italic b}||> c", "words: d"]],
    [">\n> a", ["words: >", "quote: a"]],
    ["- a\n- **b**\nc", ["bullets: a|{bold b}", "words: c"]],
    ["* a\n* b", ["bullets: a|b"]],
    ["2. a\n5. b", ["numbers: 2. a|5. b"]],
    ["1) a\n2) b\n\n- c\n- d", ["numbers: 1) a|2) b", "words: ", "bullets: c|d"]],
  ];
  for (const [text, shown] of cases) assertEquals(short(blocksOf(text)), shown, text);
});

Deno.test("blocksOf() takes the first line as words where something stands before it", () => {
  const blocks = (text: string) => short(blocksOf(text, undefined, true));
  assertEquals(blocks("> *waves*"), ["words: > {italic waves}"]);
  assertEquals(blocks("- a\n- b\n- c"), ["words: - a", "bullets: b|c"]);
  assertEquals(blocks("```\nx\n```"), ["words: ```|x|```"]);
});

/** Texts in which marks stand in every order. */
const marked = fc.array(
  fc.constantFrom(
    ..."*_~`>-\n\n .:/\\[]()",
    ..."a1é日🎉\u0301\ufe0f\u202e",
    "**",
    "~~",
    "```",
    "```js\n",
    "\n```",
    "\n> ",
    "\n- ",
    "\n1. ",
    "https://a.b/c",
    "@ada",
    "word",
    "  ",
  ),
  { maxLength: 120 },
).map((parts) => parts.join(""));

/** The spans of a block, and the spans in these. */
function allSpans(spans: readonly Span[]): readonly Span[] {
  return spans.flatMap((span) => "of" in span ? [span, ...allSpans(span.of)] : [span]);
}

Deno.test("blocksOf() loses nothing of any text, and adds nothing to it", () => {
  for (const texts of [marked, fc.string({ unit: "binary", maxLength: 200 })]) {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, within) => {
        assertEquals(sourceOf(blocksOf(text, undefined, within)), text);
      }),
      { numRuns: 300 },
    );
  }
});

Deno.test("blocksOf() gives no span without anything in it, and no words beside words", () => {
  fc.assert(
    fc.property(marked, (text) => {
      for (const block of blocksOf(text)) {
        if (block.type === "code") {
          assert(block.text.trim() !== "");
          continue;
        }
        for (const spans of block.lines.map(({ of }) => of)) {
          for (const group of [spans, ...allSpans(spans).flatMap((s) => "of" in s ? [s.of] : [])]) {
            group.forEach((span, i) => {
              assert("of" in span ? span.of.length > 0 : span.text !== "");
              assert(span.type !== "words" || group[i + 1]?.type !== "words");
            });
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

/** 32,000 letters made of a piece, the longest text that can be written at once. */
function longOf(piece: string): string {
  return piece.repeat(Math.ceil(32_000 / piece.length)).slice(0, 32_000);
}

/** Runs of backticks of which no two are of the same length. */
const RUNS = Array.from({ length: 250 }, (_, n) => "`".repeat(n + 1)).join(" ");

Deno.test("blocksOf() takes no longer for a text that is made to stall it", () => {
  const worst = [
    ..."*_~`> -\\[(:.@",
    ..."**,~~,*a,a*,*a ,_a *b ,*a **b ~~c _d ,`a``b,```\n,```a\n,> ,>\n,> a\n,- \n,- a\n,1. a\n"
      .split(","),
    "*_",
    "* *",
    "**a ",
    "http://",
    "https://a.b/*",
    "\u0301*",
    "a\u0301",
    "\ud83d*",
  ].map(longOf);
  const texts = [...worst, RUNS, RUNS.replaceAll(" ", "\n"), `*${longOf("**a** ")}`];
  for (const text of texts) {
    assertEquals(sourceOf(blocksOf(text)), text);
    assert(isQuick(() => blocksOf(text)), JSON.stringify(text.slice(0, 20)));
  }
});

/**
 * Whether something takes less than half a second of the processor, at least once in five tries:
 * the slowest text takes a tenth of that, and what is not linear ten times it. By the clock on the
 * wall it would depend on what else the machine does.
 */
function isQuick(act: () => void): boolean {
  for (let tries = 0; tries < 5; tries++) {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    if (user + system < 500_000) return true;
  }
  return false;
}

Deno.test("blocksOf() nests no deeper than there are marks", () => {
  const depth = (spans: readonly Span[]): number =>
    Math.max(0, ...spans.map((span) => "of" in span ? 1 + depth(span.of) : 0));
  fc.assert(
    fc.property(marked, (text) => {
      for (const block of blocksOf(text)) {
        if (block.type !== "code") { for (const { of } of block.lines) assert(depth(of) <= 5); }
      }
    }),
  );
  const opening = "*a _b **c ~~d ***e ".repeat(50);
  const closing = "e*** d~~ c** b_ a*".repeat(50);
  const [block] = blocksOf(`${opening}x${closing}`);
  assert(block !== undefined && block.type !== "code");
  assertEquals(depth(block.lines[0]?.of ?? []), 5);
});
