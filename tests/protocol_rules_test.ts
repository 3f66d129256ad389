import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { checkName, checkRoomName, foldName, type NameCheck } from "../lib/message/name.ts";
import { normaliseTopic } from "../lib/message/room_rules.ts";
import { checkText, normaliseText } from "../lib/message/text.ts";
import { fences, section } from "./support/protocol_document.ts";

// The rules of PROTOCOL.md for names, texts and topics once more, character by character and with nothing
// of lib, so that the sentences there are held to the code and not only to themselves.

const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u;
const SYSTEMS = (fences(section("## Names"), "text")[0] ?? "").split("\n").map((line) =>
  line.split(" ")
);

function isWhite(unit: string): boolean {
  return /^\p{Zs}$/u.test(unit) || "\t\n\v\f\r\u2028\u2029\ufeff".includes(unit);
}

function trimmed(text: string): string {
  const units = text.split("");
  const start = units.findIndex((unit) => !isWhite(unit));
  const end = units.findLastIndex((unit) => !isWhite(unit));
  return start < 0 ? "" : text.slice(start, end + 1);
}

/** The name as everybody sees it, or the number of the first rule it breaks; 0 is the length. */
function nameBySentences(raw: string, graphemes: number): string | number {
  const stripped = trimmed(raw);
  if (stripped.length > 384) return 0;
  const name = trimmed(stripped.normalize("NFKC")).split(" ").filter((part, at, all) =>
    part !== "" || at === 0 || at === all.length - 1
  ).join(" ");
  const characters = [...name];
  const of = (pattern: string) => {
    const one = new RegExp(`^${pattern}$`, "u");
    return characters.map((character) => one.test(character));
  };
  const stacked = of("[\\p{Mn}\\p{Me}]");
  const fits = (scripts: readonly string[]) =>
    characters.every((character) =>
      ["Common", "Inherited", ...scripts].some((script) =>
        new RegExp(`^\\p{Script_Extensions=${script}}$`, "u").test(character)
      )
    );
  const broken = [
    name === "",
    of("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]").includes(true) ||
    characters.some((character) =>
      IGNORABLE.test(character) ||
      "\u00b7\u2027\u2219\u22c5\ufffc\ufffd\u{1d159}".includes(character)
    ) || "@#".includes(characters[0] ?? "none"),
    of("\\p{M}")[0] === true ||
    stacked.some((mark, at) => mark && stacked[at + 1] === true && stacked[at + 2] === true),
    new TextEncoder().encode(name).length > 96 ||
    [...new Intl.Segmenter("en").segment(name)].length > graphemes,
    !fits(SYSTEMS.flat()),
    !SYSTEMS.some(fits),
    !of("[\\p{L}\\p{N}]").includes(true),
    ["you", "server", "admin", "system", "pychat"].includes(foldBySentence(name)),
  ];
  const rule = broken.indexOf(true);
  return rule < 0 ? name : rule + 1;
}

function foldBySentence(name: string): string {
  return name.normalize("NFKC").toLowerCase().normalize("NFKC");
}

/** The numbers of the rules in the document. */
const RULES: Readonly<Record<Extract<NameCheck, { ok: false }>["rule"], readonly number[]>> = {
  empty: [1],
  characters: [2],
  marks: [3],
  too_long: [0, 4],
  script: [5],
  mixed_scripts: [6],
  no_letter: [7],
  reserved: [8],
};

function assertSameName(checked: NameCheck, told: string | number): void {
  if (checked.ok) return assertEquals(told, checked.name);
  assert(typeof told === "number" && RULES[checked.rule].includes(told), checked.rule);
}

/** The form into which every text is brought. */
function formBySentences(raw: string): string {
  let text = raw.split("\r\n").join("\n");
  text = [...text].map((character) => "\r\u0085\u2028\u2029".includes(character) ? "\n" : character)
    .filter((character) => !/^\p{Cc}$/u.test(character) || "\n\t".includes(character)).join("");
  text = marksAtMost(text, 30).normalize("NFC");
  text = marksAtMost(text, 4);
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\n" && trimmed(text.slice(at)) === "") text = text.slice(0, at);
  }
  return text;
}

/** The text as it is passed on, or the code of the error. */
function textBySentences(raw: string): string {
  const text = formBySentences(raw);
  if (text.length > 4000 || text.split("\n").length > 100) return "text_too_long";
  return isSeen(text) ? text : "text_empty";
}

/** The topic as it is shown, or the code of the error. */
function topicBySentences(raw: string): string {
  if (raw.length > 800) return "topic_invalid";
  const words = formBySentences(raw).split("").map((unit) => isWhite(unit) ? " " : unit).join("");
  const topic = words.split(" ").filter((word) => word !== "").join(" ");
  if (topic.length > 200) return "topic_invalid";
  return isSeen(topic) ? topic : "";
}

function isSeen(text: string): boolean {
  return [...text].some((character) =>
    !/^[\p{White_Space}\p{Cc}\p{Cf}]$/u.test(character) && !IGNORABLE.test(character)
  );
}

