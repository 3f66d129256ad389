import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  around,
  drawn,
  earlier,
  later,
  MAX_DRAWN,
  MAX_FOLLOWED,
  STEP,
} from "../../../../ui/model/log/span.ts";

Deno.test("drawn() never draws more than the limit, nor what is not held", () => {
  const number = fc.nat({ max: 20_000 });
  fc.assert(fc.property(number, fc.boolean(), number, number, (top, follow, from, more) => {
    const { first, last } = drawn({ top, follow }, from, from + more);
    assert(from <= first && first <= last && last <= from + more);
    assert(last - first <= (follow ? MAX_FOLLOWED : MAX_DRAWN));
    if (follow) assertEquals(last, from + more);
  }));
});

Deno.test("earlier() and later() move by a step and stop at the ends", () => {
  const end = 5000;
  const now = drawn({ top: 0, follow: true }, 0, end);
  assertEquals(now, { first: end - MAX_FOLLOWED, last: end });
  const up = drawn(earlier(now, 0), 0, end);
  assertEquals(up, { first: now.first - STEP, last: end });
  const higher = drawn(earlier(drawn(earlier(up, 0), 0, end), 0), 0, end);
  assertEquals(higher, { first: up.first - 2 * STEP, last: end - STEP });
  assertEquals(drawn(later(higher, end), 0, end), { first: end - MAX_DRAWN, last: end });
  assertEquals(earlier({ first: 10, last: 20 }, 0).top, 0);
});

Deno.test("around() draws the line it is asked for", () => {
  const now = { first: 4000, last: 5000 };
  assertEquals(around(4500, now).top, 4000);
  const { first, last } = drawn(around(1200, now), 0, 5000);
  assert(first <= 1200 && 1200 < last);
});

Deno.test("drawn() keeps the first line at the end for as long as it can", () => {
  const firsts = Array.from(
    { length: STEP },
    (_, i) => drawn({ top: 0, follow: true }, 0, 2001 + i),
  );
  assertEquals(new Set(firsts.map((one) => one.first)).size, 1);
});
