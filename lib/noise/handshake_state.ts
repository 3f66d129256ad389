/**
 * The HandshakeState of the Noise Protocol Framework, revision 34, sections 5.3 and 9.
 *
 * @module
 */
import { type Soon, soon, TAG_BYTES } from "../crypto/aead.ts";
import { concat } from "../crypto/hash.ts";
import type { Primitives } from "../crypto/primitives.ts";
import { type KeyPair, X25519_BYTES } from "../crypto/x25519.ts";
import { ProtocolError } from "../errors.ts";
import type { CipherState } from "./cipher_state.ts";
import type { HandshakePattern, Token } from "./pattern.ts";
import { SymmetricState } from "./symmetric_state.ts";

/** What a handshake begins with. */
export interface HandshakeOptions {
  readonly pattern: HandshakePattern;
  readonly initiator: boolean;
  /** Data both sides must agree on, any number of bytes. */
  readonly prologue: Uint8Array;
  readonly primitives: Primitives;
  /** The ephemeral key pair: fresh, never used in another handshake. */
  readonly e: KeyPair;
  /** The static key pair, where the pattern sends or knows one. */
  readonly s?: KeyPair;
  /** The peer's static public key, 32 bytes, where the pattern knows it before. */
  readonly rs?: Uint8Array;
}

/** What a finished handshake leaves behind. */
export interface Split {
  /** For what the initiator sends. */
  readonly initiator: CipherState;
  /** For what the responder sends. */
  readonly responder: CipherState;
  /** 32 bytes, for channel binding (section 11.2). */
  readonly handshakeHash: Uint8Array;
}

/**
 * One side of a handshake. Messages are written and read in turns; a failure is final.
 *
 * The state does not know whose turn it is: {@linkcode Session} does, by its table.
 */
export class HandshakeState {
  readonly #symmetric: SymmetricState;
  readonly #options: HandshakeOptions;
  readonly #usesPsk: boolean;
  #rs: Uint8Array | null;
  #re: Uint8Array | null = null;
  #psks: readonly Uint8Array[] = [];
  #step = 0;

  private constructor(symmetric: SymmetricState, options: HandshakeOptions) {
    this.#symmetric = symmetric;
    this.#options = options;
    this.#usesPsk = options.pattern.messages.some((tokens) => tokens.includes("psk"));
    this.#rs = options.rs ?? null;
  }

  /** Initialize(handshake_pattern, initiator, prologue, s, e, rs, re). */
  static async initialize(options: HandshakeOptions): Promise<HandshakeState> {
    const name = `Noise_${options.pattern.name}_25519_AESGCM_SHA256`;
    const symmetric = await SymmetricState.initialize(options.primitives, name);
    await symmetric.mixHash(options.prologue);
    const state = new HandshakeState(symmetric, options);
    const [initiator, responder] = options.pattern.before;
    for (const _ of initiator) await symmetric.mixHash(state.#staticOf(true));
    for (const _ of responder) await symmetric.mixHash(state.#staticOf(false));
    return state;
  }

  /** The peer's static public key, once known; 32 bytes. */
  get rs(): Uint8Array | null {
    return this.#rs;
  }

  /** Whether every message was written or read. */
  get finished(): boolean {
    return this.#step === this.#options.pattern.messages.length;
  }

  /**
   * Gives the pre-shared keys, in the order the pattern uses them. It may be done as late as
   * before the message that uses the first.
   *
   * @param psks 32 bytes each.
   */
  setPsks(psks: readonly Uint8Array[]): void {
    this.#psks = psks;
  }

  /**
   * WriteMessage(payload).
   *
   * @param payload Any number of bytes that leaves the message within 65,535.
   */
  async writeMessage(payload: Uint8Array): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (const token of this.#nextTokens()) {
      if (token === "e") {
        parts.push(this.#options.e.public);
        await this.#mixEphemeral(this.#options.e.public);
      } else if (token === "s") {
        parts.push(await this.#symmetric.encryptAndHash(this.#ourStatic().public));
      } else {
        await this.#mixSecret(token);
      }
    }
    parts.push(await this.#symmetric.encryptAndHash(payload));
    return concat(...parts);
  }

  /**
   * ReadMessage(message).
   *
   * @param message What the peer's `writeMessage` gave.
   * @returns Its payload.
   * @throws {ProtocolError} `handshake_message` if it is too short, `not_authentic` if it is not
   * what the peer wrote, or was written with another prologue, passphrase or key.
   */
  async readMessage(message: Uint8Array): Promise<Uint8Array> {
    let rest = message;
    function take(bytes: number): Uint8Array {
      if (rest.length < bytes) throw new ProtocolError("handshake_message", "too short");
      const taken = rest.slice(0, bytes);
      rest = rest.subarray(bytes);
      return taken;
    }
    for (const token of this.#nextTokens()) {
      if (token === "e") {
        this.#re = take(X25519_BYTES);
        await this.#mixEphemeral(this.#re);
      } else if (token === "s") {
        const sealed = take(X25519_BYTES + (this.#symmetric.hasKey ? TAG_BYTES : 0));
        this.#rs = await this.#symmetric.decryptAndHash(sealed);
      } else {
        await this.#mixSecret(token);
      }
    }
    return await this.#symmetric.decryptAndHash(rest);
  }

  /**
   * Split(), after the last message.
   *
   * @throws {RangeError} If there are messages left.
   */
  async split(): Promise<Split> {
    if (!this.finished) throw new RangeError("the handshake is not finished");
    const [initiator, responder] = await this.#symmetric.split();
    return { initiator, responder, handshakeHash: this.#symmetric.handshakeHash };
  }

  #nextTokens(): readonly Token[] {
    const tokens = this.#options.pattern.messages[this.#step];
    if (tokens === undefined) throw new RangeError("the handshake is finished");
    this.#step++;
    return tokens;
  }

  /** In a handshake with a pre-shared key, an ephemeral key is mixed twice (section 9.2). */
  #mixEphemeral(e: Uint8Array): Soon<void> {
    const hashed = this.#symmetric.mixHash(e);
    return this.#usesPsk ? soon(hashed, () => this.#symmetric.mixKey(e)) : hashed;
  }

  #mixSecret(token: Exclude<Token, "e" | "s">): Soon<void> {
    if (token === "psk") {
      const [psk, ...others] = this.#psks;
      if (psk === undefined) throw new RangeError("the pre-shared key is missing");
      this.#psks = others;
      return this.#symmetric.mixKeyAndHash(psk);
    }
    // The first letter is the initiator's key, the second the responder's (section 7.1).
    const [initiators, responders] = token;
    const ours = this.#options.initiator ? initiators : responders;
    const theirs = this.#options.initiator ? responders : initiators;
    const pair = ours === "e" ? this.#options.e : this.#ourStatic();
    const point = theirs === "e" ? this.#re : this.#rs;
    if (point === null) throw new RangeError(`the peer's ${theirs} is not known yet`);
    return soon(pair.agree(point), (shared) => this.#symmetric.mixKey(shared));
  }

  #ourStatic(): KeyPair {
    if (this.#options.s === undefined) throw new RangeError("our static key is missing");
    return this.#options.s;
  }

  #staticOf(initiator: boolean): Uint8Array {
    if (initiator === this.#options.initiator) return this.#ourStatic().public;
    if (this.#rs === null) throw new RangeError("the peer's static key is missing");
    return this.#rs;
  }
}
