/**
 * AES-256-GCM of the system's OpenSSL, called directly, for the load generator alone.
 *
 * A record of 16 KB costs 6 µs here and 70 in `node:crypto`: with that the generator would be busier
 * than the server it measures. The programs themselves never load a library of the system.
 *
 * @module
 */
import { type Aead, type AeadFactory, KEY_BYTES, TAG_BYTES } from "../../lib/crypto/aead.ts";
import { ProtocolError } from "../../lib/errors.ts";

const LIBRARY = "libcrypto.so.3";

/** Numbers of OpenSSL's `evp.h`. */
const GET_TAG = 0x10;
const SET_TAG = 0x11;

const INIT = {
  parameters: ["pointer", "pointer", "pointer", "buffer", "buffer"],
  result: "i32",
} as const;
const UPDATE = {
  parameters: ["pointer", "buffer", "buffer", "buffer", "i32"],
  result: "i32",
} as const;
const FINAL = { parameters: ["pointer", "buffer", "buffer"], result: "i32" } as const;

const SYMBOLS = {
  EVP_aes_256_gcm: { parameters: [], result: "pointer" },
  EVP_CIPHER_CTX_new: { parameters: [], result: "pointer" },
  EVP_CIPHER_CTX_ctrl: { parameters: ["pointer", "i32", "i32", "buffer"], result: "i32" },
  EVP_EncryptInit_ex: INIT,
  EVP_EncryptUpdate: UPDATE,
  EVP_EncryptFinal_ex: FINAL,
  EVP_DecryptInit_ex: INIT,
  EVP_DecryptUpdate: UPDATE,
  EVP_DecryptFinal_ex: FINAL,
} as const;

type Library = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/**
 * Loads the library.
 *
 * @returns What makes keys usable, synchronously; `null` where there is no OpenSSL 3.
 */
export function opensslAead(): AeadFactory | null {
  let library: Library;
  try {
    library = Deno.dlopen(LIBRARY, SYMBOLS).symbols;
  } catch {
    return null;
  }
  const cipher = library.EVP_aes_256_gcm();
  // One of each for all keys: setting a key costs less than a context for each would.
  const [sealing, opening] = [library.EVP_CIPHER_CTX_new(), library.EVP_CIPHER_CTX_new()];
  const wrote = new Int32Array(1);
  return (key): Aead => {
    if (key.length !== KEY_BYTES) throw new RangeError(`an AES-256 key is ${KEY_BYTES} bytes`);
    const raw = key.slice();
    return {
      seal(nonce, data, plain, into = new Uint8Array(plain.length + TAG_BYTES)): Uint8Array {
        const sealed = into.subarray(into.length - plain.length - TAG_BYTES);
        const tag = sealed.subarray(plain.length);
        need(library.EVP_EncryptInit_ex(sealing, cipher, null, raw, nonce));
        if (data.length > 0) {
          need(library.EVP_EncryptUpdate(sealing, null, wrote, data, data.length));
        }
        if (plain.length > 0) {
          need(library.EVP_EncryptUpdate(sealing, sealed, wrote, plain, plain.length));
        }
        need(library.EVP_EncryptFinal_ex(sealing, tag, wrote));
        need(library.EVP_CIPHER_CTX_ctrl(sealing, GET_TAG, TAG_BYTES, tag));
        return into;
      },
      open(nonce, data, sealed): Uint8Array {
        const length = sealed.length - TAG_BYTES;
        if (length < 0) throw new ProtocolError("not_authentic", "too short");
        const plain = new Uint8Array(length);
        need(library.EVP_DecryptInit_ex(opening, cipher, null, raw, nonce));
        if (data.length > 0) {
          need(library.EVP_DecryptUpdate(opening, null, wrote, data, data.length));
        }
        if (length > 0) need(library.EVP_DecryptUpdate(opening, plain, wrote, sealed, length));
        need(library.EVP_CIPHER_CTX_ctrl(opening, SET_TAG, TAG_BYTES, sealed.subarray(length)));
        if (library.EVP_DecryptFinal_ex(opening, plain, wrote) === 1) return plain;
        throw new ProtocolError("not_authentic", "the tag does not fit");
      },
    };
  };
}

function need(result: number): void {
  if (result !== 1) throw new Error("OpenSSL refuses what it is asked for");
}
