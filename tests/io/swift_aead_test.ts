import { assert, assertEquals } from "@std/assert";
import { TAG_BYTES } from "../../lib/crypto/aead.ts";
import { nodeAead } from "../../lib/io/aead.ts";
import { swiftAead } from "../../lib/io/swift_aead.ts";
import { RECORD_BYTES } from "../../lib/limits.ts";
import { aeadContract } from "../support/aead_contract.ts";

aeadContract("swiftAead()", swiftAead);

const NONCE = new Uint8Array(12);
const NOTHING = new Uint8Array(0);

/** A key that has sealed something large, so that the other implementation has it by now. */
async function warm(): Promise<ReturnType<typeof swiftAead>> {
  const aead = swiftAead(new Uint8Array(32).fill(7));
  const large = new Uint8Array(16_384);
  for (let turn = 0; turn < 1_000; turn++) {
    const sealed = aead.seal(NONCE, NOTHING, large);
    await sealed; // so that nothing is under way
    if (sealed instanceof Promise) return aead;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error("the other implementation never got the key");
}

Deno.test("swiftAead() seals the largest record elsewhere once the key is there, and all others at once", async () => {
  const fresh = swiftAead(new Uint8Array(32).fill(7));
  assert(fresh.seal(NONCE, NOTHING, new Uint8Array(16_384)) instanceof Uint8Array);
  const aead = await warm();
  for (const bytes of RECORD_BYTES) {
    const plain = new Uint8Array(bytes).fill(9);
    const sealed = aead.seal(NONCE, NOTHING, plain, new Uint8Array(2 + bytes + TAG_BYTES));
    assertEquals(sealed instanceof Promise, bytes === 16_384, `${bytes}`);
    const wanted = await nodeAead(new Uint8Array(32).fill(7)).seal(NONCE, NOTHING, plain);
    assertEquals((await sealed).subarray(2), wanted);
    assert(aead.open(NONCE, NOTHING, (await sealed).subarray(2)) instanceof Uint8Array);
  }
});

Deno.test("swiftAead() seals at once what would be one too many elsewhere, with any key, until one is back", async () => {
  const [one, other] = [await warm(), await warm()];
  const large = new Uint8Array(16_384);
  const seal = (aead: typeof one) => aead.seal(NONCE, NOTHING, large);
  const away = Array.from({ length: 512 }, (_, n) => seal(n % 2 === 0 ? one : other));
  assert(away.every((sealed) => sealed instanceof Promise));
  const more = [seal(one), seal(other)];
  assert(more.every((sealed) => sealed instanceof Uint8Array));
  const all = await Promise.all([...away, ...more]);
  for (const sealed of all) assertEquals(sealed, all[0]);
  const again = seal(one);
  assert(again instanceof Promise);
  await again;
});
