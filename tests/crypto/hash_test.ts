import { assertEquals } from "@std/assert";
import { concat } from "../../lib/crypto/hash.ts";

// The vectors of sha256() and hkdf() stand in the contract of all primitives, which
// primitives_test.ts runs.

Deno.test("concat() puts any number of pieces into new bytes", () => {
  const piece = new Uint8Array([1, 2]);
  const whole = concat(piece, new Uint8Array(0), new Uint8Array([3]), piece);
  assertEquals(whole, new Uint8Array([1, 2, 3, 1, 2]));
  const copy = concat(piece);
  copy[0] = 9;
  assertEquals([piece[0], concat().length], [1, 0]);
});
