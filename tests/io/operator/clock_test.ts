import { assertEquals, assertMatch } from "@std/assert";
import { clockWarning } from "../../../lib/io/operator/clock.ts";

Deno.test("clockWarning() says in one sentence what a clock that is past does to messages", () => {
  const edge = Date.UTC(2026, 0, 1);
  for (const [now, day] of [[0, "1970-01-01"], [edge - 1, "2025-12-31"]] as const) {
    assertMatch(clockWarning(now) ?? "", new RegExp(`says ${day}, .*until the clock is set\\.$`));
  }
  assertMatch(clockWarning(-86_400_000) ?? "", /1969-12-31/);
});

Deno.test("clockWarning() says nothing of a clock that may be right", () => {
  for (const now of [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1), Date.UTC(2100, 0, 1)]) {
    assertEquals(clockWarning(now), null);
  }
});
