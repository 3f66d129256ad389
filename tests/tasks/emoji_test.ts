import { assertEquals, assertThrows } from "@std/assert";
import { codesOf, drawnForm, linesOf, tagsOf } from "../../tasks/emoji.ts";

Deno.test("drawnForm() takes a sign away that does not belong there", () => {
  assertEquals(drawnForm("😀"), "😀");
  assertEquals(drawnForm("❤️"), "❤️");
  assertEquals(drawnForm("\u{1F446}\uFE0F"), "\u{1F446}");
  assertThrows(() => drawnForm("x"), Error, "x is no emoji");
});

Deno.test("codesOf() gives each code to one emoji, in the order of the sources", () => {
  const codes = codesOf([{ hexcode: "A" }, { hexcode: "B" }, { hexcode: "C" }], [
    { B: "one", A: ["two", "three"] },
    { A: "one", B: ["four", "two"], D: "five" },
  ]);
  assertEquals(Object.fromEntries(codes), { A: ["two", "three"], B: ["one", "four"], C: [] });
});

Deno.test("tagsOf() keeps a few words that the codes do not have", () => {
  assertEquals(tagsOf(["Happy", "smile", "a b", "ok", "x", "joy"], ["smiley_face"]), [
    "happy",
    "joy",
  ]);
  assertEquals(tagsOf(["one", "two", "three", "four", "five"], []).length, 4);
});

Deno.test("linesOf() separates entries by a sign or by a line", () => {
  assertEquals(linesOf(["a b", "c"]), "a b;c");
  const entry = "x".repeat(199);
  assertEquals(linesOf([entry, entry, entry]), `${entry};${entry}\n${entry}`);
});
