/**
 * What every implementation of `Primitives` must do, whichever library is behind it. That of its
 * AES stands in `aead_contract.ts`.
 *
 * @module
 */
import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import type { Primitives } from "../../lib/crypto/primitives.ts";
import { ProtocolError } from "../../lib/errors.ts";
import { LOW_ORDER, withTopBit } from "./low_order.ts";
import { needs } from "./needs.ts";
import { readVectors } from "./vectors.ts";

interface HkdfCase {
  readonly tcId: number;
  readonly ikm: string;
  readonly salt: string;
  readonly info: string;
  readonly size: number;
  readonly okm: string;
  readonly result: "valid";
}

interface X25519Case {
  readonly tcId: number;
  readonly flags: readonly string[];
  readonly public: string;
  readonly private: string;
  readonly shared: string;
  readonly result: "valid" | "acceptable";
}

const NOTHING = new Uint8Array(0);

/** Registers the contract for one implementation. */
export function primitivesContract(name: string, primitives: Primitives): void {
  hashContract(name, primitives);
  hkdfContract(name, primitives);
  agreementContract(name, primitives);
  refusalContract(name, primitives);
}

function hashContract(name: string, { sha256 }: Primitives): void {
  Deno.test(`${name}.sha256() agrees with FIPS 180-4 on nothing, "abc" and a million times "a"`, async () => {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const [a, b, c] = ["a", "b", "c"].map((text) => new TextEncoder().encode(text));
    assert(a && b && c);
    assertEquals((await sha256(a, b, c)).toHex(), abc);
    assertEquals((await sha256(new TextEncoder().encode("abc"))).toHex(), abc);
    assertEquals((await sha256(a, NOTHING, new TextEncoder().encode("bc"))).toHex(), abc);
    const nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    for (const pieces of [[], [NOTHING], [NOTHING, NOTHING]]) {
      assertEquals((await sha256(...pieces)).toHex(), nothing);
    }
    assertEquals(
      (await sha256(new Uint8Array(1_000_000).fill(97))).toHex(),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    );
  });
}

function hkdfContract(name: string, { hkdf }: Primitives): void {
  Deno.test(`${name}.hkdf() agrees with RFC 5869, appendices A.1 to A.3`, async () => {
    const bytes = (from: number, length: number) => Uint8Array.from({ length }, (_, n) => from + n);
    const input = new Uint8Array(22).fill(0x0b);
    assertEquals(
      (await hkdf(bytes(0, 13), input, bytes(0xf0, 10), 42)).toHex(),
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    );
    assertEquals(
      (await hkdf(bytes(0x60, 80), bytes(0, 80), bytes(0xb0, 80), 82)).toHex(),
      "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c" +
        "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1" +
        "f3434f1d87",
    );
    assertEquals(
      (await hkdf(NOTHING, input, NOTHING, 42)).toHex(),
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    );
  });

  Deno.test(`${name}.hkdf() gives 255 blocks of 32 bytes and no more (RFC 5869, section 2.3)`, async () => {
    const input = new Uint8Array(32);
    assertEquals((await hkdf(input, input, NOTHING, 8160)).length, 8160);
    await assertRejects(async () => await hkdf(input, input, NOTHING, 8161));
  });

  Deno.test({
    name: `${name}.hkdf() agrees with every HKDF-SHA-256 case of Wycheproof`,
    ...needs("vectors"),
    fn: async () => {
      const { tests } = readVectors<"tests", HkdfCase>("wycheproof/hkdf_sha256.json");
      for (const test of tests) {
        const [salt, ikm, info] = [test.salt, test.ikm, test.info].map((hex) =>
          Uint8Array.fromHex(hex)
        );
        assert(salt && ikm && info);
        const output = await hkdf(salt, ikm, info, test.size);
        assertEquals([test.result, output.toHex()], ["valid", test.okm], `case ${test.tcId}`);
      }
      assertEquals(tests.length, 80);
    },
  });
}

function agreementContract(name: string, { keyPair }: Primitives): void {
  Deno.test(`${name}.keyPair() agrees with RFC 7748, section 6.1, on both sides`, async () => {
    const ours = await keyPair(
      Uint8Array.fromHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"),
    );
    const theirs = await keyPair(
      Uint8Array.fromHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"),
    );
    assertEquals(
      [ours.public.toHex(), theirs.public.toHex()],
      [
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
      ],
    );
    const shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
    assertEquals((await ours.agree(theirs.public)).toHex(), shared);
    assertEquals((await theirs.agree(ours.public)).toHex(), shared);
  });

  Deno.test({
    name:
      `${name}.keyPair() agrees with every X25519 case of Wycheproof, and with none of low order`,
    ...needs("vectors"),
    fn: async () => {
      const { tests } = readVectors<"tests", X25519Case>("wycheproof/x25519.json");
      let refused = 0;
      for (const test of tests) {
        const ours = await keyPair(Uint8Array.fromHex(test.private));
        const point = Uint8Array.fromHex(test.public);
        if (/^0*$/.test(test.shared)) {
          const error = await assertRejects(async () => await ours.agree(point), ProtocolError);
          assertEquals(error.fault, "not_authentic", `case ${test.tcId}`);
          refused++;
        } else {
          assertEquals((await ours.agree(point)).toHex(), test.shared, `case ${test.tcId}`);
        }
      }
      assertEquals([refused, tests.length], [31, 518]);
    },
  });
}

function refusalContract(name: string, { keyPair }: Primitives): void {
  Deno.test(`${name}.keyPair() agrees with no point of low order, and the top bit changes nothing`, async () => {
    const ours = await keyPair(new Uint8Array(32).fill(5));
    for (const bad of LOW_ORDER) {
      const error = await assertRejects(async () => await ours.agree(bad), ProtocolError);
      assertEquals(error.fault, "not_authentic", bad.toHex());
    }
    const { public: good } = await keyPair(new Uint8Array(32).fill(6));
    const masked = withTopBit(good);
    assertNotEquals(masked, good);
    assertEquals(await ours.agree(masked), await ours.agree(good));
  });

  Deno.test(`${name}.keyPair() takes only secrets and points of 32 bytes`, async () => {
    const ours = await keyPair(new Uint8Array(32).fill(5));
    for (const length of [0, 1, 31, 33, 56, 64]) {
      const bytes = new Uint8Array(length).fill(9);
      await assertRejects(async () => await keyPair(bytes), RangeError);
      const error = await assertRejects(async () => await ours.agree(bytes), ProtocolError);
      assertEquals(error.fault, "not_authentic", `${length} bytes`);
    }
  });

  Deno.test(`${name}.keyPair() keeps what it was given, whatever becomes of those bytes, and shows it nowhere`, async () => {
    const secret = new Uint8Array(32).fill(5);
    const ours = await keyPair(secret);
    const { public: point } = await keyPair(new Uint8Array(32).fill(6));
    const before = await ours.agree(point);
    assertEquals(secret, new Uint8Array(32).fill(5));
    secret.fill(7);
    assertEquals(await ours.agree(point), before);
    assertEquals(Object.keys(ours).toSorted(), ["agree", "public"]);
    assertEquals([ours.public.constructor, before.constructor], [Uint8Array, Uint8Array]);
  });
}
