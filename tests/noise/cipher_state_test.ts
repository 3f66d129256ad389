import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { nodeAead } from "../../lib/io/aead.ts";
import { CipherState, MAX_NONCE } from "../../lib/noise/cipher_state.ts";

const NOTHING = new Uint8Array(0);
const KEY = new Uint8Array(32).fill(9);

/** The nonce of AESGCM by the letter of section 12.3, with a 64-bit integer. */
function nonce(n: bigint): Uint8Array {
  const bytes = new Uint8Array(12);
  new DataView(bytes.buffer).setBigUint64(4, n);
  return bytes;
}

Deno.test("CipherState counts its nonce in 64 bits, past 2^32 and to its last value", async () => {
  for (const start of [0, 2 ** 32 - 1, MAX_NONCE - 1]) {
    const cipher = await CipherState.initialize(nodeAead, KEY, start);
    for (const n of [BigInt(start), BigInt(start) + 1n]) {
      const sealed = await cipher.encryptWithAd(NOTHING, NOTHING);
      assertEquals(sealed, await nodeAead(KEY).seal(nonce(n), NOTHING, NOTHING), `nonce ${n}`);
    }
  }
});

Deno.test("CipherState refuses to go on when its nonces are used up", async () => {
  const cipher = await CipherState.initialize(nodeAead, KEY, MAX_NONCE);
  await cipher.encryptWithAd(NOTHING, NOTHING);
  for (let again = 0; again < 3; again++) {
    assertThrows(() => cipher.encryptWithAd(NOTHING, NOTHING), RangeError);
    assertThrows(() => cipher.decryptWithAd(NOTHING, NOTHING), RangeError);
  }
});

Deno.test("CipherState.rekey() takes the key that section 4.2 defines and lets the nonce go on", async () => {
  const cipher = await CipherState.initialize(nodeAead, KEY);
  await cipher.encryptWithAd(NOTHING, NOTHING);
  await cipher.rekey();
  const last = nonce(2n ** 64n - 1n);
  const next = (await nodeAead(KEY).seal(last, NOTHING, new Uint8Array(32))).slice(0, 32);
  assertEquals(
    await cipher.encryptWithAd(NOTHING, NOTHING),
    await nodeAead(next).seal(nonce(1n), NOTHING, NOTHING),
  );
});

Deno.test("CipherState never gives two messages one nonce, even when sealing fails between them", async () => {
  const seen: string[] = [];
  const cipher = await CipherState.initialize(() => ({
    seal(n) {
      seen.push(n.toHex());
      return seen.length === 1 ? Promise.reject(new Error("out of memory")) : NOTHING;
    },
    open: () => NOTHING,
  }), KEY);
  await assertRejects(async () => await cipher.encryptWithAd(NOTHING, NOTHING));
  await cipher.encryptWithAd(NOTHING, NOTHING);
  assertEquals(new Set(seen).size, 2);
});
