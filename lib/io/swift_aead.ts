/**
 * AES-256-GCM by whichever implementation is cheaper at a size.
 *
 * @module
 */
import { type Aead, type Soon, webAead } from "../crypto/aead.ts";
import { NodeAead } from "./aead.ts";

/**
 * Bytes from which sealing is WebCrypto's. The synchronous cipher costs little to begin and much for
 * each byte, WebCrypto the other way round, as it sends each call to another thread: of all sizes of
 * record only the largest is past where they meet. There it takes a third of the processor time
 * altogether (50 microseconds in place of 150), and of this thread an eighth.
 */
const LARGE_BYTES = 4 * 1024 + 1;

/**
 * How many such calls may be under way, from all keys of the process. Each holds its record twice,
 * and a few keep every processor busy.
 */
const MAX_AWAY = 512;

/**
 * Large ones after which a key of WebCrypto's is worth the 4 KB of memory that it takes: the lists
 * that everybody gets who comes are fewer.
 */
const ENOUGH = 8;

let away = 0;

/**
 * AES-256-GCM for records: `nodeAead`, but for the sealing of large ones.
 *
 * Opening is always synchronous: what arrives together is then handled together and answered
 * together, while records that are opened one by one elsewhere tear it apart.
 *
 * @param key 32 bytes; they are copied.
 * @throws {RangeError} If the key has another length.
 */
export function swiftAead(key: Uint8Array): Aead {
  return new SwiftAead(key.slice());
}

class SwiftAead extends NodeAead {
  #far: Aead | null = null;
  /** How many large ones were sealed here. */
  #large = 0;

  override seal(
    nonce: Uint8Array,
    data: Uint8Array,
    plain: Uint8Array,
    into?: Uint8Array,
  ): Soon<Uint8Array> {
    if (plain.length < LARGE_BYTES || away >= MAX_AWAY || this.#far === null) {
      if (plain.length >= LARGE_BYTES && ++this.#large === ENOUGH) this.#reach();
      return super.seal(nonce, data, plain, into);
    }
    away++;
    const sealed = this.#far.seal(nonce, data, plain, into);
    if (sealed instanceof Promise) sealed.then(back, back);
    else back();
    return sealed;
  }

  /** Where it cannot be had, all are sealed here, as before. */
  #reach(): void {
    webAead(this.key).then((far) => this.#far = far, () => {});
  }
}

/** One of them is done, or failed. */
function back(): void {
  away--;
}
