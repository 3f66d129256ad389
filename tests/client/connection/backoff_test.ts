import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Backoff } from "../../../lib/client/connection/backoff.ts";

const TIMES = { first: 1_000, most: 60_000 };

function pauses(count: number, byte: number, times = TIMES): number[] {
  const backoff = new Backoff(times, (bytes) => new Uint8Array(bytes).fill(byte));
  return Array.from({ length: count }, () => backoff.next());
}

Deno.test("Backoff.next() doubles its bound with each pause, up to the longest", () => {
  const longest = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000];
  assertEquals(pauses(8, 255), longest);
  assertEquals(pauses(3, 0), [1, 1, 1], "and is never nothing");
  assertEquals(pauses(3, 0x7f), [499, 997, 1_993]);
  assertEquals(pauses(2_000, 255).at(-1), 60_000, "after more tries than a number can be doubled");
  assertEquals(pauses(3, 255, { first: 5, most: 1 }), [1, 1, 1]);
});

Deno.test("Backoff.next() is any time up to the bound, whatever is drawn", () => {
  const drawn = fc.uint8Array({ minLength: 4, maxLength: 4 });
  fc.assert(fc.property(drawn, fc.nat(12), (bytes, before) => {
    const backoff = new Backoff(TIMES, () => bytes);
    for (let n = 0; n < before; n++) backoff.next();
    const { bound } = backoff;
    const pause = backoff.next();
    assert(Number.isInteger(pause) && pause >= 1 && pause <= bound, `${pause} of ${bound}`);
  }));
});

Deno.test("Backoff.reset() begins with the shortest pause again", () => {
  const backoff = new Backoff(TIMES, (bytes) => new Uint8Array(bytes).fill(255));
  assertEquals([backoff.hasPaused, backoff.bound], [false, 1_000]);
  backoff.next();
  assertEquals([backoff.hasPaused, backoff.bound], [true, 2_000]);
  backoff.reset();
  assertEquals([backoff.hasPaused, backoff.next()], [false, 1_000]);
});
