/**
 * Records: what is sent once the handshake is done, one frame each, in one direction.
 *
 * @module
 */
import { type Soon, soon } from "../crypto/aead.ts";
import { RECORDS_PER_KEY } from "../limits.ts";
import type { CipherState } from "../noise/cipher_state.ts";
import type { Packet } from "../wire/packet.ts";
import { padRecord, unpadRecord } from "./padding.ts";

const NOTHING = new Uint8Array(0);

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
   * @returns The body of a frame.
   * @throws {RangeError} If the packets do not fit.
   */
  seal(packets: readonly Uint8Array[]): Soon<Uint8Array> {
    const plain = padRecord(packets);
    return this.#direction.next((cipher) => cipher.encryptWithAd(NOTHING, plain));
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
