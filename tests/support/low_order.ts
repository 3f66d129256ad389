/**
 * Keys that nobody may agree with: any secret comes to zeros with them, which everybody knows.
 *
 * @module
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { frame } from "./hostile_wire.ts";
import { ascii, join, nobleCipher } from "./noble_noise.ts";

/**
 * The points of low order, canonical or not (cr.yp.to/ecdh.html, on validating public keys), each
 * in both ways to write it: the top bit is masked (RFC 7748, section 5).
 */
export const LOW_ORDER: readonly Uint8Array[] = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
].flatMap((hex) => {
  const point = Uint8Array.fromHex(hex);
  return [point, withTopBit(point)];
});

/** The same point, written the other way. */
export function withTopBit(point: Uint8Array): Uint8Array {
  return point.map((byte, at) => at === 31 ? byte | 0x80 : byte);
}

/** The frame of a right message 1 around any public key: its tag takes no secret. */
export function firstFrame(key: Uint8Array): Uint8Array {
  const name = ascii("Noise_XXpsk3_25519_AESGCM_SHA256");
  const temp = hmac(sha256, name, key);
  const k = hmac(sha256, temp, join(hmac(sha256, temp, new Uint8Array([1])), new Uint8Array([2])));
  const h = sha256(join(sha256(join(name, ascii("pychat/1"))), key));
  return frame(join(key, nobleCipher(k, 0n, h).encrypt(new Uint8Array(0))));
}
