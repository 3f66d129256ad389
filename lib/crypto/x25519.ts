/**
 * X25519 (RFC 7748) on WebCrypto, and what every implementation of it shares.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";
import type { Bytes, Soon } from "./aead.ts";

/** Bytes in a secret, a public key and a shared secret. */
export const X25519_BYTES = 32;

/** The point 9, whose multiple by a secret is the public key (RFC 7748, section 6.1). */
const BASE_POINT: Bytes = new Uint8Array(X25519_BYTES).fill(9, 0, 1);

/** PKCS #8 around a raw secret (RFC 8410, section 7). */
const PKCS8_PREFIX: Bytes = Uint8Array.fromHex("302e020100300506032b656e04220420");

/** A secret that nobody sees, ready for use, and its public key. */
export interface KeyPair {
  /** 32 bytes. */
  readonly public: Uint8Array;
  /**
   * The Diffie-Hellman function of RFC 7748, section 6.1.
   *
   * @param point The peer's public key, 32 bytes.
   * @returns 32 bytes, never all zeros.
   * @throws {ProtocolError} `not_authentic` (as a throw or a rejection) if the peer's key is of low
   * order or no key at all.
   */
  agree(point: Uint8Array): Soon<Uint8Array>;
}

/**
 * Makes a key pair of WebCrypto of 32 bytes that somebody drew.
 *
 * @param secret 32 bytes from a cryptographic random source, or those of a stored key.
 * @throws {RangeError} If there are not 32.
 */
export async function keyPair(secret: Uint8Array): Promise<KeyPair> {
  const pkcs8 = pkcs8Of(secret);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "X25519", false, ["deriveBits"]);
  pkcs8.fill(0);
  return {
    public: await sharedSecret(key, BASE_POINT),
    agree: (point) => sharedSecret(key, point),
  };
}

async function sharedSecret(secret: CryptoKey, point: Uint8Array): Promise<Uint8Array> {
  let shared: ArrayBuffer;
  try {
    const key = await crypto.subtle.importKey("raw", point as Bytes, "X25519", false, []);
    const how = { name: "X25519", public: key };
    shared = await crypto.subtle.deriveBits(how, secret, 8 * X25519_BYTES);
  } catch {
    throw uselessPoint();
  }
  return refuseZeros(new Uint8Array(shared));
}

/**
 * A secret in the one form that both WebCrypto and `node:crypto` take it in.
 *
 * @param secret 32 bytes.
 * @returns New bytes, to be filled with zeros after use.
 * @throws {RangeError} If there are not 32.
 */
export function pkcs8Of(secret: Uint8Array): Bytes {
  if (secret.length !== X25519_BYTES) throw new RangeError("an X25519 secret is 32 bytes");
  const pkcs8 = new Uint8Array(PKCS8_PREFIX.length + X25519_BYTES);
  pkcs8.set(PKCS8_PREFIX);
  pkcs8.set(secret, PKCS8_PREFIX.length);
  return pkcs8;
}

/**
 * What every agreement ends with: some implementations answer a point of low order with zeros, and
 * those would make every key of the session known.
 *
 * All bytes are looked at, whatever they are, as RFC 7748 wants it in section 6.1: where the first
 * that is not zero stands is nobody's business.
 *
 * @param shared What an implementation computed.
 * @returns The same bytes.
 * @throws {ProtocolError} `not_authentic` if they are all zeros.
 */
export function refuseZeros(shared: Uint8Array): Uint8Array {
  let all = 0;
  for (const byte of shared) all |= byte;
  if (all === 0) throw new ProtocolError("not_authentic", "the public key is of low order");
  return shared;
}

/** The fault of a peer whose public key no implementation can compute with. */
export function uselessPoint(): ProtocolError {
  return new ProtocolError("not_authentic", "the public key is of no use");
}
