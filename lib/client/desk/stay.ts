/**
 * How long a desk stays open with nobody at it.
 *
 * It keeps no clock: times come in, in milliseconds since any moment, as long as it is always the
 * same one. {@linkcode AwakeClock} is the right one.
 *
 * @module
 */
import { STAY_GOODBYE_MS, STAY_IDLE_MS, STAY_VANISHED_MS } from "../../limits.ts";

/** How long after the last page, in milliseconds. */
export interface StayTimes {
  /** In a conversation, after a page that said goodbye. */
  readonly goodbye: number;
  /** In a conversation, after a page that vanished without: it may come back. */
  readonly vanished: number;
  /** Without a conversation there is nothing to lose. */
  readonly idle: number;
}

/** The times of a program that somebody uses. */
export const STAY_TIMES: StayTimes = {
  goodbye: STAY_GOODBYE_MS,
  vanished: STAY_VANISHED_MS,
  idle: STAY_IDLE_MS,
};

/** A page that never came counts like one that vanished; no page has this id. */
const NEVER_CAME = "";

/** Watches the pages of one desk come and go. */
export class Stay {
  readonly #times: StayTimes;
  readonly #open = new Map<string, number>();
  /** When the pages vanished that did not come back. */
  readonly #vanished = new Map<string, number>();
  #goodbye = -Infinity;
  #expected = -Infinity;

  /**
   * @param now When it begins; the first page is still to come.
   * @param times How long to stay.
   */
  constructor(now: number, times: StayTimes = STAY_TIMES) {
    this.#times = times;
    this.#vanished.set(NEVER_CAME, now);
  }

  /**
   * A page may come by a link that was just made.
   *
   * @param until How long the link is good.
   */
  expect(until: number): void {
    this.#expected = Math.max(this.#expected, until);
  }

  /**
   * A page has come, or come back.
   *
   * @param id The same for the same page after a reload.
   */
  opened(id: string): void {
    this.#open.set(id, (this.#open.get(id) ?? 0) + 1);
    this.#vanished.delete(id);
    this.#vanished.delete(NEVER_CAME);
    this.#expected = -Infinity; // this is the page that was expected
  }

  /**
   * A page has gone.
   *
   * @param id As it came.
   * @param saidGoodbye Whether it was closed; otherwise it may come back.
   */
  closed(id: string, saidGoodbye: boolean, now: number): void {
    const left = (this.#open.get(id) ?? 0) - 1;
    if (left > 0) this.#open.set(id, left);
    else this.#open.delete(id);
    if (saidGoodbye) this.#goodbye = now;
    else this.#vanished.set(id, now);
  }

  /**
   * When it is over if nobody comes: `Infinity` while a page is open.
   *
   * @param inConversation Whether something would be lost.
   */
  end(inConversation: boolean): number {
    if (this.#open.size > 0) return Infinity;
    const { goodbye, vanished, idle } = this.#times;
    const lastVanished = Math.max(-Infinity, ...this.#vanished.values());
    const over = inConversation
      ? Math.max(this.#goodbye + goodbye, lastVanished + vanished)
      : Math.max(this.#goodbye, lastVanished) + idle;
    return Math.max(this.#expected, over);
  }
}
