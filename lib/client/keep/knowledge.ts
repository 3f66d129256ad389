/**
 * What a client knows of servers: what the file said when it was read, and what was learnt since.
 *
 * @module
 */
import { type KnownServer, type KnownServerChange, learnServer } from "./known_servers.ts";

/** The known servers of one client. */
export class Knowledge {
  #known: readonly KnownServer[];
  /** What was learnt and is not in the file yet, in this order. */
  #learnt: readonly KnownServerChange[] = [];
  /** What was said to be kept since the person last asked to go somewhere. */
  readonly #said = new Set<string>();

  /** @param known All that the file says. */
  constructor(known: readonly KnownServer[]) {
    this.#known = known;
  }

  /** All that is known. */
  get all(): readonly KnownServer[] {
    return this.#known;
  }

  /**
   * Takes what the file says now: other processes write to it too. What was learnt here stays,
   * since it may not have been written yet, or could not be. Whatever is said from here on is new:
   * the person goes somewhere.
   *
   * @param known All that it says.
   */
  read(known: readonly KnownServer[]): void {
    this.#known = this.#learnt.reduce(learnServer, known);
    this.#said.clear();
  }

  /**
   * Something was learnt.
   *
   * @returns Whether it is news. It is none where a connection has only come back by itself.
   */
  learn(change: KnownServerChange): boolean {
    this.#learnt = [...this.#learnt, change];
    this.#known = learnServer(this.#known, change);
    const { host, port, key, compared } = change.server;
    return this.isNews(JSON.stringify([host, port, key, compared]));
  }

  /**
   * Whether something is said for the first time since the person last asked to go somewhere.
   *
   * @param said What is to be kept.
   */
  isNews(said: string): boolean {
    const before = this.#said.size;
    return this.#said.add(said).size > before;
  }

  /** It is in the file: from here on that one holds, if another process changes it. */
  kept(change: KnownServerChange): void {
    this.#learnt = this.#learnt.filter((other) => other !== change);
  }
}
