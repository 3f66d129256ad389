import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { MAX_MENTIONS } from "../../../lib/api/limits.ts";
import type { Person } from "../../../lib/api/view.ts";
import { mentionsIn, whoIn } from "../../../ui/model/people.ts";
import { PEOPLE, person } from "../../support/scenes.ts";

const ADA = person("ada");
const LAYLA = person("ليلى");
const ADA_LINE: Person = { id: "member-0100", name: "ada line", tag: "q2q2" };
const ALL = [...PEOPLE, ADA_LINE];

function mentions(text: string): string[] {
  return mentionsIn(text, ALL).map((id) => ALL.find((one) => one.id === id)?.name ?? id);
}

Deno.test("mentionsIn() finds who is named with an @, wherever it stands", () => {
  assertEquals(mentions("@ada, and (@bern)! @林、@ليلى"), ["ada", "bern", "林", "ليلى"]);
  assertEquals(mentions("\n@ADA·k7qd's"), ["ada"]);
});

Deno.test("mentionsIn() finds nobody in other words, other names, and addresses", () => {
  for (
    const text of ["ada", "@adams", "@ada2", "x@ada", "ada@ada.example", "@", "@@", "@k7qd", ""]
  ) {
    assertEquals(mentions(text), [], text);
  }
});

Deno.test("mentionsIn() takes the longest name", () => {
  assertEquals(mentions("@ada line up"), ["ada line"]);
  assertEquals(mentions("@ada lined up"), ["ada"]);
  assertEquals(mentions("@ada·k7qd line"), ["ada"]);
});

Deno.test("mentionsIn() names each once, and no more than a text may name", () => {
  assertEquals(mentions("@ada @ada @bern"), ["ada", "bern"]);
  const crowd = Array.from({ length: MAX_MENTIONS + 5 }, (_, i): Person => ({
    id: `member-1${String(i).padStart(3, "0")}`,
    name: `p${i}x`,
    tag: "aaaa",
  }));
  const text = crowd.map(({ name }) => `@${name}`).join(" ");
  assertEquals(mentionsIn(text, crowd), crowd.slice(0, MAX_MENTIONS).map(({ id }) => id));
});

Deno.test("mentionsIn() is quick with the longest text of nothing but signs, among a thousand", () => {
  const crowd = Array.from({ length: 1000 }, (_, i): Person => ({
    id: `member-${String(i).padStart(4, "0")}`,
    name: `person ${i}`,
    tag: "aaaa",
  }));
  const before = performance.now();
  assertEquals(mentionsIn(" @p".repeat(1_300), crowd), []);
  assert(performance.now() - before < 2_000);
});

Deno.test("mentionsIn() never throws and names only who is there", () => {
  const ids = new Set(ALL.map(({ id }) => id));
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    for (const id of mentionsIn(`@${text}@ada${text}`, ALL)) assert(ids.has(id));
  }));
});

function who(text: string): string[] {
  return whoIn(text, ALL).map(({ person, rest }) => `${person.name}|${rest}`);
}

Deno.test("whoIn() finds whom a name, a tag, or both can mean", () => {
  assertEquals(who("bern  hello"), ["bern|hello"]);
  assertEquals(who("X2MF hello"), ["bern|hello"]);
  assertEquals(who("@bern·x2mf hello"), ["bern|hello"]);
  assertEquals(who("ليلى مرحبا"), [`${LAYLA.name}|مرحبا`]);
});

Deno.test("whoIn() gives everybody who can be meant, and one where the tag stands there", () => {
  assertEquals(who("ada line up"), ["ada|line up", "ada line|up"]);
  assertEquals(who("ada·k7qd line up"), [`${ADA.name}|line up`]);
  assertEquals(who('"ada line" up'), ["ada line|up"]);
  assertEquals(who('"ada lin" up'), []);
});

Deno.test("whoIn() finds nobody where no name ends", () => {
  for (const text of ["", "@", "adam", "ad", "ada·", "ada·k7q", '"', '""', "ada,"]) {
    assertEquals(who(text), [], text);
  }
});
