/**
 * Major versions: how two sides that speak different ones find out, though they share no key.
 *
 * The prologue is not sent, so a message 1 of another version looks like garbage but for its tag.
 * Every version keeps the form of message 1, and that of the answer, which is the server's own
 * prologue in the clear (PROTOCOL.md, "Other major versions"). Nobody vouches for either, so no
 * session goes on from here: what is learned leads to a sentence, never to another handshake.
 *
 * @module
 */
import { KEY_BYTES } from "../crypto/aead.ts";
import type { Primitives } from "../crypto/primitives.ts";
import { X25519_BYTES } from "../crypto/x25519.ts";
import { ProtocolError } from "../errors.ts";
import { XX_PSK3 } from "../noise/pattern.ts";

/** The major version that this program speaks. */
export const MAJOR = 1;

/** What both sides must agree on before a byte is believed: the protocol and its major version. */
export const PROLOGUE: Uint8Array = prologueOf(MAJOR);

/** All that can be named in one digit, but our own. */
const OTHERS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((n) => n !== MAJOR);

/** Exactly 32 bytes, so it is both `h` and `ck` as it stands (Noise, section 5.2). */
const NAME = new TextEncoder().encode(`Noise_${XX_PSK3.name}_25519_AESGCM_SHA256`);

const NOTHING = new Uint8Array(0);
const FIRST_NONCE = new Uint8Array(12);

/**
 * Finds which other major version a message 1 is of.
 *
 * Its key comes from `e` alone, which everybody can read, and the prologue only from the tag: one
 * HKDF, then two hashes and one tag for each of the nine. With these 0.3 ms, garbage costs a server
 * about as much as a good message 1 with its two Diffie-Hellman operations.
 *
 * @param message A message 1 that does not fit our own prologue, `MESSAGE_1_BYTES` long.
 * @param primitives What to compute with.
 * @returns The version, or `null` for garbage.
 */
export async function majorOfMessage1(
  message: Uint8Array,
  { aead, sha256, hkdf }: Primitives,
): Promise<number | null> {
  const [e, tag] = [message.slice(0, X25519_BYTES), message.subarray(X25519_BYTES)];
  // MixKey(e), for with a psk an ephemeral key goes there as well (sections 5.2 and 9.2).
  const output = await hkdf(NAME, e, NOTHING, 2 * KEY_BYTES);
  const cipher = await aead(output.subarray(KEY_BYTES));
  for (const major of OTHERS) {
    const h = await sha256(await sha256(NAME, prologueOf(major)), e);
    if (isSame(await cipher.seal(FIRST_NONCE, h, NOTHING), tag)) return major;
  }
  return null;
}

/**
 * Reads a server's answer to a client of another major version.
 *
 * @param body The body of a frame, `VERSION_BYTES` long.
 * @returns The server's version.
 * @throws {ProtocolError} `handshake_message` if it is no such answer, or names our own version.
 */
export function majorOfAnswer(body: Uint8Array): number {
  const major = OTHERS.find((each) => isSame(prologueOf(each), body));
  if (major === undefined) throw new ProtocolError("handshake_message", "no other version");
  return major;
}

function prologueOf(major: number): Uint8Array {
  return new TextEncoder().encode(`pychat/${major}`);
}

/** Nothing here is secret, so it may take as long as it takes. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
