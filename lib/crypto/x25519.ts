/**
 * X25519 (RFC 7748) on WebCrypto, which refuses the low-order public keys that other
 * implementations answer with a shared secret of zeros.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import type { Bytes } from "./aead.ts";

/** Bytes in a secret, a public key and a shared secret. */
export const X25519_BYTES = 32;

/** The point 9, whose multiple by a secret is the public key (RFC 7748, section 6.1). */
const BASE_POINT: Bytes = new Uint8Array(X25519_BYTES).fill(9, 0, 1);

/** PKCS #8 around a raw secret (RFC 8410, section 7): the one form WebCrypto takes it in. */
const PKCS8_PREFIX: Bytes = Uint8Array.fromHex("302e020100300506032b656e04220420");

/** A secret, ready for use, and its public key. */
export interface KeyPair {
  readonly secret: CryptoKey;
  /** 32 bytes. */
  readonly public: Uint8Array;
}

/**
 * Makes a key pair of 32 bytes that somebody drew.
 *
 * @param secret 32 bytes from a cryptographic random source, or those of a stored key.
 * @throws {RangeError} If there are not 32.
 */
export async function keyPair(secret: Uint8Array): Promise<KeyPair> {
  if (secret.length !== X25519_BYTES) throw new RangeError("an X25519 secret is 32 bytes");
  const pkcs8 = new Uint8Array([...PKCS8_PREFIX, ...secret]);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "X25519", false, ["deriveBits"]);
  pkcs8.fill(0);
  return { secret: key, public: await sharedSecret(key, BASE_POINT) };
}

/**
 * The Diffie-Hellman function of RFC 7748, section 6.1.
 *
 * @param secret Our secret.
 * @param point The peer's public key, 32 bytes.
 * @returns 32 bytes, never all zeros.
 * @throws {ProtocolError} `not_authentic` if the peer's key is of low order.
 */
export async function sharedSecret(secret: CryptoKey, point: Uint8Array): Promise<Uint8Array> {
  let shared: Uint8Array;
  try {
    const key = await crypto.subtle.importKey("raw", point as Bytes, "X25519", false, []);
    const how = { name: "X25519", public: key };
    shared = new Uint8Array(await crypto.subtle.deriveBits(how, secret, 8 * X25519_BYTES));
  } catch {
    throw new ProtocolError("not_authentic", "the public key is of no use");
  }
  // WebCrypto must refuse these itself; one that forgets would make every key of the session known.
  if (shared.every((byte) => byte === 0)) {
    throw new ProtocolError("not_authentic", "the public key is of low order");
  }
  return shared;
}
