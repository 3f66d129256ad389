/**
 * What a member shows to come back as itself.
 *
 * @module
 */
import { isSameText } from "../constant_time.ts";

/** Bytes of a secret: as many as of a key, so it is not what anybody guesses at. */
export const RESUME_SECRET_BYTES = 32;

/** The secret of one membership, given once to who holds it. */
export class ResumeSecret {
  /** The secret as 43 letters of base64url, for the welcome. */
  readonly text: string;

  /**
   * @param bytes 32 random bytes.
   * @throws {RangeError} If there are more or fewer.
   */
  constructor(bytes: Uint8Array) {
    if (bytes.length !== RESUME_SECRET_BYTES) {
      throw new RangeError(`a secret is ${RESUME_SECRET_BYTES} bytes, not ${bytes.length}`);
    }
    this.text = bytes.toBase64({ alphabet: "base64url", omitPadding: true });
  }

  /**
   * Whether somebody shows this secret; compared in constant time.
   *
   * @param text Any string of a peer's.
   */
  is(text: string): boolean {
    return isSameText(this.text, text);
  }
}
