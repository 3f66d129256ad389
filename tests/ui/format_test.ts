import { assertEquals } from "@std/assert";
import { dateOf, dayNameOf, mimeTypeOf, numberOf, plural } from "../../ui/format.ts";

const NOW = new Date(2026, 4, 3, 12).getTime();
const HOUR = 3_600_000;

Deno.test("dayNameOf() knows today and yesterday by the reader's midnight", () => {
  const names = [NOW - 12 * HOUR, NOW - 12 * HOUR - 1, NOW - 36 * HOUR - 1];
  assertEquals(names.map((time) => dayNameOf(time, NOW)), ["Today", "Yesterday", "1 May"]);
});

Deno.test("dateOf() adds the year where it is another one", () => {
  assertEquals(dateOf(new Date(2024, 4, 3).getTime(), NOW), "3 May 2024");
});

Deno.test("plural() chooses the form and writes the number", () => {
  const forms = { one: "# line", other: "# lines" };
  assertEquals([0, 1, 2, 1200].map((n) => plural(n, forms)), [
    "0 lines",
    "1 line",
    "2 lines",
    "1,200 lines",
  ]);
  assertEquals(numberOf(1200), "1,200");
});

Deno.test("mimeTypeOf() tells JSON and Markdown by their ending, and takes all else for text", () => {
  const types = ["a.json", "pychat-b.c-2026.md", "a.txt", "md", "json.txt", ""].map(mimeTypeOf);
  const text = "text/plain;charset=utf-8";
  assertEquals(types, [
    "application/json",
    "text/markdown;charset=utf-8",
    text,
    "text/markdown;charset=utf-8",
    text,
    text,
  ]);
});
