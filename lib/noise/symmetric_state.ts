/**
 * The SymmetricState of the Noise Protocol Framework, revision 34, section 5.2, for SHA256.
 *
 * @module
 */
import type { AeadFactory } from "../crypto/aead.ts";
import { concat, HASH_BYTES, hkdf, sha256 } from "../crypto/hash.ts";
import { CipherState } from "./cipher_state.ts";

const NOTHING = new Uint8Array(0);

/** The chaining key, the hash of all that was said, and the key of the moment. */
export class SymmetricState {
  readonly #factory: AeadFactory;
  #chainingKey: Uint8Array;
  #hash: Uint8Array;
  #cipher: CipherState | null = null;

  private constructor(factory: AeadFactory, hash: Uint8Array) {
    this.#factory = factory;
    this.#hash = hash;
    this.#chainingKey = hash;
  }

  /** InitializeSymmetric(protocol_name). */
  static async initialize(factory: AeadFactory, protocolName: string): Promise<SymmetricState> {
    const name = new TextEncoder().encode(protocolName);
    if (name.length > HASH_BYTES) return new SymmetricState(factory, await sha256(name));
    return new SymmetricState(factory, concat(name, new Uint8Array(HASH_BYTES - name.length)));
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
  async mixKey(input: Uint8Array): Promise<void> {
    const [chainingKey, key] = await this.#derive(input);
    this.#chainingKey = chainingKey;
    this.#cipher = await CipherState.initialize(this.#factory, key);
  }

  /** MixHash(data). */
  async mixHash(data: Uint8Array): Promise<void> {
    this.#hash = await sha256(this.#hash, data);
  }

  /** MixKeyAndHash(input_key_material), for pre-shared keys. */
  async mixKeyAndHash(input: Uint8Array): Promise<void> {
    const [chainingKey, hash, key] = await this.#derive(input);
    this.#chainingKey = chainingKey;
    await this.mixHash(hash);
    this.#cipher = await CipherState.initialize(this.#factory, key);
  }

  /** EncryptAndHash(plaintext): the plaintext itself while there is no key. */
  async encryptAndHash(plaintext: Uint8Array): Promise<Uint8Array> {
    const sent = await this.#cipher?.encryptWithAd(this.#hash, plaintext) ?? plaintext;
    await this.mixHash(sent);
    return sent;
  }

  /**
   * DecryptAndHash(ciphertext).
   *
   * @throws {ProtocolError} `not_authentic` if it is not what the peer encrypted here.
   */
  async decryptAndHash(received: Uint8Array): Promise<Uint8Array> {
    const plaintext = await this.#cipher?.decryptWithAd(this.#hash, received) ?? received;
    await this.mixHash(received);
    return plaintext;
  }

  /** Split(): one CipherState for what the initiator sends, one for what the responder sends. */
  async split(): Promise<[initiator: CipherState, responder: CipherState]> {
    const [initiator, responder] = await this.#derive(NOTHING);
    return [
      await CipherState.initialize(this.#factory, initiator),
      await CipherState.initialize(this.#factory, responder),
    ];
  }

  /**
   * HKDF(chaining_key, input_key_material, 3) of section 4.3, which is that of RFC 5869 with an
   * empty info. Its first two outputs are those of HKDF(…, 2), so one function serves for both.
   */
  async #derive(input: Uint8Array): Promise<[Uint8Array, Uint8Array, Uint8Array]> {
    const output = await hkdf(this.#chainingKey, input, NOTHING, 3 * HASH_BYTES);
    return [
      output.slice(0, HASH_BYTES),
      output.slice(HASH_BYTES, 2 * HASH_BYTES),
      output.slice(2 * HASH_BYTES),
    ];
  }
}
