/**
 * SHA-256 and HKDF on WebCrypto.
 *
 * @module
 */
import type { Bytes } from "./aead.ts";

/** Bytes in a SHA-256 digest. */
export const HASH_BYTES = 32;

/**
 * SHA-256 (FIPS 180-4) over several pieces, one after another.
 *
 * @returns 32 bytes.
 */
export async function sha256(...pieces: readonly Uint8Array[]): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...pieces)));
}

/**
 * HKDF-SHA-256 (RFC 5869), extract and expand.
 *
 * @param salt Any number of bytes.
 * @param input The keying material, any number of bytes.
 * @param info Any number of bytes.
 * @param length Bytes wanted, at most 8,160.
 */
export async function hkdf(
  salt: Uint8Array,
  input: Uint8Array,
  info: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const how = { name: "HKDF", hash: "SHA-256", salt: salt as Bytes, info: info as Bytes };
  const key = await crypto.subtle.importKey("raw", input as Bytes, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 8 * length));
}

/** Puts pieces one after another into new bytes. */
export function concat(...pieces: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
