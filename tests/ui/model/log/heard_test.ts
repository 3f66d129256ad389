import { assert, assertEquals } from "@std/assert";
import type { Line } from "../../../../lib/api/view.ts";
import { type Heard, heardAfter } from "../../../../ui/model/log/heard.ts";
import { LINES, PARTS_LINES, person, text } from "../../../support/scenes.ts";
import { inPseudo } from "../../words/pseudo.ts";

const NOBODY: ReadonlySet<string> = new Set();

function said(lines: readonly Line[], ignored = NOBODY): string[] {
  return heardAfter([], lines, ignored).map((one) => one.text);
}

Deno.test("heardAfter() says who said what, without tag and time", () => {
  assertEquals(said([text("ada", 0, "Hello"), text("Nino", 1, "waves", { action: true })]), [
    "ada: Hello",
    "Nino waves",
  ]);
});

Deno.test("heardAfter() says nothing of what the reader said, has been told before or does not want", () => {
  assertEquals(said([text("mossy-heron", 0, "Mine")]), []);
  assertEquals(said([text("ada", 0, "Before", { past: true })]), []);
  const ada = text("ada", 0, "Ignored");
  assertEquals(said([ada], new Set([ada.from.id])), []);
});

Deno.test("heardAfter() says what is done in a room, and not who comes, goes or loses the connection", () => {
  const time = 0;
  const [jo, ada] = [person("jo"), person("ada")];
  const lines: readonly Line[] = [
    { type: "joined", time, person: jo },
    { type: "renamed", time, person: jo, name: "joe", mine: false },
    { type: "left", time, person: jo, reason: "left", by: null },
    { type: "left", time, person: jo, reason: "cut", by: null },
    { type: "connection", time, what: "lost" },
    { type: "left", time, person: jo, reason: "kicked", by: ada },
    { type: "left", time, person: jo, reason: "banned", by: null },
    { type: "announcement", time, text: "The server rests at noon." },
    { type: "gap", time, missing: 2 },
    { type: "act", time, by: null, mine: false, act: { what: "topic", topic: "{who} {text}" } },
  ];
  assertEquals(said(lines), [
    `jo·${jo.tag} was put out by ada·${ada.tag}.`,
    `jo·${jo.tag} was banned by the operator.`,
    "From whoever runs this server: The server rests at noon.",
    "2 messages may be missing here.",
    "The operator set the topic: {who} {text}",
  ]);
});

Deno.test("heardAfter() has a sentence without holes for whatever can stand in a log", () => {
  for (const line of [...LINES, ...PARTS_LINES]) {
    for (const sentence of said([line])) {
      assert(!/\{\w+\}|undefined|null|\[object/.test(sentence), sentence);
    }
  }
});

Deno.test("heardAfter() says what is no text of somebody's in the language of the page", () => {
  const told = [...LINES, ...PARTS_LINES].filter(({ type }) => type !== "text")
    .map((line) => line.type === "act" ? { ...line, mine: false } : line);
  const sentences = inPseudo(() => told.flatMap((line) => said([line])));
  assert(sentences.some((sentence) => sentence.includes(" muted ")));
  assertEquals(sentences.filter((sentence) => !/^⟦.*⟧$/s.test(sentence)), []);
});

Deno.test("heardAfter() says of a crowd of texts only how many they are", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => text("ada", 0, `news ${i}`));
  assertEquals(said(many(5)).length, 5);
  assertEquals(said(many(6)), ["6 new messages"]);
});

Deno.test("heardAfter() reads no wall of letters aloud", () => {
  const [sentence = ""] = said([text("ada", 0, "x".repeat(4000))]);
  assertEquals([sentence.length, sentence.at(-1)], [501, "…"]);
});

Deno.test("heardAfter() gives each thing a key of its own, and keeps a few", () => {
  let heard: readonly Heard[] = [];
  for (let i = 0; i < 50; i++) heard = heardAfter(heard, [text("ada", 0, `${i}`)], NOBODY);
  assertEquals([heard.length, heard.at(-1)?.key, heard.at(-1)?.text], [20, 50, "ada: 49"]);
  assertEquals(heardAfter(heard, [text("mossy-heron", 0, "x")], NOBODY), heard);
});
