import { assertEquals } from "@std/assert";
import { namePartsOf } from "../../../ui/views/mention_parts.ts";

const ADA = { id: "m0", name: "ada", tag: "k7qd" };
const ADALINE = { id: "m1", name: "ada line", tag: "x2mf" };
const LAYLA = { id: "m2", name: "ليلى", tag: "p5dn" };

/** Names in brackets with the id of whom they name. */
function marked(text: string, ...people: readonly (typeof ADA)[]): string {
  return namePartsOf(text, people).map((part) =>
    part.type === "words" ? part.text : `[${part.text}=${part.person.id}]`
  ).join("");
}

Deno.test("namePartsOf() finds a name wherever it stands, in any case, with and without its tag", () => {
  assertEquals(marked("@ada", ADA), "[@ada=m0]");
  assertEquals(marked("hi @Ada, and @ADA·k7qd!", ADA), "hi [@Ada=m0], and [@ADA·k7qd=m0]!");
  assertEquals(marked("(@ada)@ada", ADA), "([@ada=m0])[@ada=m0]");
  assertEquals(marked("مرحبا @ليلى", LAYLA), "مرحبا [@ليلى=m2]");
});

Deno.test("namePartsOf() takes the longest name, and none that goes on", () => {
  assertEquals(marked("@ada line up", ADA, ADALINE), "[@ada line=m1] up");
  assertEquals(marked("@ada liner", ADA, ADALINE), "[@ada=m0] liner");
  assertEquals(marked("@adam @ada1 @ada\u{1d4d0}", ADA), "@adam @ada1 @ada\u{1d4d0}");
  assertEquals(marked("ada @bern @ @@ada", ADA), "ada @bern @ @[@ada=m0]");
});

Deno.test("namePartsOf() looks only for people whom the text is said to name", () => {
  assertEquals(namePartsOf("@ada", []), [{ type: "words", text: "@ada" }]);
  assertEquals(namePartsOf("", [ADA]), []);
  assertEquals(marked("@ada", LAYLA), "@ada");
});

Deno.test("namePartsOf() loses no letter of a text", () => {
  for (const text of ["@ada @ada line@", "@İstanbul ada", "@\u{1f37a}@ada\u{1f37a}", "@ada·k7q"]) {
    const parts = namePartsOf(text, [ADA, ADALINE, { id: "m3", name: "İst", tag: "aaaa" }]);
    assertEquals(parts.map((part) => part.text).join(""), text);
  }
});

Deno.test("namePartsOf() reads a text of nothing but signs of names in no time", () => {
  const people = Array.from(
    { length: 20 },
    (_, i) => ({ ...ADA, id: `m${i}`, name: "a".repeat(24) }),
  );
  const started = performance.now();
  namePartsOf("@".repeat(4_000), people);
  namePartsOf(`@${"a".repeat(23)}`.repeat(160), people);
  assertEquals(performance.now() - started < 500, true);
});
