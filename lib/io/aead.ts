/**
 * AES-256-GCM of `node:crypto`, which answers at once.
 *
 * WebCrypto sends every call to another thread: for a record of 256 bytes that costs three times
 * the cipher itself, and an awaited decryption lets the next turn begin, so that what arrived
 * together no longer leaves together. Here a burst stays a burst: one record in, one record out.
 *
 * @module
 */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { type Aead, KEY_BYTES, type Soon, TAG_BYTES } from "../crypto/aead.ts";
import { ProtocolError } from "../errors.ts";

const CIPHER = "aes-256-gcm";
const OPTIONS = { authTagLength: TAG_BYTES };

/**
 * AES-256-GCM, synchronous.
 *
 * @param key 32 bytes; they are copied.
 * @throws {RangeError} If the key has another length.
 */
export function nodeAead(key: Uint8Array): Aead {
  return new NodeAead(key.slice());
}

/** A class and no closures: every connection has two for as long as it is there. */
export class NodeAead implements Aead {
  /** 32 bytes. */
  protected readonly key: Uint8Array;

  /**
   * @param key 32 bytes; they are not copied.
   * @throws {RangeError} If it has another length.
   */
  constructor(key: Uint8Array) {
    if (key.length !== KEY_BYTES) throw new RangeError(`an AES-256 key is ${KEY_BYTES} bytes`);
    this.key = key;
  }

  /** @inheritDoc Aead */
  seal(
    nonce: Uint8Array,
    data: Uint8Array,
    plain: Uint8Array,
    into: Uint8Array = new Uint8Array(plain.length + TAG_BYTES),
  ): Soon<Uint8Array> {
    const cipher = createCipheriv(CIPHER, this.key, nonce, OPTIONS);
    cipher.setAAD(data);
    into.set(cipher.update(plain), into.length - TAG_BYTES - plain.length);
    cipher.final();
    into.set(cipher.getAuthTag(), into.length - TAG_BYTES);
    return into;
  }

  /** @inheritDoc Aead */
  open(nonce: Uint8Array, data: Uint8Array, sealed: Uint8Array): Uint8Array {
    if (sealed.length < TAG_BYTES) throw new ProtocolError("not_authentic", "too short");
    const decipher = createDecipheriv(CIPHER, this.key, nonce, OPTIONS);
    decipher.setAAD(data);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
      decipher.final();
      return bytesOf(plain);
    } catch {
      throw new ProtocolError("not_authentic", "the tag does not fit");
    }
  }
}

/**
 * The same bytes without the methods of a Buffer, whose `slice` is no copy.
 *
 * @param buffer What `node:crypto` gave.
 */
export function bytesOf(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
