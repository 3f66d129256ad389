/**
 * The four primitives of the protocol behind one interface, so that the same handshake runs on
 * WebCrypto everywhere and on a faster implementation where there is one.
 *
 * @module
 */
import { type AeadFactory, type Soon, webAead } from "./aead.ts";
import { hkdf, sha256 } from "./hash.ts";
import { type KeyPair, keyPair } from "./x25519.ts";

/** Everything that a handshake and its records compute with. */
export interface Primitives {
  /** AES-256-GCM. */
  readonly aead: AeadFactory;
  /**
   * SHA-256 (FIPS 180-4) over several pieces, one after another.
   *
   * @returns 32 bytes.
   */
  sha256(...pieces: readonly Uint8Array[]): Soon<Uint8Array>;
  /**
   * HKDF-SHA-256 (RFC 5869), extract and expand.
   *
   * @param salt Any number of bytes.
   * @param input The keying material, any number of bytes.
   * @param info Any number of bytes.
   * @param length Bytes wanted, at most 8,160.
   */
  hkdf(
    salt: Uint8Array,
    input: Uint8Array,
    info: Uint8Array,
    length: number,
  ): Soon<Uint8Array>;
  /**
   * Makes an X25519 key pair (RFC 7748) of 32 bytes that somebody drew.
   *
   * @param secret 32 bytes from a cryptographic random source, or those of a stored key.
   * @throws {RangeError} (as a throw or a rejection) If there are not 32.
   */
  keyPair(secret: Uint8Array): Soon<KeyPair>;
}

/**
 * The primitives of WebCrypto: what a page in a browser would use, and what tests hold the faster
 * ones of `lib/io` against.
 */
export const webPrimitives: Primitives = { aead: webAead, sha256, hkdf, keyPair };
