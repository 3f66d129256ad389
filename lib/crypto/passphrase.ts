/**
 * The server's passphrase: how one is made up, and how one becomes a key.
 *
 * @module
 */
import { PASSPHRASE_ROUNDS } from "../limits.ts";
import type { Bytes } from "./aead.ts";
import { concat } from "./hash.ts";

/** Bytes in a pre-shared key (Noise revision 34, section 9). */
export const PSK_BYTES = 32;

/** The pre-shared key of a server without a passphrase. */
export const NO_PASSPHRASE: Uint8Array = new Uint8Array(PSK_BYTES);

/** Bytes of chance in a made-up passphrase: 130 bits, 26 letters of five. */
export const PASSPHRASE_DRAW_BYTES = 26;

const LABEL = new TextEncoder().encode("pychat/1 psk");
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * Stretches a passphrase to a pre-shared key: PBKDF2-HMAC-SHA-256 (RFC 8018) of its NFC form in
 * UTF-8, salted with the server's key, so that no table of guesses serves for two servers.
 *
 * Takes about 0.1 s on a desktop and 2 s on a small ARM board, off the thread: once when a
 * server starts, once per server in a client's run.
 *
 * @param passphrase As a person typed it.
 * @param serverKey The server's static public key, 32 bytes.
 * @returns 32 bytes.
 */
export async function stretchPassphrase(
  passphrase: string,
  serverKey: Uint8Array,
): Promise<Uint8Array> {
  const input: Bytes = new TextEncoder().encode(passphrase.normalize("NFC"));
  const key = await crypto.subtle.importKey("raw", input, "PBKDF2", false, ["deriveBits"]);
  const how = {
    name: "PBKDF2",
    hash: "SHA-256",
    salt: concat(LABEL, serverKey),
    iterations: PASSPHRASE_ROUNDS,
  };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 8 * PSK_BYTES));
}

/**
 * The same, done once for each passphrase and server, however often a client connects.
 *
 * @param stretch What does it; another one only in tests.
 */
export function rememberedStretch(
  stretch: typeof stretchPassphrase = stretchPassphrase,
): typeof stretchPassphrase {
  const done = new Map<string, Promise<Uint8Array>>();
  return (passphrase, serverKey) => {
    const name = `${serverKey.toHex()} ${passphrase}`;
    const before = done.get(name) ?? stretch(passphrase, serverKey);
    done.set(name, before);
    return before;
  };
}

/**
 * Makes up a passphrase nobody can guess: 26 letters of `a-z2-7`.
 *
 * @param drawn 26 bytes from a cryptographic random source; five bits of each are used.
 * @throws {RangeError} If there are not 26.
 */
export function makePassphrase(drawn: Uint8Array): string {
  if (drawn.length !== PASSPHRASE_DRAW_BYTES) {
    throw new RangeError(`a passphrase is made of ${PASSPHRASE_DRAW_BYTES} bytes`);
  }
  return Array.from(drawn, (byte) => LETTERS.charAt(byte & 31)).join("");
}
