import { assertEquals, assertRejects } from "@std/assert";
import { keyPair, sharedSecret } from "../../lib/crypto/x25519.ts";
import { ProtocolError } from "../../lib/errors.ts";
import { needs } from "../support/needs.ts";
import { readVectors } from "../support/vectors.ts";

interface Case {
  readonly tcId: number;
  readonly flags: readonly string[];
  readonly public: string;
  readonly private: string;
  readonly shared: string;
  readonly result: "valid" | "acceptable";
}

Deno.test("keyPair() and sharedSecret() agree with RFC 7748, section 6.1", async () => {
  const ours = await keyPair(
    Uint8Array.fromHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"),
  );
  assertEquals(
    ours.public.toHex(),
    "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
  );
  const theirs = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
  assertEquals(
    (await sharedSecret(ours.secret, Uint8Array.fromHex(theirs))).toHex(),
    "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
  );
});

Deno.test({
  name: "sharedSecret() agrees with every X25519 case of Wycheproof and refuses those of low order",
  ...needs("vectors"),
  fn: async () => {
    const { tests } = readVectors<"tests", Case>("wycheproof/x25519.json");
    let refused = 0;
    for (const test of tests) {
      const { secret } = await keyPair(Uint8Array.fromHex(test.private));
      const point = Uint8Array.fromHex(test.public);
      if (/^0*$/.test(test.shared)) {
        const error = await assertRejects(() => sharedSecret(secret, point), ProtocolError);
        assertEquals(error.fault, "not_authentic", `case ${test.tcId}`);
        refused++;
      } else {
        assertEquals((await sharedSecret(secret, point)).toHex(), test.shared, `case ${test.tcId}`);
      }
    }
    assertEquals(refused, 31);
  },
});

Deno.test("keyPair() takes only secrets of 32 bytes", async () => {
  for (const length of [0, 31, 33]) {
    await assertRejects(() => keyPair(new Uint8Array(length)), RangeError);
  }
});
