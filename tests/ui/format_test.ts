import { assertEquals, assertMatch } from "@std/assert";
import {
  clockOf,
  dateOf,
  dayNameOf,
  mimeTypeOf,
  momentOf,
  numberOf,
  plural,
  timeOf,
  writeIn,
} from "../../ui/format.ts";

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

Deno.test("plural() has as many forms as the language counts with, and another where one is missing", () => {
  const forms = { one: "# файл", few: "# файла", many: "# файлов", other: "# файла" };
  try {
    writeIn("ru");
    assertEquals([1, 2, 5, 21, 22, 25].map((n) => plural(n, forms)), [
      "1 файл",
      "2 файла",
      "5 файлов",
      "21 файл",
      "22 файла",
      "25 файлов",
    ]);
    assertEquals(plural(5, { one: "#", other: "other #" }), "other 5");
  } finally {
    writeIn("en-GB");
  }
});

Deno.test("timeOf() says a time in the words of the language", () => {
  const all = () => [timeOf(1, "day"), timeOf(10, "minute"), timeOf(1200, "second")];
  assertEquals(all(), ["1 day", "10 minutes", "1,200 seconds"]);
  try {
    writeIn("it");
    assertEquals(all(), ["1 giorno", "10 minuti", "1200 secondi"]);
  } finally {
    writeIn("en-GB");
  }
});

Deno.test("writeIn() changes everything that is written afterwards, and not how the day is counted", () => {
  const time = new Date(2026, 4, 3, 14, 5, 9).getTime();
  const all = () => [dateOf(time, NOW), dayNameOf(time, NOW)];
  const hours = () => clockOf(time).replaceAll(/\D/g, "");
  const counted = hours();
  assertEquals(all(), ["3 May", "Today"]);
  assertMatch(momentOf(time), /^Sunday,? 3 May 2026/);
  try {
    writeIn("de-DE");
    assertEquals(all(), ["3. Mai", "Heute"]);
    assertMatch(momentOf(time), /^Sonntag, 3\. Mai 2026/);
    assertEquals(hours(), counted);
  } finally {
    writeIn("en-GB");
  }
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
