/**
 * The handshake of pyChat a second time: `Noise_XXpsk3_25519_AESGCM_SHA256` written from
 * PROTOCOL.md and the Noise specification (revision 34) on other primitives, with nothing of
 * `lib`. Where both agree, neither agrees only with itself.
 *
 * @module
 */
import { gcm } from "@noble/ciphers/aes.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";

const NAME = "Noise_XXpsk3_25519_AESGCM_SHA256";
const PROLOGUE = "pychat/1";
const NOTHING = new Uint8Array(0);

/** The state after one step of the handshake. */
export interface Step {
  /** Such as `2 ee`: the message and the token, or `prologue`. */
  readonly step: string;
  readonly h: Uint8Array;
  readonly ck: Uint8Array;
}

/** A handshake message that was read. */
export interface Read {
  readonly payload: Uint8Array;
  /** The peer's static public key. */
  readonly rs: Uint8Array;
}

/** AES-256-GCM under one key, with the nonces of Noise. */
export function nobleCipher(
  key: Uint8Array,
  counter: bigint,
  data: Uint8Array,
): ReturnType<typeof gcm> {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(4, counter);
  return gcm(key, nonce, data);
}

/** Rekey(): the first 32 bytes of 32 zeros encrypted with the last nonce. */
export function nobleRekey(key: Uint8Array): Uint8Array {
  return nobleCipher(key, 2n ** 64n - 1n, NOTHING).encrypt(new Uint8Array(32)).slice(0, 32);
}

/** The pre-shared key of a passphrase. */
export function noblePsk(passphrase: string, serverKey: Uint8Array): Uint8Array {
  const salt = join(ascii("pychat/1 psk"), serverKey);
  return pbkdf2(sha256, ascii(passphrase.normalize("NFC")), salt, { c: 600_000, dkLen: 32 });
}

/** The public key of a secret. */
export function noblePublic(secret: Uint8Array): Uint8Array {
  return x25519.getPublicKey(secret);
}

/** One side of the handshake, message by message. */
export class NobleHandshake {
  /** What every step came to, in order. */
  readonly steps: Step[] = [];
  readonly #e: Uint8Array;
  readonly #s: Uint8Array;
  #re: Uint8Array = NOTHING;
  #rs: Uint8Array = NOTHING;
  #h: Uint8Array;
  #ck: Uint8Array;
  #k: Uint8Array | null = null;
  #n = 0n;

  /**
   * @param e The ephemeral secret.
   * @param s The static secret.
   * @param prologue Another one than ours only for peers of another major version.
   */
  constructor(e: Uint8Array, s: Uint8Array, prologue: string = PROLOGUE) {
    this.#e = e;
    this.#s = s;
    // The name has exactly 32 bytes, so it is h as it stands (section 5.2).
    this.#h = this.#ck = ascii(NAME);
    this.#note("name");
    this.#mixHash(ascii(prologue));
    this.#note("prologue");
  }

  /** The client's `-> e`. */
  writeFirst(): Uint8Array {
    const e = noblePublic(this.#e);
    this.#mixEphemeral("1 e", e);
    return join(e, this.#seal("1 payload", NOTHING));
  }

  /** The server's side of `-> e`. */
  readFirst(message: Uint8Array): void {
    this.#re = message.slice(0, 32);
    this.#mixEphemeral("1 e", this.#re);
    if (this.#open("1 payload", message.slice(32)).length > 0) throw new Error("a payload");
  }

  /** The server's `<- e, ee, s, es`. */
  writeSecond(payload: Uint8Array): Uint8Array {
    const e = noblePublic(this.#e);
    this.#mixEphemeral("2 e", e);
    this.#mixKey("2 ee", x25519.getSharedSecret(this.#e, this.#re));
    const s = this.#seal("2 s", noblePublic(this.#s));
    this.#mixKey("2 es", x25519.getSharedSecret(this.#s, this.#re));
    return join(e, s, this.#seal("2 payload", payload));
  }

  /** The client's side of `<- e, ee, s, es`. */
  readSecond(message: Uint8Array): Read {
    this.#re = message.slice(0, 32);
    this.#mixEphemeral("2 e", this.#re);
    this.#mixKey("2 ee", x25519.getSharedSecret(this.#e, this.#re));
    this.#rs = this.#open("2 s", message.slice(32, 80));
    this.#mixKey("2 es", x25519.getSharedSecret(this.#e, this.#rs));
    return { payload: this.#open("2 payload", message.slice(80)), rs: this.#rs };
  }

  /** The client's `-> s, se, psk`. */
  writeThird(psk: Uint8Array, payload: Uint8Array): Uint8Array {
    const s = this.#seal("3 s", noblePublic(this.#s));
    this.#mixKey("3 se", x25519.getSharedSecret(this.#s, this.#re));
    this.#mixKeyAndHash("3 psk", psk);
    return join(s, this.#seal("3 payload", payload));
  }

  /** The server's side of `-> s, se, psk`. */
  readThird(psk: Uint8Array, message: Uint8Array): Read {
    this.#rs = this.#open("3 s", message.slice(0, 48));
    this.#mixKey("3 se", x25519.getSharedSecret(this.#e, this.#rs));
    this.#mixKeyAndHash("3 psk", psk);
    return { payload: this.#open("3 payload", message.slice(48)), rs: this.#rs };
  }

  /** The keys for what the client and what the server sends. */
  split(): [client: Uint8Array, server: Uint8Array] {
    const [client = NOTHING, server = NOTHING] = derive(this.#ck, NOTHING);
    return [client, server];
  }

  #note(step: string): void {
    this.steps.push({ step, h: this.#h, ck: this.#ck });
  }

  #mixHash(data: Uint8Array): void {
    this.#h = sha256(join(this.#h, data));
  }

  #setKey(ck: Uint8Array = NOTHING, k: Uint8Array = NOTHING): void {
    [this.#ck, this.#k, this.#n] = [ck, k, 0n];
  }

  #mixEphemeral(step: string, key: Uint8Array): void {
    this.#mixHash(key);
    this.#mixKey(step, key); // with a psk an ephemeral key is mixed twice (section 9.2)
  }

  #mixKey(step: string, input: Uint8Array): void {
    const [ck, k] = derive(this.#ck, input);
    this.#setKey(ck, k);
    this.#note(step);
  }

  #mixKeyAndHash(step: string, input: Uint8Array): void {
    const [ck, hash = NOTHING, k] = derive(this.#ck, input);
    this.#mixHash(hash);
    this.#setKey(ck, k);
    this.#note(step);
  }

  #seal(step: string, plain: Uint8Array): Uint8Array {
    const sealed = this.#cipher().encrypt(plain);
    this.#mixHash(sealed);
    this.#note(step);
    return sealed;
  }

  #open(step: string, sealed: Uint8Array): Uint8Array {
    const plain = this.#cipher().decrypt(sealed);
    this.#mixHash(sealed);
    this.#note(step);
    return plain;
  }

  #cipher(): ReturnType<typeof gcm> {
    return nobleCipher(this.#k ?? NOTHING, this.#n++, this.#h);
  }
}

/** HKDF(ck, input, 3) as section 4.3 spells it out; of two outputs these are the first two. */
function derive(ck: Uint8Array, input: Uint8Array): Uint8Array[] {
  const temp = hmac(sha256, ck, input);
  const first = hmac(sha256, temp, new Uint8Array([1]));
  const second = hmac(sha256, temp, join(first, new Uint8Array([2])));
  return [first, second, hmac(sha256, temp, join(second, new Uint8Array([3])))];
}

/** Text as bytes. */
export function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Pieces one after another. */
export function join(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
