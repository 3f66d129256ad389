import { assert, assertEquals } from "@std/assert";
import { Departed } from "../../lib/hub/departed.ts";
import { MAX_DEPARTED, SILENCE_MS } from "../../lib/limits.ts";

const member = (n: number) => ({ id: "AAAAAAAAAAA", name: `name ${n}`, tag: "aaaa" });

function names(departed: Departed, entered: number, cut: number): string[] {
  return departed.unknownTo(entered, cut).map((entry) => entry.item.name);
}

Deno.test("Departed.unknownTo() gives who left from two silences before the cut on, to the millisecond", () => {
  const cut = 1_000_000;
  const departed = new Departed();
  for (const [n, time] of [cut - 2 * SILENCE_MS - 1, cut - 2 * SILENCE_MS, cut].entries()) {
    departed.add(member(n), time);
  }
  assertEquals(names(departed, 0, cut), ["name 1", "name 2"]);
  departed.add(member(3), cut + 100_000); // while the member is away
  assertEquals(names(departed, 0, cut), ["name 1", "name 2", "name 3"]);
});

Deno.test("Departed.unknownTo() gives nobody who had left before the member came", () => {
  const departed = new Departed();
  for (const n of [1, 2, 3]) departed.add(member(n), n);
  assertEquals(names(departed, 2, 5), ["name 2", "name 3"]);
  assertEquals(names(departed, 4, 5), []);
});

Deno.test("Departed keeps as many as it may, the last ones, and costs the same for each", () => {
  const departed = new Departed();
  const started = performance.now();
  const count = 200_000;
  for (let n = 1; n <= count; n++) {
    departed.add(member(n), 5);
    if (n % 20_000 !== 0) continue;
    const known = names(departed, 0, 5);
    const first = n - MAX_DEPARTED + 1;
    assertEquals([known.length, known[0], known.at(-1)], [
      MAX_DEPARTED,
      `name ${first}`,
      `name ${n}`,
    ]);
  }
  assert(performance.now() - started < 20_000);
});

Deno.test("Departed keeps no more than it is told to", () => {
  const departed = new Departed(2);
  for (const n of [1, 2, 3, 4, 5]) {
    departed.add(member(n), n);
    assertEquals(names(departed, 0, 5), [n - 1, n].filter((n) => n > 0).map((n) => `name ${n}`));
  }
});
