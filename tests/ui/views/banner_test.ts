import { assertEquals } from "@std/assert";
import type { Line } from "../../../lib/api/view.ts";
import { endedAt } from "../../../ui/views/banner.tsx";

type What = Extract<Line, { type: "connection" }>["what"];

/** A conversation of which each of these happened a second after the one before. */
function linesOf(...all: readonly (What | "gap")[]): Line[] {
  return all.map((what, i) => {
    const time = i * 1000;
    return what === "gap"
      ? { type: "gap", time, missing: null }
      : { type: "connection", time, what };
  });
}

Deno.test("endedAt() tells when the connection was cut, and not when it was given up", () => {
  assertEquals(endedAt(linesOf("joined", "cut")), 1000);
  assertEquals(endedAt(linesOf("joined", "stopping")), 1000);
  assertEquals(endedAt(linesOf("joined", "lost", "gave_up")), 1000);
  assertEquals(endedAt(linesOf("joined", "lost", "gap", "gave_up")), 1000);
  assertEquals(endedAt(linesOf("joined", "lost", "cut")), 1000);
  assertEquals(endedAt(linesOf("lost", "back", "lost", "gave_up")), 2000);
});

Deno.test("endedAt() does not take a cut that was mended for the end", () => {
  assertEquals(endedAt(linesOf("joined", "lost", "back", "gave_up")), 3000);
  assertEquals(endedAt(linesOf("joined", "lost", "back", "cut")), 3000);
  assertEquals(endedAt(linesOf("joined", "lost", "back")), null);
});

Deno.test("endedAt() knows no time where the lines about the end are not held", () => {
  assertEquals(endedAt([]), null);
  assertEquals(endedAt(linesOf("gap")), null);
  assertEquals(endedAt(linesOf("gave_up")), 0);
});
