import { assertEquals } from "@std/assert";
import { concat, hkdf, sha256 } from "../../lib/crypto/hash.ts";
import { needs } from "../support/needs.ts";
import { readVectors } from "../support/vectors.ts";

interface Case {
  readonly tcId: number;
  readonly ikm: string;
  readonly salt: string;
  readonly info: string;
  readonly size: number;
  readonly okm: string;
  readonly result: "valid" | "invalid";
}

Deno.test('sha256() of several pieces is that of the pieces put together (FIPS 180-4, "abc")', async () => {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  const [a, b, c] = ["a", "b", "c"].map((text) => new TextEncoder().encode(text));
  assertEquals((await sha256(a ?? concat(), b ?? concat(), c ?? concat())).toHex(), abc);
  assertEquals((await sha256(new TextEncoder().encode("abc"))).toHex(), abc);
});

Deno.test("hkdf() agrees with RFC 5869, appendix A.3, where salt and info are empty", async () => {
  const output = await hkdf(concat(), new Uint8Array(22).fill(0x0b), concat(), 42);
  assertEquals(
    output.toHex(),
    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  );
});

Deno.test({
  name: "hkdf() agrees with every valid HKDF-SHA-256 case of Wycheproof",
  ...needs("vectors"),
  fn: async () => {
    const { tests } = readVectors<"tests", Case>("wycheproof/hkdf_sha256.json");
    const valid = tests.filter((test) => test.result === "valid");
    for (const test of valid) {
      const [ikm, salt, info] = [test.ikm, test.salt, test.info].map((hex) =>
        Uint8Array.fromHex(hex)
      );
      const output = await hkdf(salt ?? concat(), ikm ?? concat(), info ?? concat(), test.size);
      assertEquals(output.toHex(), test.okm, `case ${test.tcId}`);
    }
    assertEquals(valid.length, 80);
  },
});
