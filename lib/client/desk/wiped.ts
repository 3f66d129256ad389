/**
 * What pages see of a program that has removed all it kept, and ends.
 *
 * @module
 */
import type { Remains, Update } from "../../api/update.ts";
import type { PageLine } from "./desk.ts";
import type { Counter } from "./desks.ts";

/** Tells every page that all is gone, and does nothing that pages ask for. */
export class Wiped implements Counter {
  readonly #rest: Remains;

  /** @param rest What is on this computer still. */
  constructor(rest: Remains) {
    this.#rest = rest;
  }

  /** A page is here, or has come. */
  open(page: PageLine): void {
    const update: Update = { type: "wiped", rest: this.#rest };
    page.send(JSON.stringify(update));
  }

  /** There is nothing to be lost with a page. */
  close(): void {}

  /** There is nothing to be asked for. */
  receive(): void {}

  /** Whoever comes is told the same. */
  expect(): number {
    return 0;
  }

  /** The program ends by itself. */
  touch(): boolean {
    return false;
  }
}
