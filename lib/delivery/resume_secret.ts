/**
 * What a member shows to come back as itself.
 *
 * @module
 */

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
   * Whether somebody shows this secret. It is compared to its end whatever is shown, so the time
   * that takes tells nobody how much of a guess was right.
   *
   * @param text Any string of a peer's.
   */
  is(text: string): boolean {
    let difference = this.text.length ^ text.length;
    for (let i = 0; i < this.text.length; i++) {
      // Past the end of a short one there is NaN, which counts as 0 here.
      difference |= this.text.charCodeAt(i) ^ text.charCodeAt(i);
    }
    return difference === 0;
  }
}
