import { createHmac } from "node:crypto";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { keyedDigest } from "../../lib/io/keyed_digest.ts";

Deno.test("keyedDigest() gives the same mark for the same text, and another for any other", () => {
  const digest = keyedDigest();
  const texts = ["", "192.0.2.7", "192.0.2.70", "20010db8000000aa/64", "ä", "a\u0308", "\0"];
  const marks = texts.map(digest);
  for (const mark of marks) assertMatch(mark, /^[\w-]{43}$/);
  assertEquals(texts.map(digest), marks);
  assertEquals(new Set(marks).size, texts.length);
});

Deno.test("keyedDigest() draws a key of its own each time, so no mark is found by trying", () => {
  const [one, other] = [keyedDigest(), keyedDigest()];
  assert(one("192.0.2.7") !== other("192.0.2.7"));
  for (const key of ["", new Uint8Array(32), "192.0.2.7"]) {
    assert(one("192.0.2.7") !== createHmac("sha256", key).update("192.0.2.7").digest("base64url"));
  }
});

Deno.test("keyedDigest() is HMAC-SHA-256 under the 32 bytes that it draws", () => {
  const drawn: Uint8Array[] = [];
  const draw = crypto.getRandomValues;
  crypto.getRandomValues = (bytes) => {
    draw.call(crypto, bytes);
    if (bytes instanceof Uint8Array) drawn.push(bytes.slice());
    return bytes;
  };
  try {
    const mark = keyedDigest()("grüße");
    const [key, ...more] = drawn;
    assertEquals([key?.length, more], [32, []]);
    assertEquals(mark, createHmac("sha256", key ?? "").update("grüße").digest("base64url"));
  } finally {
    crypto.getRandomValues = draw;
  }
});
