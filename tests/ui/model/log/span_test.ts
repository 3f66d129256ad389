import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  around,
  AT_FIRST,
  drawn,
  earlier,
  grown,
  later,
  MAX_DRAWN,
  MAX_FOLLOWED,
  PER_FRAME,
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

Deno.test("grown() draws the end first, and what stands over it a few lines with each frame", () => {
  const wanted = { first: 4_500, last: 5_000 };
  let shown = grown(null, wanted, true);
  assertEquals(shown, { first: 5_000 - AT_FIRST, last: 5_000 });
  let frames = 0;
  for (; shown.first > wanted.first; frames++) {
    const next = grown(shown, { ...wanted, last: shown.last + 1 }, true);
    assertEquals(next.last, shown.last + 1, "what comes meanwhile is drawn at once");
    assert(shown.first - next.first <= PER_FRAME);
    shown = next;
  }
  assertEquals(frames, Math.ceil((500 - AT_FIRST) / PER_FRAME));
});

Deno.test("grown() draws no more of a flood than a screen shows", () => {
  const shown = { first: 4_500, last: 5_000 };
  const flood = { first: 5_250, last: 5_700 };
  assertEquals(grown(shown, flood, true), { first: 5_700 - AT_FIRST, last: 5_700 });
  const few = { first: 4_500, last: 5_000 + AT_FIRST };
  assertEquals(grown(shown, few, true), few);
  assertEquals(grown(shown, { first: 0, last: 10 }, true), { first: 0, last: 10 }, "begun anew");
});

Deno.test("grown() leaves whoever reads back what they read, and adds above it", () => {
  const wanted = { first: 4_250, last: 5_000 };
  assertEquals(grown(null, wanted, false), wanted, "where they were before");
  const shown = { first: 4_500, last: 5_000 };
  assertEquals(grown(shown, wanted, false), { first: 4_500 - PER_FRAME, last: 5_000 });
  const elsewhere = { first: 100, last: 1_100 };
  assertEquals(grown(shown, elsewhere, false), elsewhere);
  const below = { first: 4_600, last: 5_600 };
  assertEquals(grown(shown, below, false), below);
});

Deno.test("grown() ends at what is wanted and never draws anything else", () => {
  const number = fc.nat({ max: 6_000 });
  const range = fc.tuple(number, fc.nat({ max: 1_000 })).map(([first, more]) => ({
    first,
    last: first + more,
  }));
  fc.assert(fc.property(range, range, fc.boolean(), (before, wanted, follow) => {
    let shown: { first: number; last: number } | null = before;
    for (let frame = 0; frame < 1_000 / PER_FRAME + 1; frame++) {
      shown = grown(shown, wanted, follow);
      assert(shown.first >= wanted.first && shown.first <= shown.last);
      assertEquals(shown.last, wanted.last);
    }
    assertEquals(shown, wanted);
  }));
});
