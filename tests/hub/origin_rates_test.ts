import { assertEquals } from "@std/assert";
import { OriginRates } from "../../lib/hub/origin_rates.ts";
import { MAX_ADDRESSES } from "../../lib/limits.ts";

const RATE = { burst: 2, perSecond: 1 / 10 };

/** Pays so often. */
function pay(rates: OriginRates, origin: string, times: number, now = 0): void {
  for (let n = 0; n < times; n++) rates.pay(origin, now);
}

Deno.test("OriginRates.wait() is nothing until the tries are used up, then tells how long", () => {
  const rates = new OriginRates(RATE);
  assertEquals(rates.wait("a", 0), 0);
  pay(rates, "a", 1);
  assertEquals(rates.wait("a", 0), 0);
  pay(rates, "a", 1);
  assertEquals([rates.wait("a", 0), rates.wait("a", 9_999), rates.wait("a", 10_000)], [
    10_000,
    1,
    0,
  ]);
  assertEquals(rates.wait("b", 0), 0); // somebody else
});

Deno.test("OriginRates does not remember who only asks", () => {
  const rates = new OriginRates(RATE);
  rates.wait("a", 0);
  assertEquals(rates.size, 0);
});

Deno.test("OriginRates forgets those first who could not tell the difference", () => {
  const rates = new OriginRates(RATE, 3);
  pay(rates, "empty", 2, 0);
  pay(rates, "half", 1, 0);
  pay(rates, "also half", 1, 0);
  pay(rates, "new", 1, 10_000); // both halves are full again
  assertEquals(rates.size, 2);
  assertEquals(rates.wait("empty", 10_000), 0);
  pay(rates, "empty", 1, 10_000);
  assertEquals(rates.wait("empty", 10_000), 10_000);
});

Deno.test("OriginRates forgets the one unused for longest where all of them matter", () => {
  const rates = new OriginRates(RATE, 3);
  for (const origin of ["a", "b", "c"]) pay(rates, origin, 2);
  pay(rates, "a", 1); // used again
  pay(rates, "d", 2);
  assertEquals(rates.size, 3);
  assertEquals(["a", "b", "c", "d"].map((origin) => rates.wait(origin, 0)), [
    20_000,
    0,
    10_000,
    10_000,
  ]);
});

Deno.test("OriginRates remembers no more than it may, whoever comes", () => {
  const rates = new OriginRates(RATE);
  for (let n = 0; n < MAX_ADDRESSES + 100; n++) pay(rates, `origin ${n}`, 2);
  assertEquals(rates.size, MAX_ADDRESSES);
  assertEquals([rates.wait("origin 99", 0), rates.wait("origin 100", 0)], [0, 10_000]);
});
