import { assertEquals } from "@std/assert";
import { digits, megabytes, percent, table } from "../../../tasks/bench/table.ts";

Deno.test("table aligns the first column to the left and all others to the right", () => {
  assertEquals(
    table([["load", "members", "µs"], ["a longer name", "5", "1.25"], ["b", "1,000", ""]]),
    [
      "load           members    µs",
      "a longer name        5  1.25",
      "b                1,000",
    ].join("\n"),
  );
});

Deno.test("table of nothing is nothing", () => {
  assertEquals(table([]), "");
});

Deno.test("digits shows three that mean something, and a dash for what is no number", () => {
  assertEquals([0, 0.256, 9.99, 10.06, 99.94, 100, 1_234_567.8].map(digits), [
    ...["0.00", "0.26", "9.99", "10.1", "99.9", "100", "1,234,568"],
  ]);
  assertEquals([NaN, Infinity, null, undefined].map(digits), ["-", "-", "-", "-"]);
});

Deno.test("percent and megabytes name their units", () => {
  assertEquals([percent(0), percent(0.0123), percent(0.1), percent(1.26)], [
    ...["0.0 %", "1.2 %", "10 %", "126 %"],
  ]);
  assertEquals(megabytes(3 * 2 ** 19), "1.5 MB");
});
