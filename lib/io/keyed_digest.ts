/**
 * Marks that stand for what must not be kept: the same for the same, and good for nothing else.
 *
 * @module
 */
import { createHmac } from "node:crypto";

/** Bytes of a key: as many as of a digest, more would add nothing (RFC 2104, section 3). */
const KEY_BYTES = 32;

/**
 * Makes digests under a key that is drawn here, is nowhere else, and ends with the process.
 *
 * An IPv4 address or a passphrase that people think of is found again from a plain digest by trying
 * them all; without the key nobody can try one.
 *
 * @returns HMAC-SHA-256 (RFC 2104) of a text in UTF-8, as 43 letters of base64url.
 */
export function keyedDigest(): (text: string) => string {
  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return (text) => createHmac("sha256", key).update(text, "utf8").digest("base64url");
}
