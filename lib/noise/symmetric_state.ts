/**
 * The SymmetricState of the Noise Protocol Framework, revision 34, section 5.2, for SHA256.
 *
 * @module
 */
import { type Soon, soon } from "../crypto/aead.ts";
import { concat, HASH_BYTES } from "../crypto/hash.ts";
import type { Primitives } from "../crypto/primitives.ts";
import { CipherState } from "./cipher_state.ts";

const NOTHING = new Uint8Array(0);

/** The chaining key, the hash of all that was said, and the key of the moment. */
export class SymmetricState {
  readonly #primitives: Primitives;
  #chainingKey: Uint8Array;
  #hash: Uint8Array;
  #cipher: CipherState | null = null;

  private constructor(primitives: Primitives, hash: Uint8Array) {
    this.#primitives = primitives;
    this.#hash = hash;
    this.#chainingKey = hash;
  }

  /** InitializeSymmetric(protocol_name). */
  static async initialize(primitives: Primitives, protocolName: string): Promise<SymmetricState> {
    const name = new TextEncoder().encode(protocolName);
    const hash = name.length > HASH_BYTES
      ? await primitives.sha256(name)
      : concat(name, new Uint8Array(HASH_BYTES - name.length));
    return new SymmetricState(primitives, hash);
  }

  /** GetHandshakeHash(): 32 bytes, the same on both sides and different for every handshake. */
  get handshakeHash(): Uint8Array {
    return this.#hash;
  }

  /** Whether messages are encrypted by now. */
  get hasKey(): boolean {
    return this.#cipher !== null;
  }

  /** MixKey(input_key_material). */
  mixKey(input: Uint8Array): Soon<void> {
    return soon(this.#derive(input, 2), (output) => {
      this.#chainingKey = output.slice(0, HASH_BYTES);
      return this.#useKey(output.subarray(HASH_BYTES));
    });
  }

  /** MixHash(data). */
  mixHash(data: Uint8Array): Soon<void> {
    return soon(this.#primitives.sha256(this.#hash, data), (hash) => {
      this.#hash = hash;
    });
  }

  /** MixKeyAndHash(input_key_material), for pre-shared keys. */
  mixKeyAndHash(input: Uint8Array): Soon<void> {
    return soon(this.#derive(input, 3), (output) => {
      this.#chainingKey = output.slice(0, HASH_BYTES);
      const mixed = this.mixHash(output.subarray(HASH_BYTES, 2 * HASH_BYTES));
      return soon(mixed, () => this.#useKey(output.subarray(2 * HASH_BYTES)));
    });
  }

  /** EncryptAndHash(plaintext): the plaintext itself while there is no key. */
  encryptAndHash(plaintext: Uint8Array): Soon<Uint8Array> {
    const sent = this.#cipher?.encryptWithAd(this.#hash, plaintext) ?? plaintext;
    return soon(sent, (bytes) => soon(this.mixHash(bytes), () => bytes));
  }

  /**
   * DecryptAndHash(ciphertext).
   *
   * @throws {ProtocolError} `not_authentic` (as a throw or a rejection) if it is not what the peer
   * encrypted here.
   */
  decryptAndHash(received: Uint8Array): Soon<Uint8Array> {
    const plaintext = this.#cipher?.decryptWithAd(this.#hash, received) ?? received;
    return soon(plaintext, (bytes) => soon(this.mixHash(received), () => bytes));
  }

  /** Split(): one CipherState for what the initiator sends, one for what the responder sends. */
  async split(): Promise<[initiator: CipherState, responder: CipherState]> {
    const output = await this.#derive(NOTHING, 2);
    const { aead } = this.#primitives;
    return [
      await CipherState.initialize(aead, output.subarray(0, HASH_BYTES)),
      await CipherState.initialize(aead, output.subarray(HASH_BYTES)),
    ];
  }

  #useKey(key: Uint8Array): Soon<void> {
    return soon(CipherState.initialize(this.#primitives.aead, key), (cipher) => {
      this.#cipher = cipher;
    });
  }

  /**
   * HKDF(chaining_key, input_key_material, outputs) of section 4.3, which is that of RFC 5869 with
   * an empty info.
   *
   * @returns The outputs one after another, 32 bytes each.
   */
  #derive(input: Uint8Array, outputs: 2 | 3): Soon<Uint8Array> {
    return this.#primitives.hkdf(this.#chainingKey, input, NOTHING, outputs * HASH_BYTES);
  }
}