function marksAtMost(text: string, most: number): string {
  let row = 0;
  return [...text].filter((character) => {
    row = /^\p{M}$/u.test(character) ? row + 1 : 0;
    return row <= most;
  }).join("");
}

/** Characters that some rule is about, and some that none is about. */
const PARTS = [
  ..."abzAß1 -'·İſ@#＠",
  ..."жαあ漢ァーกاעᎠ가ㄅ",
  ..."\t\n\v\f\r\u0000\u0007\u001b\u0085\u009b\u00a0\u00ad",
  ..."\u2028\u2029\u200b\u200d\u202e\u2066\u3000\u3164\u115f\ufeff\ufdfa\uff41\u{e0041}\u{1f44d}",
  ..."  \u2219\ufffc\u{1d159}",
  ..."\u0301\u0308\u0323\u093e\u20dd\u0300\u0345\u{fe0f}\ue000\u{e0fff}",
  "\r\n",
  "server",
  "ＡＤＭＩＮ",
  "\u0301".repeat(31),
  "x".repeat(30),
  "\n\n",
  "\n".repeat(98),
];
const nasty = fc.array(fc.oneof(fc.constantFrom(...PARTS), fc.string({ unit: "binary" })), {
  maxLength: 14,
}).map((parts) => parts.join("").toWellFormed());
const plain = fc.array(fc.constantFrom(...PARTS.slice(0, 24)), { maxLength: 30 })
  .map((parts) => parts.join(""));

Deno.test("PROTOCOL.md's rules for names give what checkName() and checkRoomName() give", () => {
  fc.assert(
    fc.property(fc.oneof(nasty, plain), (raw) => {
      assertSameName(checkName(raw), nameBySentences(raw, 24));
      assertSameName(checkRoomName(raw), nameBySentences(raw, 32));
      assertEquals(foldName(raw), foldBySentence(raw));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("PROTOCOL.md's rules for texts give what normaliseText() and checkText() give", () => {
  fc.assert(
    fc.property(fc.oneof(nasty, plain), (raw) => {
      const text = normaliseText(raw);
      const check = checkText(text);
      assertEquals(textBySentences(raw), check === "ok" ? text : check);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("PROTOCOL.md's rules for topics give what normaliseTopic() gives", () => {
  fc.assert(
    fc.property(fc.oneof(nasty, plain), (raw) => {
      assertEquals(topicBySentences(raw), normaliseTopic(raw) ?? "topic_invalid");
    }),
    { numRuns: 2000 },
  );
  const edges = ["x".repeat(200), "x".repeat(201), " ".repeat(800), " ".repeat(801)];
  const topics = ["x".repeat(200), "topic_invalid", "", "topic_invalid"];
  assertEquals(edges.map(topicBySentences), topics);
  assertEquals(edges.map((raw) => normaliseTopic(raw) ?? "topic_invalid"), topics);
});

Deno.test("PROTOCOL.md's limits of a name are those of checkName(), to the last one", () => {
  const edges: readonly (readonly [string, boolean])[] = [
    ["x".repeat(24), true],
    ["x".repeat(25), false],
    ["क" + "ि".repeat(31), true], // 96 bytes, and three spacing marks in a row
    ["क" + "ि".repeat(31) + "x", false],
    ["e\u0300\u0323x", true],
    ["x\u0300\u0323\u0323\u0323", false],
    ["ᄀ\u1161\u11a8".repeat(24), true], // 72 units, 24 once they are composed
    ["x" + "\u115f".repeat(383), false],
    ["x" + "\ufeff".repeat(400), true],
  ];
  for (const [name, good] of edges) {
    assertEquals([checkName(name).ok, typeof nameBySentences(name, 24) === "string"], [good, good]);
    assertSameName(checkName(name), nameBySentences(name, 24));
  }
  assertEquals([checkRoomName("x".repeat(32)).ok, checkRoomName("x".repeat(33)).ok], [true, false]);
  assertEquals(nameBySentences("x".repeat(32), 32), "x".repeat(32));
});

Deno.test("PROTOCOL.md's limits of a text are those of checkText(), to the unit and the line", () => {
  const edges = [
    "x".repeat(4000),
    "x".repeat(4001),
    "x\n".repeat(99) + "x",
    "x\n".repeat(100) + "x",
  ];
  const found = edges.map((text) => textBySentences(text) === text);
  assertEquals(found, [true, false, true, false]);
  assertEquals(edges.map((text) => checkText(normaliseText(text)) === "ok"), found);
  // Normalisation sorts the dot below to the front, unless it is one mark too far.
  for (const [marks, dot] of [[29, true], [30, false]] as const) {
    const raw = `a${"\u0301".repeat(marks)}\u0323`;
    assertEquals(textBySentences(raw), normaliseText(raw));
    assertEquals(textBySentences(raw).startsWith("ạ"), dot);
  }
});
