/**
 * The CipherState of the Noise Protocol Framework, revision 34, section 5.1, for AESGCM.
 *
 * This folder knows the handshake, with the specification's own nouns. It must never know
 * sockets, frames or the chat.
 *
 * @module
 */
import { type Aead, type AeadFactory, KEY_BYTES, type Soon, soon } from "../crypto/aead.ts";

/**
 * The last nonce we use. The specification allows 2^64 - 2; a number counts exactly to here,
 * which at a million records a second is 285 years.
 */
export const MAX_NONCE = Number.MAX_SAFE_INTEGER;

const NOTHING = new Uint8Array(0);

/** The nonce that is reserved for rekeying: 2^64 - 1 (section 4.2). */
const REKEY_NONCE = new Uint8Array([0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]);

/**
 * The nonce of the call that is being made; whoever is called has read it when the call returns. One
 * for all: twelve fresh bytes for each record cost a tenth of what sealing a short one does.
 */
const NONCE = new Uint8Array(12);
const NONCE_VIEW = new DataView(NONCE.buffer);

/** A key and the counter of the messages it has protected, in one direction. */
export class CipherState {
  readonly #factory: AeadFactory;
  #key: Aead;
  #nonce: number;

  private constructor(factory: AeadFactory, key: Aead, nonce: number) {
    this.#factory = factory;
    this.#key = key;
    this.#nonce = nonce;
  }

  /**
   * InitializeKey(key).
   *
   * @param factory The implementation of AES-256-GCM to use.
   * @param key 32 bytes.
   * @param nonce Where to begin; anything but 0 is for tests of the last value.
   */
  static initialize(factory: AeadFactory, key: Uint8Array, nonce = 0): Soon<CipherState> {
    return soon(factory(key), (aead) => new CipherState(factory, aead, nonce));
  }

  /**
   * EncryptWithAd(ad, plaintext). One call at a time: the next only when this one is answered.
   *
   * @param plaintext It may be used again when this returns, also where the answer comes later.
   * @param into Its last bytes become the ciphertext, as `Aead.seal` has it.
   * @throws {RangeError} If the nonces of this key are used up.
   */
  encryptWithAd(ad: Uint8Array, plaintext: Uint8Array, into?: Uint8Array): Soon<Uint8Array> {
    // Taken before anything can fail, so that no nonce is ever used twice with one key.
    return this.#key.seal(this.#take(), ad, plaintext, into);
  }

  /**
   * DecryptWithAd(ad, ciphertext). One call at a time.
   *
   * The specification keeps the nonce after a failure; here it is spent, and nothing is lost by
   * it, because a failure ends the connection.
   *
   * @throws {ProtocolError} `not_authentic` if the ciphertext is not what the peer sealed next.
   * @throws {RangeError} If the nonces of this key are used up.
   */
  decryptWithAd(ad: Uint8Array, ciphertext: Uint8Array): Soon<Uint8Array> {
    return this.#key.open(this.#take(), ad, ciphertext);
  }

  /** Rekey(), section 4.2: a new key from the old one; the nonce goes on. */
  rekey(): Soon<void> {
    const sealed = this.#key.seal(REKEY_NONCE, NOTHING, new Uint8Array(KEY_BYTES));
    return soon(sealed, (bytes) =>
      soon(this.#factory(bytes.subarray(0, KEY_BYTES)), (key) => {
        this.#key = key;
      }));
  }

  /** The next nonce: 32 zero bits, then the counter in 64 bits, big-endian (section 12.3). */
  #take(): Uint8Array {
    if (this.#nonce > MAX_NONCE) throw new RangeError("the nonces of this key are used up");
    NONCE_VIEW.setUint32(4, Math.floor(this.#nonce / 2 ** 32));
    NONCE_VIEW.setUint32(8, this.#nonce % 2 ** 32);
    this.#nonce++;
    return NONCE;
  }
}
