import { assertEquals, assertNotEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { wordlist } from "@scure/bip39/wordlists/english";
import { keyWords, WORD_COUNT } from "../../lib/crypto/words.ts";

/** The same words a second way: the digest as a string of bits, cut every eleven. */
function wordsFromBits(key: Uint8Array): string[] {
  const digest = createHash("sha256").update("pychat/1 words").update(key).digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from(
    { length: 8 },
    (_, n) => wordlist[parseInt(bits.slice(11 * n, 11 * n + 11), 2)] ?? "",
  );
}

Deno.test("keyWords() gives the first 88 bits of the labelled digest as eight BIP-39 words", async () => {
  for (let n = 0; n < 200; n++) {
    const key = new Uint8Array(32).fill(n);
    const words = await keyWords(key);
    assertEquals(words.length, WORD_COUNT);
    assertEquals(words, wordsFromBits(key));
  }
});

Deno.test("keyWords() of two keys that differ in one bit differ", async () => {
  const [one, other] = [new Uint8Array(32), new Uint8Array(32).fill(1, 31)];
  assertNotEquals(await keyWords(one), await keyWords(other));
});
