/**
 * The numbers under which a client asks for things.
 *
 * @module
 */

/** Gives each number once: to texts, and to all else that is asked of one server. */
export class Refs {
  #last = 0;

  /** A number that was never given. */
  next(): number {
    return ++this.#last;
  }
}
