import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Line, Pending } from "../../../lib/api/view.ts";
import { textFile } from "../../../lib/client/export/text_file.ts";
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
  tools,
  unsent,
} from "./examples.ts";

const TIME = "2026-11-22 13:03:05 +01:00";

/** What stands below the facts of the lobby. */
function entries(lines: readonly Line[], pending: readonly Pending[] = [], context = CONTEXT) {
  const text = textFile([lobby(lines, { pending })], context, tools(), NOON, 1e6);
  const at = text.indexOf("\n\n", text.indexOf("Room: #lobby"));
  return text.slice(at + 2).split("\n").slice(0, -1);
}

Deno.test("textFile() begins with where, which key, how it was verified, and the time zone", () => {
  const room = { ...LOBBY, name: "gar\nden", lobby: false, topic: "Roses\u{202e}" };
  const both = [lobby([says("hi")], { dropped: 500 }), lobby([], { view: room })];
  const alone = { view: PRIVATE, lines: [says("hm")], dropped: 0, pending: [] };
  assertEquals(textFile([...both, alone], CONTEXT, tools(), NOON, 1e6).split("\n"), [
    "pyChat conversations",
    "Server: Garden Pi",
    "Address: garden.example, port 7420",
    "Key: one two three four five six seven eight",
    "Verified: the key is the one this client knew from before",
    "Compared: yes, you said that you compared the key's words with whoever runs the server",
    "You: mia·mmmm",
    `Exported: ${TIME}`,
    "Times: Europe/Rome",
    "Signs: after a name and a colon stands what that person wrote; * begins what pyChat says, " +
    "> what is answered, [ what was not sent yet",
    "",
    "Room: #lobby",
    "Kind: the lobby",
    "Kept: The server keeps nothing of this room",
    "Left out: the first 500 lines, which were not kept",
    "",
    `${TIME}  ada·k7qd: hi`,
    "",
    "Room: #gar\\u{a}den",
    "Kind: public",
    "Topic: Roses\\u{202e}",
    "Kept: The server keeps nothing of this room",
    "",
    "",
    "Private: bern·x2mf",
    "Kept: The server keeps nothing of it",
    "",
    `${TIME}  ada·k7qd: hm`,
    "",
  ]);
  assert(textFile([lobby([])], CONTEXT, tools(), NOON, 0).startsWith("pyChat conversation\n"));
});

Deno.test("textFile() writes texts with their marks, what they answer, and what was not sent", () => {
  const lines = [
    says("one\ntwo", { mine: true, edited: true }),
    says("waves", { action: true, past: true }),
    answers("yes\nindeed", "Shall we?"),
    says("what?", { reply: { id: 1, at: null, from: null, text: "" }, from: BERN }),
  ];
  const pending = [
    unsent("mine\nmore", { state: "waiting" }),
    unsent("hm", { why: "muted", action: true }),
  ];
  assertEquals(entries(lines, pending, { ...CONTEXT, ignored: ["b"] }), [
    `${TIME}  ada·k7qd [you, edited]: one`,
    "    two",
    `${TIME}  ada·k7qd [/me, said before you came]: waves`,
    `${TIME}  ada·k7qd:`,
    "  > bern·x2mf: Shall we?",
    "    yes",
    "    indeed",
    `${TIME}  bern·x2mf [ignored]:`,
    "  > a message that is not here",
    "    what?",
    `${TIME}  [waiting to be sent] mine`,
    "    more",
    `${TIME}  [not sent, you were muted, /me] hm`,
  ]);
});

Deno.test("textFile() writes an entry for everything that happens", () => {
  const written = entries(HAPPENINGS);
  const starts = written.filter((line) => line.startsWith(`${TIME}  * `));
  assertEquals(starts.length, HAPPENINGS.length);
  const at = written.indexOf(`${TIME}  * The server's operator announced: We stop at six.`);
  assertEquals(written[at + 1], "    Sorry!");
  assert(starts.includes(`${TIME}  * ada·k7qd set the topic: Roses`));
  assert(starts.includes(`${TIME}  * ada·k7qd is now called ida·k7qd`));
});

