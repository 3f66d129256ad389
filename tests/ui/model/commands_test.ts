import { assertEquals } from "@std/assert";
import { MAX_SAY_UNITS } from "../../../lib/api/limits.ts";
import { type Asked, askedBy } from "../../../ui/model/commands.ts";

Deno.test("askedBy() says a text as it was typed", () => {
  for (const text of ["hello", "  indented", "a\nb ", "[export_chat] please", "1/2"]) {
    assertEquals(askedBy(text), { type: "say", text });
  }
});

Deno.test("askedBy() sends nothing for a text of blanks", () => {
  for (const text of ["", " ", "\n\t "]) assertEquals(askedBy(text), { type: "nothing" });
});

Deno.test("askedBy() knows the commands", () => {
  const cases: readonly (readonly [string, Asked])[] = [
    ["/help", { type: "help" }],
    [" /EXPORT ", { type: "export" }],
    ["[export_chat]", { type: "export" }],
    ["/leave", { type: "leave" }],
    ["/nick  ada lovelace ", { type: "nick", name: "ada lovelace" }],
    ["/nick", { type: "nick_missing" }],
    ["/theme Dark", { type: "theme", theme: "dark" }],
    ["/theme pink", { type: "theme_unknown", theme: "pink" }],
  ];
  for (const [text, asked] of cases) assertEquals(askedBy(text), asked, text);
});

Deno.test("askedBy() sends no unknown command and names the nearest one", () => {
  const nearest = (text: string) => {
    const asked = askedBy(text);
    return asked.type === "unknown" ? asked.nearest : asked.type;
  };
  assertEquals(
    ["/hepl", "/exprot", "/nikc", "/leav", "/them", "/constructor", "/", "/usr/bin/env"].map(
      nearest,
    ),
    ["help", "export", "nick", "leave", "theme", null, null, null],
  );
});

Deno.test("askedBy() takes a doubled slash for one that is said", () => {
  assertEquals(askedBy("//help"), { type: "say", text: "/help" });
});

Deno.test("askedBy() says the longest text and not one letter more", () => {
  assertEquals(askedBy("x".repeat(MAX_SAY_UNITS)).type, "say");
  assertEquals(askedBy("x".repeat(MAX_SAY_UNITS + 1)), { type: "too_long", over: 1 });
});
