import { assertEquals } from "@std/assert";
import { colourOf, tilesOf } from "../../../ui/model/mark.ts";

Deno.test("tilesOf() draws each of the 32 letters as another tile", () => {
  const tiles = tilesOf("abcdefghijklmnopqrstuvwxyz234567");
  assertEquals(new Set(tiles.map((tile) => JSON.stringify(tile))).size, 32);
});

Deno.test("tilesOf() draws a tag as it always was", () => {
  assertEquals(tilesOf("k7qd"), [
    { turns: 2, shape: 2, weak: false },
    { turns: 3, shape: 3, weak: true },
    { turns: 0, shape: 0, weak: true },
    { turns: 3, shape: 0, weak: false },
  ]);
});

Deno.test("colourOf() is the tag's value in base 32, modulo 10", () => {
  assertEquals(["aaaa", "aaab", "aaak", "aaba", "7777"].map(colourOf), [0, 1, 0, 2, 5]);
});
