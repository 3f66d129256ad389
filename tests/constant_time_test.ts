import { assert, assertEquals } from "@std/assert";
import { isSameText } from "../lib/constant_time.ts";

const SECRET = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";

Deno.test("isSameText() finds a text the same as itself, and the empty one too", () => {
  assert(isSameText(SECRET, SECRET));
  assert(isSameText("", ""));
});

Deno.test("isSameText() sees one other letter, at every place", () => {
  for (let at = 0; at < SECRET.length; at++) {
    const other = `${SECRET.slice(0, at)}!${SECRET.slice(at + 1)}`;
    assertEquals(isSameText(SECRET, other), false, other);
  }
});

Deno.test("isSameText() takes neither a beginning nor more for the whole", () => {
  for (let length = 0; length < SECRET.length; length++) {
    assertEquals(isSameText(SECRET, SECRET.slice(0, length)), false);
  }
  assertEquals(isSameText(SECRET, `${SECRET}A`), false);
  assertEquals(isSameText(SECRET, `${SECRET}\0`), false, "a zero is not the end");
  assertEquals(isSameText("", "a"), false);
});
