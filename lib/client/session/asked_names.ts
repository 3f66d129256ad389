/**
 * Names that a person wants to have instead of their own.
 *
 * @module
 */

/** What was asked of the server and is not answered, and what is still to be asked. */
export class AskedNames {
  /** The server answers in this order. */
  #asked: string[] = [];
  /** Wanted while there is no connection. */
  #wish: string | null = null;

  /** A name is wanted, and there is nobody to ask for it. */
  wish(name: string): void {
    this.#wish = name;
  }

  /**
   * A name is wanted.
   *
   * @param mine The name that the person has.
   * @returns Whether to ask: a server says nothing to somebody who wants the name they have.
   */
  ask(name: string, mine: string): boolean {
    if (this.#asked.length === 0 && name === mine) return false;
    this.#asked.push(name);
    return true;
  }

  /**
   * The server refuses a name.
   *
   * @returns Which, or null: a hostile server may say so unasked, as often as it likes.
   */
  refused(): string | null {
    return this.#asked.shift() ?? null;
  }

  /**
   * The person has this name now.
   *
   * @returns Whether it was asked for.
   */
  given(name: string): boolean {
    const at = this.#asked.indexOf(name);
    if (at < 0) return false;
    this.#asked = this.#asked.slice(at + 1).filter((other) => other !== name);
    return true;
  }

  /** What was asked may never be answered. */
  forgetAsked(): void {
    this.#asked = [];
  }

  /**
   * There is a connection again.
   *
   * @param isNew Whether nothing that was asked before is known there.
   * @returns The name to ask for now, if there is one.
   */
  take(isNew: boolean): string | null {
    const name = this.#wish ?? (isNew ? this.#asked.at(-1) : null) ?? null;
    if (isNew) this.#asked = [];
    this.#wish = null;
    return name;
  }
}
