/**
 * The passphrases that were given in this run of the program.
 *
 * A server cannot tell that one is wrong, since only the right one makes the keys it would say it
 * with: it ends the connection without a word. So does a network.
 *
 * @module
 */
import { MAX_DOUBTFUL_CLOSES } from "../../limits.ts";

interface Given {
  readonly text: string;
  /** Whether a server let us in with it. */
  readonly admitted: boolean;
  /** Ends without a word since then. */
  readonly doubts: number;
}

/** A passphrase for each server, by the server's key: 43 characters of base64url. */
export class Passphrases {
  readonly #given = new Map<string, Given>();

  /** The passphrase for the server with this key, or null where none was given. */
  of(key: string): string | null {
    return this.#given.get(key)?.text ?? null;
  }

  /** A person gives one. */
  give(key: string, text: string): void {
    this.#given.set(key, { text, admitted: false, doubts: 0 });
  }

  /** The server let us in with it. */
  admit(key: string): void {
    const given = this.#given.get(key);
    if (given) this.#given.set(key, { ...given, admitted: true, doubts: 0 });
  }

  /**
   * The server ended the connection right after the passphrase, without a word. One that was good
   * before is taken for good `MAX_DOUBTFUL_CLOSES` times: then it was probably changed.
   *
   * @returns Whether it is probably wrong. It is forgotten then.
   */
  doubt(key: string): boolean {
    const given = this.#given.get(key);
    if (given?.admitted && given.doubts < MAX_DOUBTFUL_CLOSES) {
      this.#given.set(key, { ...given, doubts: given.doubts + 1 });
      return false;
    }
    this.#given.delete(key);
    return true;
  }

  /** Forgets one that let nobody in. */
  forgetUntried(key: string): void {
    if (this.#given.get(key)?.admitted === false) this.#given.delete(key);
  }
}
