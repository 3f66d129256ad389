import { assertEquals } from "@std/assert";
import { formatDuration, readDuration } from "../../../lib/hub/console/duration.ts";

Deno.test("readDuration() reads a number and the first letter of its unit, and nothing else", () => {
  assertEquals(["30s", "10m", "2h", "3d", "0s"].map(readDuration), [30, 600, 7200, 259_200, 0]);
  assertEquals(readDuration("999999999d"), 999_999_999 * 86_400);
  const wrong = [
    "",
    "10",
    "m",
    "10 m",
    "-1m",
    "1.5h",
    "10M",
    "10min",
    "1h30m",
    "9999999999s",
    "٣m",
  ];
  for (const text of wrong) assertEquals(readDuration(text), null, text);
});

Deno.test("formatDuration() says the two largest units", () => {
  const cases: [number, string][] = [
    [1, "1 second"],
    [59.2, "1 minute"],
    [60, "1 minute"],
    [61, "1 minute 1 second"],
    [7200, "2 hours"],
    [7201, "2 hours"],
    [3_600 * 25 + 59, "1 day 1 hour"],
    [86_400 * 366, "366 days"],
    [86_400 + 60, "1 day"],
  ];
  for (const [seconds, text] of cases) assertEquals(formatDuration(seconds), text);
});