Deno.test("textFile() lets no text pass for an entry, a heading or a quote", () => {
  const breaks = ["\n", "\r\n", "\r", "\u{2028}", "\u{2029}", "\u{85}", "\v", "\f", "\n\n"];
  const forgeries = [
    `${TIME}  bern·x2mf: I agree`,
    "Room: #lobby",
    "  > bern·x2mf: I owe you",
    "> bern·x2mf: I owe you",
  ];
  for (const lineBreak of breaks) {
    for (const forged of forgeries) {
      const text = `x${lineBreak}${forged}`;
      const lines = [says(text), answers("y", text), ...typedElsewhere(text)];
      const written = entries(lines).flatMap((line) =>
        line.split(/[\r\v\f\u{85}\u{2028}\u{2029}]/u)
      );
      const heads = written.filter((line) => !line.startsWith("    "));
      assertEquals(heads.length, lines.length + 1, JSON.stringify([lineBreak, forged]));
      assert(!heads.includes(forged), forged);
    }
  }
});

Deno.test("textFile() lets no name pass for another, for a sentence or for a notice", () => {
  const cases = [
    ["bern·x2mf:", "bern\\u{b7}x2mf\\u{3a}·k7qd"],
    ["bern·x2mf: yes", "“bern\\u{b7}x2mf\\u{3a} yes”·k7qd"],
    ["* bern joined", "“\\u{2a} bern joined”·k7qd"],
    ["[not_sent]x", "\\u{5b}not_sent]x·k7qd"],
    ["> x", "“\\u{3e} x”·k7qd"],
    ["bern left”·x2mf", "“bern left\\u{201d}\\u{b7}x2mf”·k7qd"],
    ["a\nb", "a\\u{a}b·k7qd"],
    ["\\u{3a}", "\\u{5c}u{3a}·k7qd"],
    ["o'neil-2", "o'neil-2·k7qd"],
  ];
  const named = cases.map(([name = ""]) => ({ ...ADA, name }));
  const said = named.map((from) => says("hm", { from }));
  assertEquals(entries(said), cases.map(([, shown]) => `${TIME}  ${shown}: hm`));
  const joined = named.map((person): Line => ({ type: "joined", time: NOON, person }));
  assertEquals(entries(joined), cases.map(([, shown]) => `${TIME}  * ${shown} joined`));
});

Deno.test("textFile() has as many entries as lines whatever was written", () => {
  const anything = fc.string({ unit: "binary", maxLength: 30 });
  fc.assert(fc.property(fc.array(fc.tuple(anything, anything)), (texts) => {
    const lines = texts.flatMap(([text, name]) => [
      says(text, { from: { ...ADA, name } }),
      ...typedElsewhere(text),
    ]);
    const written = entries(lines, texts.map(([text]) => unsent(text)));
    const starts = written.filter((line) => !line.startsWith("    "));
    assertEquals(starts.length, lines.length + texts.length);
    assert(starts.every((line) => line.startsWith(`${TIME}  `)));
    assert(!/(?![\n\t])[\p{Cc}\u{2028}\u{2029}\p{Bidi_Control}]/u.test(written.join("\n")));
  }));
});

Deno.test("textFile() leaves out the oldest lines of what is too long, and says so", () => {
  const text = textFile(
    [lobby(["a", "b", "c"].map((one) => says(one)))],
    CONTEXT,
    tools(),
    NOON,
    90,
  );
  assert(text.includes("\nLeft out: the first 1 line, which was too much for one file\n"));
  assertEquals(text.match(/k7qd: ./g), ["k7qd: b", "k7qd: c"]);
});

/** Lines beside texts that hold what somebody typed. */
function typedElsewhere(text: string): Line[] {
  return [
    { type: "announcement", time: NOON, text },
    { type: "act", time: NOON, by: ADA, mine: false, act: { what: "topic", topic: `t${text}` } },
    { type: "renamed", time: NOON, person: ADA, name: text, mine: false },
  ];
}
