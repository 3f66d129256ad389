/**
 * The primitives of `node:crypto`, which answer at once.
 *
 * WebCrypto sends every call to another thread: that makes a hash five times as dear and an HKDF
 * eight times. A server's handshake has nine hashes, seven HKDFs, a key pair and three agreements;
 * altogether it takes two fifths of the time here, half of which are the agreements themselves.
 * Others wait meanwhile, but for less than a millisecond.
 *
 * @module
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import type { Primitives } from "../crypto/primitives.ts";
import {
  type KeyPair,
  pkcs8Of,
  refuseZeros,
  uselessPoint,
  X25519_BYTES,
} from "../crypto/x25519.ts";
import { bytesOf, nodeAead } from "./aead.ts";

const NO_PADDING = { alphabet: "base64url", omitPadding: true } as const;

/** The primitives of `node:crypto`, synchronous. */
export const nodePrimitives: Primitives = { aead: nodeAead, sha256, hkdf, keyPair };

function sha256(...pieces: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return bytesOf(hash.digest());
}

function hkdf(
  salt: Uint8Array,
  input: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", input, salt, info, length));
}

/** The public key comes from the secret by a table of multiples: a third of an agreement with 9. */
function keyPair(secret: Uint8Array): KeyPair {
  const pkcs8 = pkcs8Of(secret);
  // Any view of bytes will do, though the types know only a Buffer.
  const key = createPrivateKey({ key: pkcs8 as Buffer, format: "der", type: "pkcs8" });
  pkcs8.fill(0);
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    public: new Uint8Array(spki.subarray(-X25519_BYTES)),
    agree: (point) => sharedSecret(key, point),
  };
}

function sharedSecret(privateKey: KeyObject, point: Uint8Array): Uint8Array {
  let shared: Buffer;
  try {
    // As a JWK (RFC 8037, section 2), which is read in half the time of DER.
    const key = { kty: "OKP", crv: "X25519", x: point.toBase64(NO_PADDING) };
    const publicKey = createPublicKey({ key, format: "jwk" });
    shared = diffieHellman({ privateKey, publicKey });
  } catch {
    throw uselessPoint();
  }
  // Deno 2.9 refuses points of low order by itself; 2.7 answers them with zeros.
  return refuseZeros(bytesOf(shared));
}
