/**
 * A public key as words that two people can read to each other.
 *
 * @module
 */
import { wordlist } from "@scure/bip39/wordlists/english";
import { sha256 } from "./hash.ts";

/** Words in a fingerprint: 88 bits, out of reach for somebody who grinds keys to resemble one. */
export const WORD_COUNT = 8;

/** Bits a word of the BIP-39 English list carries: it has 2,048. */
const WORD_BITS = 11;

/** What is hashed before the key, so that the words are not those of another use of it. */
export const WORDS_LABEL: Uint8Array = new TextEncoder().encode("pychat/1 words");

/**
 * The words of a public key: the first 88 bits of SHA-256("pychat/1 words" ‖ key), eleven bits
 * a word, most significant first, of the BIP-39 English list.
 *
 * @param key A public key, 32 bytes.
 * @returns 8 words.
 */
export async function keyWords(key: Uint8Array): Promise<string[]> {
  return wordsOfDigest(await sha256(WORDS_LABEL, key));
}

/**
 * The second half of {@linkcode keyWords}, for who has another SHA-256 at hand.
 *
 * @param digest SHA-256 over {@linkcode WORDS_LABEL} and the key.
 * @returns 8 words.
 */
export function wordsOfDigest(digest: Uint8Array): string[] {
  let bits = 0n;
  for (const byte of digest.subarray(0, WORD_COUNT * WORD_BITS / 8)) {
    bits = bits << 8n | BigInt(byte);
  }
  return Array.from({ length: WORD_COUNT }, (_, index) => {
    const shift = BigInt((WORD_COUNT - 1 - index) * WORD_BITS);
    return wordlist[Number(bits >> shift & 2047n)] ?? "";
  });
}
