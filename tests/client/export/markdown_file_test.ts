import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import type { Line } from "../../../lib/api/view.ts";
import { markdownFile, shown } from "../../../lib/client/export/markdown_file.ts";
import { printable } from "../../../lib/io/printable.ts";
import {
  ADA,
  answers,
  BERN,
  CONTEXT,
  HAPPENINGS,
  LOBBY,
  lobby,
  NOON,
  PRIVATE,
  says,
  SERVER,
  tools,
  unsent,
} from "./examples.ts";

const TIME = "2026-11-22 13:03:05 +01:00";

function entries(lines: readonly Line[]): string {
  const text = markdownFile([lobby(lines)], CONTEXT, tools(), NOON, 1e6);
  return text.slice(text.indexOf("\n\n", text.indexOf("Kept:")) + 2);
}

/**
 * What a reader of Markdown shows of a quote that holds nothing but escapes, entities, hard line
 * ends, and signs that mean nothing. Anything else makes it fail.
 */
function readBack(quote: string): string {
  const lines = quote.split("\n").map((line) => {
    assert(line.startsWith("> "), line);
    return line.slice(2);
  });
  // At its ends a line has no blank that would be lost, nor is one of them empty.
  for (const line of lines) assertMatch(line, /^[^\s\p{Zs}](.*[^\s\p{Zs}])?$/u);
  const markdown = lines.join("\n");
  const token =
    /\\([!-/:-@[-`{-~\n])|&(nbsp|#x([0-9a-f]+));|(\p{Zs})(?!\p{Zs})|([^!-/:-@[-`{-~\s])/yu;
  let text = "";
  for (token.lastIndex = 0; token.lastIndex < markdown.length;) {
    const at = token.lastIndex;
    const found = token.exec(markdown);
    assert(found !== null, `means something: ${markdown.slice(at)}`);
    const [, sign, entity, hex, blank, other] = found;
    if (entity !== undefined) text += hex ? String.fromCharCode(parseInt(hex, 16)) : " ";
    else text += sign ?? blank ?? other;
  }
  return text;
}

Deno.test("markdownFile() has a heading for the file and for each conversation", () => {
  const room = { ...LOBBY, name: "a*b", lobby: false, topic: "# Roses" };
  const conversations = [
    lobby([says("hi")], { view: room, dropped: 2 }),
    { view: PRIVATE, lines: [], dropped: 0, pending: [unsent("x\ny", { why: "gone" })] },
  ];
  assertEquals(markdownFile(conversations, CONTEXT, tools(), NOON, 1e6).split("\n"), [
    "# pyChat conversations",
    "",
    "- **Server:** Garden Pi",
    "- **Address:** garden\\.example\\, port 7420",
    "- **Key:** one two three four five six seven eight",
    "- **Verified:** the key is the one this client knew from before",
    "- **Compared:** yes, you said that you compared the key's words with whoever runs the server",
    "- **You:** **mia**·mmmm",
    "- **Exported:** 2026\\-11\\-22 13\\:03\\:05 \\+01\\:00",
    "- **Times:** Europe\\/Rome",
    "",
    "## Room \\#a\\*b",
    "",
    "- **Kind:** public",
    "- **Topic:** \\# Roses",
    "- **Kept:** The server keeps nothing of this room",
    "- **Left out:** the first 2 lines, which were not kept",
    "",
    `${TIME} · **ada**·k7qd`,
    "",
    "> hi",
    "",
    "## Private: **bern**·x2mf",
    "",
    "- **Kept:** The server keeps nothing of it",
    "",
    `${TIME} · not sent, nobody was there any more`,
    "",
    "> x\\",
    "> y",
    "",
  ]);
});

Deno.test("markdownFile() writes marks, answers and everything that happens", () => {
  const lines = [
    says("waves", { action: true, edited: true }),
    answers("yes", "> Shall we?"),
    says("what?", { reply: { id: 1, at: null, from: null, text: "" }, from: BERN }),
  ];
  assertEquals(entries(lines).split("\n"), [
    `${TIME} · **ada**·k7qd (/me, edited)`,
    "",
    "> waves",
    "",
    `${TIME} · **ada**·k7qd`,
    "",
    "> > **bern**·x2mf: \\> Shall we\\?",
    ">",
    "> yes",
    "",
    `${TIME} · **bern**·x2mf`,
    "",
    "> > a message that is not here",
    ">",
    "> what\\?",
    "",
  ]);
  const written = entries(HAPPENINGS);
  assertEquals(written.match(/^2026-11-22 13:03:05 \+01:00 · /gm)?.length, HAPPENINGS.length);
  assert(written.includes(`${TIME} · **ada**·k7qd set the topic\n\n> Roses\n`));
  assert(written.includes("announced\n\n> We stop at six\\.\\\n> Sorry\\!\n"));
});

Deno.test("markdownFile() lets no text leave its quote, and no name its place", () => {
  const tricks = [
    `x\n\n## Room #lobby\n\n${TIME} · **bern**·x2mf\n\n> I agree`,
    "**·x2mf",
    "</blockquote><h2>x</h2>",
    "> > **bern**·x2mf: x",
    "```\n",
    "[x]: http://example.com",
    "&#42;&#42;",
  ];
  for (const text of tricks) {
    const from = { ...ADA, name: text };
    const written = markdownFile(
      [lobby([says(text, { from }), answers(text, text)], {
        view: { ...LOBBY, name: text, topic: text },
        pending: [unsent(text)],
      })],
      { ...CONTEXT, server: { ...SERVER, name: text }, me: from },
      tools(),
      NOON,
      1e6,
    );
    assertEquals(written.match(/^#/gm)?.length, 2, text);
    assertEquals(written.match(/^2026-/gm)?.length, 3, text);
    assertEquals(written.match(/(?<!\\)\*\*·/g)?.length, 4, text);
    assertEquals(written.match(/^> > /gm)?.length, 1, text);
    assert(!/(?<!\\)[<`[\]#](?!#|x[0-9a-f]+;| )/.test(written.replace(/^##? .*$/gm, "")), text);
  }
});

Deno.test("shown() is shown exactly as it was written", () => {
  const cases = [
    ["a*b_c`d", "a\\*b\\_c\\`d"],
    ["1. x\n- y", "1\\. x\\\n> \\- y"],
    ["  two  blanks ", "&nbsp; two&nbsp; blanks&nbsp;"],
    ["a\n\nb\n", "a\\\n> &nbsp;\\\n> b\\\n> &nbsp;"],
    ["\tx", "&nbsp;&nbsp;&nbsp; x"],
    ["\u{3000}", "&#x3000;"],
    ["", "&nbsp;"],
  ];
  for (const [text = "", expected] of cases) assertEquals(shown(text, "> "), expected);
});

Deno.test("shown() is read back as what was written, whatever that was", () => {
  const signs = [..."\\`*_{}[]()#+-.!<>|~=:&;$^'\"@/%,?", "\n", " ", "  ", "\t", "a", "1", "é"];
  const markdown = fc.array(fc.constantFrom(...signs), { maxLength: 20 }).map((all) =>
    all.join("")
  );
  const anything = fc.string({ unit: "binary", maxLength: 20 });
  fc.assert(
    fc.property(fc.oneof(markdown, anything), (text) => {
      const safe = printable(text);
      // An empty line is there to be seen, with a blank.
      const expected = safe.replaceAll("\t", "    ").replace(/^$/gm, " ");
      assertEquals(readBack(`> ${shown(safe, "> ")}`), expected);
    }),
    { numRuns: 500 },
  );
});
