/**
 * What every implementation of `Aead` must do, whichever library is behind it.
 *
 * @module
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { type AeadFactory, TAG_BYTES } from "../../lib/crypto/aead.ts";
import { ProtocolError } from "../../lib/errors.ts";
import { needs } from "./needs.ts";
import { readVectors } from "./vectors.ts";

interface Case {
  readonly tcId: number;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: "valid" | "invalid";
}

/** Registers the contract for one implementation. */
export function aeadContract(name: string, factory: AeadFactory): void {
  Deno.test({
    name: `${name} agrees with every AES-256-GCM case of Wycheproof`,
    ...needs("vectors"),
    fn: async () => {
      const { tests } = readVectors<"tests", Case>("wycheproof/aes_256_gcm_iv96_tag128.json");
      assertEquals(tests.length, 66);
      for (const test of tests) {
        const aead = await factory(Uint8Array.fromHex(test.key));
        const [nonce, data] = [Uint8Array.fromHex(test.iv), Uint8Array.fromHex(test.aad)];
        const [plain, sealed] = [test.msg, test.ct + test.tag];
        if (test.result === "valid") {
          const ours = await aead.seal(nonce, data, Uint8Array.fromHex(plain));
          assertEquals(ours.toHex(), sealed, `case ${test.tcId}`);
          const opened = await aead.open(nonce, data, Uint8Array.fromHex(sealed));
          assertEquals(opened.toHex(), plain, `case ${test.tcId}`);
        } else {
          const refused = async () => await aead.open(nonce, data, Uint8Array.fromHex(sealed));
          await assertRejects(refused, ProtocolError, "not_authentic", `case ${test.tcId}`);
        }
      }
    },
  });

  Deno.test(`${name} refuses every ciphertext with one bit changed, and every cut one`, async () => {
    const aead = await factory(new Uint8Array(32).fill(3));
    const [nonce, data] = [new Uint8Array(12), new Uint8Array([1, 2])];
    const sealed = await aead.seal(nonce, data, new TextEncoder().encode("no one on the way"));
    for (let bit = 0; bit < 8 * sealed.length; bit++) {
      const bad = sealed.slice();
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await assertRejects(async () => await aead.open(nonce, data, bad), ProtocolError);
    }
    for (let length = 0; length < sealed.length; length++) {
      const cut = sealed.subarray(0, length);
      await assertRejects(async () => await aead.open(nonce, data, cut), ProtocolError);
    }
    const other = new Uint8Array([1, 3]);
    await assertRejects(async () => await aead.open(nonce, other, sealed), ProtocolError);
  });

  Deno.test(`${name} seals into the end of what it is given, and touches nothing before`, async () => {
    const aead = await factory(new Uint8Array(32).fill(3));
    const [nonce, data] = [new Uint8Array(12), new Uint8Array([1, 2])];
    for (const bytes of [0, 1, 256, 16_384]) {
      const plain = new Uint8Array(bytes).fill(5);
      const sealed = await aead.seal(nonce, data, plain);
      for (const room of [0, 1, 2, 100]) {
        const into = new Uint8Array(room + bytes + TAG_BYTES).fill(9);
        assert(await aead.seal(nonce, data, plain, into) === into);
        assertEquals(into.subarray(0, room), new Uint8Array(room).fill(9));
        assertEquals(into.subarray(room), sealed);
      }
    }
  });

  Deno.test(`${name} has read all that it is given when a call returns`, async () => {
    const aead = await factory(new Uint8Array(32).fill(3));
    const fresh = (bytes: number) =>
      [
        new Uint8Array(12).fill(1),
        new Uint8Array([1, 2]),
        new Uint8Array(bytes).fill(5),
      ] as const;
    function spoil<T>(given: readonly Uint8Array[], answer: T): T {
      for (const bytes of given) bytes.fill(0xff);
      return answer;
    }
    for (const bytes of [256, 16_384]) {
      const wanted = await aead.seal(...fresh(bytes));
      const given = fresh(bytes);
      assertEquals(await spoil(given, aead.seal(...given)), wanted);
      const [nonce, data, plain] = fresh(bytes);
      const sealed = wanted.slice();
      assertEquals(await spoil([nonce, data, sealed], aead.open(nonce, data, sealed)), plain);
    }
  });

  Deno.test(`${name} seals nothing to a tag alone, and takes only keys of 32 bytes`, async () => {
    const aead = await factory(new Uint8Array(32));
    const nothing = new Uint8Array(0);
    const sealed = await aead.seal(new Uint8Array(12), nothing, nothing);
    assertEquals(sealed.length, TAG_BYTES);
    assertEquals(await aead.open(new Uint8Array(12), nothing, sealed), nothing);
    for (const length of [0, 16, 31, 33]) {
      await assertRejects(async () => await factory(new Uint8Array(length)), RangeError);
    }
  });
}
