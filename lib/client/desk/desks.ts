/**
 * All desks of one process: each is a connection of its own with pages of its own.
 *
 * A desk with nobody at it is closed after a while, and the process ends with its last desk.
 *
 * @module
 */
import type { Problem } from "../../api/view.ts";
import { MAX_DESKS } from "../../limits.ts";
import type { Settings } from "../keep/settings.ts";
import type { Desk, PageLine } from "./desk.ts";
import { Stay, STAY_TIMES, type StayTimes } from "./stay.ts";

/** Whoever pages talk to. */
export interface Counter {
  /** A page has come. */
  open(page: PageLine): void;
  /** A page has gone. */
  close(page: PageLine): void;
  /** A page says something. */
  receive(page: PageLine, text: string): void;
  /**
   * A link is made for somebody who has no page.
   *
   * @param lifeMs How long it is good, in milliseconds: so long a page is waited for.
   * @param where The invitation that its page is to show first, or null.
   * @returns The number of the desk that it leads to.
   */
  expect(lifeMs: number, where: string | null): number;
  /**
   * Looks at the clock; to be called now and then.
   *
   * @returns Whether nobody will come back.
   */
  touch(): boolean;
}

/** What all desks together need. */
export interface DesksOptions {
  /**
   * Makes a desk.
   *
   * @param where The invitation that its form is to hold, or null for what was used last.
   */
  readonly make: (where: string | null) => Desk;
  /** Milliseconds since any moment; a clock that stands still while the computer sleeps. */
  readonly clock: () => number;
  /** How long a desk stays open with nobody at it; others than the usual ones only in tests. */
  readonly times?: StayTimes;
}

interface Place {
  readonly number: number;
  readonly desk: Desk;
  readonly stay: Stay;
}

/** The desks that are open. */
export class Desks implements Counter {
  readonly #options: DesksOptions;
  /** The one that a page came to last stands last. */
  readonly #places = new Map<number, Place>();
  /** Where each page is. */
  readonly #at = new Map<PageLine, Place>();
  readonly #leaving = new Set<Promise<void>>();
  #made = 0;

  /**
   * @param options What it needs; the first desk is open at once.
   * @param where The invitation that its form is to hold, or null for what was used last.
   */
  constructor(options: DesksOptions, where: string | null = null) {
    this.#options = options;
    this.#place(where);
  }

  /** How many there are. */
  get size(): number {
    return this.#places.size;
  }

  /** The desk that a page came to last, or the first. */
  get current(): Desk {
    return this.#current().desk;
  }

  /** Whether there is a conversation at any desk. */
  get inConversation(): boolean {
    return [...this.#places.values()].some(({ desk }) => desk.inConversation);
  }

  /**
   * Makes one more desk, to which a page is about to come. Where there are too many, it is the one
   * that a page came to last.
   *
   * @param lifeMs How long its link is good, in milliseconds.
   * @param where The invitation that its form is to hold, or null for what was used last.
   * @returns Its number.
   */
  another(lifeMs: number, where: string | null = null): number {
    const full = this.#places.size >= MAX_DESKS;
    return this.#expect(full ? this.#current() : this.#place(where), lifeMs);
  }

  /** A link leads to the desk that a page came to last; one for an invitation, to a new desk. */
  expect(lifeMs: number, where: string | null): number {
    if (where !== null) return this.another(lifeMs, where);
    return this.#expect(this.#current(), lifeMs);
  }

  /** A page has come: it is at its desk; where that was closed meanwhile, at a new one. */
  open(page: PageLine): void {
    const full = this.#places.size >= MAX_DESKS;
    const place = this.#places.get(page.desk) ?? (full ? this.#current() : this.#place(null));
    this.#at.set(page, place);
    this.#places.delete(place.number);
    this.#places.set(place.number, place);
    place.stay.opened(page.id);
    place.desk.open(page);
  }

  /** A page has gone. */
  close(page: PageLine): void {
    const place = this.#at.get(page);
    if (place === undefined) return;
    this.#at.delete(page);
    const saidGoodbye = place.desk.close(page);
    place.stay.closed(page.id, saidGoodbye, this.#options.clock());
  }

  /** A page says something. */
  receive(page: PageLine, text: string): void {
    this.#at.get(page)?.desk.receive(page, text);
  }

  /** Tells every page of something that did not work. */
  notice(problem: Problem): void {
    for (const { desk } of this.#places.values()) desk.notice(problem);
  }

  /** Tells pages nothing from here on: they hear from somebody else. */
  dismiss(): void {
    for (const [page, { desk }] of this.#at) desk.close(page);
    this.#at.clear();
  }

  /** The way to every server may be another one. */
  networkChanged(): void {
    for (const { desk } of this.#places.values()) desk.networkChanged();
  }

  /** A setting was changed at one desk; it is one for all. */
  settle(settings: Settings): void {
    for (const { desk } of this.#places.values()) desk.settle(settings);
  }

  /** Closes the desks that nobody will come back to. */
  touch(): boolean {
    const now = this.#options.clock();
    for (const [number, { desk, stay }] of this.#places) {
      if (stay.end(desk.inConversation) > now) continue;
      this.#places.delete(number);
      const leaving = desk.leave().finally(() => this.#leaving.delete(leaving));
      this.#leaving.add(leaving);
    }
    return this.#places.size === 0;
  }

  /**
   * Says goodbye at every desk.
   *
   * @returns When all servers have what was said, the goodbyes too, also of desks closed before.
   */
  async leave(): Promise<void> {
    const desks = [...this.#places.values()].map(({ desk }) => desk.leave());
    await Promise.allSettled([...desks, ...this.#leaving]);
  }

  #place(where: string | null): Place {
    const { make, clock, times } = this.#options;
    const stay = new Stay(clock(), times ?? STAY_TIMES);
    const place = { number: this.#made++, desk: make(where), stay };
    this.#places.set(place.number, place);
    return place;
  }

  #current(): Place {
    return [...this.#places.values()].at(-1) ?? this.#place(null);
  }

  #expect({ number, stay }: Place, lifeMs: number): number {
    stay.expect(this.#options.clock() + lifeMs);
    return number;
  }
}
