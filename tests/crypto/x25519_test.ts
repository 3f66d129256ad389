import { assertEquals, assertThrows } from "@std/assert";
import { createPrivateKey } from "node:crypto";
import { keyPair, pkcs8Of, refuseZeros, uselessPoint } from "../../lib/crypto/x25519.ts";
import { ProtocolError } from "../../lib/errors.ts";

// What an agreement comes to stands in the contract of all primitives, which primitives_test.ts
// runs; here is what implementations share.

Deno.test("pkcs8Of() is the form of RFC 8410 that others read, and takes only 32 bytes", async () => {
  const secret = new Uint8Array(32).map((_, n) => n + 1);
  const key = Buffer.from(pkcs8Of(secret));
  const read = createPrivateKey({ key, format: "der", type: "pkcs8" });
  const { d = "", x = "" } = read.export({ format: "jwk" });
  assertEquals(Uint8Array.fromBase64(d, { alphabet: "base64url" }), secret);
  const { public: point } = await keyPair(secret);
  assertEquals(Uint8Array.fromBase64(x, { alphabet: "base64url" }), point);
  for (const length of [0, 31, 33]) {
    assertThrows(() => pkcs8Of(new Uint8Array(length)), RangeError);
  }
});

Deno.test("refuseZeros() lets everything pass but zeros alone, wherever the one bit is", () => {
  const error = assertThrows(() => refuseZeros(new Uint8Array(32)), ProtocolError);
  assertEquals(error.fault, "not_authentic");
  for (let bit = 0; bit < 256; bit++) {
    const shared = new Uint8Array(32);
    shared[bit >> 3] = 1 << (bit & 7);
    assertEquals(refuseZeros(shared), shared, `bit ${bit}`);
  }
});

Deno.test("uselessPoint() blames the peer, and not our own code", () => {
  assertEquals(uselessPoint().fault, "not_authentic");
});
