import { assertEquals } from "@std/assert";
import { middleOf } from "../../../tasks/bench/middle.ts";

Deno.test("middleOf() is the middle by size, the upper of two, and changes nothing", () => {
  const values = [10, 9, 100];
  assertEquals([middleOf(values), values], [10, [10, 9, 100]]);
  assertEquals([middleOf([2, 1]), middleOf([7]), middleOf([])], [2, 7, NaN]);
});
