/**
 * The words of a key at once, for code that cannot wait for WebCrypto's SHA-256.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { WORDS_LABEL, wordsOfDigest } from "../crypto/words.ts";

/**
 * The same words as `keyWords()` of `lib/crypto`, without a promise.
 *
 * @param key A public key, as 43 characters of base64url.
 * @returns 8 words.
 */
export function keyWordsNow(key: string): string[] {
  const bytes = Uint8Array.fromBase64(key, { alphabet: "base64url" });
  return wordsOfDigest(createHash("sha256").update(WORDS_LABEL).update(bytes).digest());
}
