/**
 * AES-256-GCM behind an interface, so that the same protocol runs on WebCrypto everywhere and on
 * a faster implementation where there is one.
 *
 * This folder knows primitives on `crypto.subtle`, key pairs, fingerprints and words. It must
 * never know a protocol.
 *
 * @module
 */
import { ProtocolError } from "../errors.ts";

/** A value now or later: an implementation that is synchronous stays so all the way up. */
export type Soon<T> = T | Promise<T>;

/**
 * Goes on with a value at once when it is there already.
 *
 * An `await` would cost a turn of the queue for each record and tear apart what arrived together.
 *
 * @param value What to go on with.
 * @param next What to do with it.
 */
export function soon<T, U>(value: Soon<T>, next: (value: T) => Soon<U>): Soon<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Bytes in an AES-256 key. */
export const KEY_BYTES = 32;

/** Bytes that sealing adds: the GCM tag (NIST SP 800-38D, 128 bits). */
export const TAG_BYTES = 16;

/**
 * One AES-256-GCM key, ready for use.
 *
 * Whatever is handed in is read before a call returns, as the Web Cryptography API has it too
 * (level 2, section 14.3: "a copy of the bytes"), so that whoever calls may use it again at once.
 */
export interface Aead {
  /**
   * Encrypts and authenticates.
   *
   * @param nonce 12 bytes, never used before with this key.
   * @param data Authenticated but not sent.
   * @param plain Any number of bytes.
   * @param into Its last bytes become the ciphertext and the tag, 16 more than `plain` has; those
   * before are left alone, for a header. It is the caller's again with the answer. New bytes, and no
   * more than it takes, if it is left out.
   * @returns `into`.
   */
  seal(nonce: Uint8Array, data: Uint8Array, plain: Uint8Array, into?: Uint8Array): Soon<Uint8Array>;
  /**
   * Checks and decrypts.
   *
   * @param sealed What `seal` gave.
   * @throws {ProtocolError} `not_authentic` (as a throw or a rejection) if any bit of nonce, data
   * or sealed is not what was sealed.
   */
  open(nonce: Uint8Array, data: Uint8Array, sealed: Uint8Array): Soon<Uint8Array>;
}

/**
 * Makes a key usable.
 *
 * @param key 32 bytes.
 */
export type AeadFactory = (key: Uint8Array) => Soon<Aead>;

/** Bytes as WebCrypto's types want them: not over memory that is shared between threads. */
export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * AES-256-GCM of WebCrypto: what a page in a browser would use, and what tests hold the faster one
 * of `lib/io` against.
 *
 * @param key 32 bytes.
 * @throws {RangeError} If the key has another length.
 */
export async function webAead(key: Uint8Array): Promise<Aead> {
  if (key.length !== KEY_BYTES) throw new RangeError(`an AES-256 key is ${KEY_BYTES} bytes`);
  const gcm = await crypto.subtle.importKey("raw", key as Bytes, "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);
  return {
    async seal(nonce, data, plain, into): Promise<Uint8Array> {
      const how = { name: "AES-GCM", iv: nonce as Bytes, additionalData: data as Bytes };
      const sealed = new Uint8Array(await crypto.subtle.encrypt(how, gcm, plain as Bytes));
      if (into === undefined) return sealed;
      into.set(sealed, into.length - sealed.length);
      return into;
    },
    async open(nonce, data, sealed): Promise<Uint8Array> {
      const how = { name: "AES-GCM", iv: nonce as Bytes, additionalData: data as Bytes };
      try {
        return new Uint8Array(await crypto.subtle.decrypt(how, gcm, sealed as Bytes));
      } catch {
        throw new ProtocolError("not_authentic", "the tag does not fit");
      }
    },
  };
}
