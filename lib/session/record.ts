/**
 * Records: what is sent once the handshake is done, one frame each, in one direction.
 *
 * @module
 */
import { type Soon, soon, TAG_BYTES } from "../crypto/aead.ts";
import { RECORDS_PER_KEY } from "../limits.ts";
import type { CipherState } from "../noise/cipher_state.ts";
import type { Packet } from "../wire/packet.ts";
import { MAX_RECORD_BYTES, padRecord, unpadRecord } from "./padding.ts";

const NOTHING = new Uint8Array(0);

/**
 * The plaintext that is being sealed, one for all: a cipher has read it when its call returns, and
 * fresh bytes for each record would be a call of the allocator and one more thing to collect.
 */
const PLAIN = new Uint8Array(MAX_RECORD_BYTES);

/**
 * Counts the records of one direction and changes its key after every 2^14.
 *
 * Both sides count alike, so the change needs no word on the wire. A new key ends what a leaked
 * one reveals, though only forwards: Rekey() cannot heal what somebody has (Noise, section 11.3).
 */
class Direction {
  readonly #cipher: CipherState;
  #records = 0;

  constructor(cipher: CipherState) {
    this.#cipher = cipher;
  }

  next<T>(use: (cipher: CipherState) => Soon<T>): Soon<T> {
    const due = this.#records > 0 && this.#records % RECORDS_PER_KEY === 0;
    this.#records++;
    return due ? soon(this.#cipher.rekey(), () => use(this.#cipher)) : use(this.#cipher);
  }
}

/** Makes records. One call at a time: nonces follow the order of the bytes. */
export class RecordSealer {
  readonly #direction: Direction;

  /** @param cipher The half of the split for what we send. */
  constructor(cipher: CipherState) {
    this.#direction = new Direction(cipher);
  }

  /**
   * Seals packets into one record.
   *
   * @param packets Encoded packets, together at most `MAX_RECORD_BYTES`.
   * @param into Makes what the record is put into, at its end, of the bytes that the record has;
   * new bytes if it is left out.
   * @returns What `into` gave, or the record alone, which is the body of a frame.
   * @throws {RangeError} If the packets do not fit.
   */
  seal(
    packets: readonly Uint8Array[],
    into?: (bytes: number) => Uint8Array,
  ): Soon<Uint8Array> {
    return this.#direction.next((cipher) => {
      const plain = padRecord(packets, PLAIN);
      return cipher.encryptWithAd(NOTHING, plain, into?.(plain.length + TAG_BYTES));
    });
  }
}

/** Opens records, in the order they were made. One call at a time. */
export class RecordOpener {
  readonly #direction: Direction;

  /** @param cipher The half of the split for what the peer sends. */
  constructor(cipher: CipherState) {
    this.#direction = new Direction(cipher);
  }

  /**
   * Opens a record.
   *
   * @param record The body of a frame.
   * @returns Its packets.
   * @throws {ProtocolError} `not_authentic` if it is not the peer's next record; `packet_length`
   * or `padding` if the peer filled it wrongly.
   */
  open(record: Uint8Array): Soon<readonly Packet[]> {
    const plain = this.#direction.next((cipher) => cipher.decryptWithAd(NOTHING, record));
    return soon(plain, unpadRecord);
  }
}
