import { assertEquals } from "@std/assert";
import {
  isAt,
  microseconds,
  numberOf,
  senderOf,
  TEXT_BYTES,
  timeOf,
  writeText,
} from "../../../tasks/bench/text.ts";

function encoded(sender: number, number: number, time: number, before = ""): Uint8Array {
  return new TextEncoder().encode(before + writeText(sender, number, time));
}

Deno.test("writeText has 100 bytes whatever it says, and is read back", () => {
  const cases = [[0, 0, 0], [63, 9_999_999_999, 9_007_199_254_740_991], [
    7,
    42,
    1_764_000_000_000_000,
  ]];
  for (const [sender = NaN, number = NaN, time = NaN] of cases) {
    const bytes = encoded(sender, number, time, "before ");
    assertEquals(bytes.length, "before ".length + TEXT_BYTES);
    const at = "before ".length;
    assertEquals([senderOf(bytes, at), numberOf(bytes, at), timeOf(bytes, at)], [
      sender,
      number,
      time,
    ]);
  }
});

Deno.test("senderOf, numberOf and timeOf are NaN where there are no digits, or no bytes", () => {
  for (
    const bytes of [new TextEncoder().encode("no digits at all ".repeat(8)), new Uint8Array(3)]
  ) {
    assertEquals([senderOf(bytes, 0), numberOf(bytes, 0), timeOf(bytes, 0)], [NaN, NaN, NaN]);
  }
});

Deno.test("microseconds is the time since 1970, of now or of any moment of this process", () => {
  const [now, then] = [Date.now() * 1_000, microseconds()];
  assertEquals(Math.abs(then - now) < 10_000_000, true);
  assertEquals(microseconds(5) - microseconds(4), 1_000);
});

Deno.test("isAt() compares bytes in their place, and finds nothing where there are none", () => {
  const bytes = new Uint8Array([1, 2, 3, 4]);
  const at = (place: number) => isAt(bytes, place, new Uint8Array([3, 4]));
  assertEquals([-3, -1, 0, 1, 2, 3, 4].map(at), [false, false, false, false, true, false, false]);
});
