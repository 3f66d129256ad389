import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Stock } from "../../lib/delivery/stock.ts";
import { PACKET_COST_BYTES, PLACE_COST_BYTES } from "../../lib/limits.ts";
import type { Parcel } from "../../lib/wire/parcel.ts";
import { numbered } from "./parcels.ts";

/** What it costs to hold these, each as often as it is there. */
function costOf(held: readonly Parcel[]): number {
  let bytes = held.length * PLACE_COST_BYTES;
  for (const { packet } of new Set(held)) bytes += packet.length + PACKET_COST_BYTES;
  return bytes;
}

Deno.test("Stock counts a parcel once and each of its places, from its first holder to its last", () => {
  const stock = new Stock();
  const text = numbered("Good evening, all of you");
  assertEquals(stock.bytes, 0);
  for (let holder = 1; holder <= 500; holder++) {
    stock.hold(text);
    assertEquals([stock.bytes, text.holders], [costOf(Array(holder).fill(text)), holder]);
  }
  for (let holder = 499; holder >= 1; holder--) {
    stock.release(text);
    assertEquals([stock.bytes, text.holders], [costOf(Array(holder).fill(text)), holder]);
  }
  stock.release(text);
  assertEquals([stock.bytes, text.holders], [0, 0]);
  stock.hold(text);
  assertEquals(stock.bytes, costOf([text]));
});

Deno.test("Stock.release() refuses a parcel that nobody holds, and does not count it", () => {
  const stock = new Stock();
  assertThrows(() => stock.release(numbered("x")), RangeError);
  assertEquals(stock.bytes, 0);
});

Deno.test("Stock has what a plain list of holds has", () => {
  const parcels = [0, 1, 70, 400].map((length) => numbered("", length));
  const step = fc.record({ hold: fc.boolean(), which: fc.nat(parcels.length - 1) });
  fc.assert(fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
    const stock = new Stock();
    const held: Parcel[] = [];
    for (const { hold, which } of steps) {
      const parcel = parcels[which];
      if (parcel === undefined) continue;
      if (hold) {
        stock.hold(parcel);
        held.push(parcel);
      } else if (held.includes(parcel)) {
        stock.release(parcel);
        held.splice(held.indexOf(parcel), 1);
      }
      assertEquals(stock.bytes, costOf(held));
    }
    for (const parcel of held) stock.release(parcel);
    assertEquals(stock.bytes, 0);
  }));
});
