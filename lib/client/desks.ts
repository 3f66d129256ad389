/**
 * All desks of one process: each is a connection of its own with pages of its own.
 *
 * A desk with nobody at it is closed after a while, and the process ends with its last desk.
 *
 * @module
 */
import type { Problem } from "../api/view.ts";
import { MAX_DESKS } from "../limits.ts";
import type { Desk, PageLine } from "./desk.ts";
import type { Settings } from "./settings.ts";
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
   * @returns The number of the desk that it leads to.
   */
  expect(lifeMs: number): number;
  /**
   * Looks at the clock; to be called now and then.
   *
   * @returns Whether nobody will come back.
   */
  touch(): boolean;
}

/** What all desks together need. */
export interface DesksOptions {
  /** Makes the desk with this number. */
  readonly make: (number: number) => Desk;
  /** Milliseconds since any moment; a clock that stands still while the computer sleeps. */
  readonly clock: () => number;
  /** How long a desk stays open with nobody at it; others than the usual ones only in tests. */
  readonly times?: StayTimes;
}

interface Place {
  readonly desk: Desk;
  readonly stay: Stay;
}

/** The desks that are open. */
export class Desks implements Counter {
  readonly #options: DesksOptions;
  /** The one that a page came to last stands last. */
  readonly #places = new Map<number, Place>();
  #made = 0;

  /** @param options What it needs; the first desk is open at once. */
  constructor(options: DesksOptions) {
    this.#options = options;
    this.#place(this.number());
  }

  /** How many there are. */
  get size(): number {
    return this.#places.size;
  }

  /** The desk that a page came to last, or the first. */
  get current(): Desk {
    return this.#current()[1].desk;
  }

  /** A number for one more desk, which is made when a page comes to it; the last if there are too many. */
  number(): number {
    if (this.#places.size >= MAX_DESKS) return this.#current()[0];
    return this.#made++;
  }

  /** A link leads to the desk that a page came to last. */
  expect(lifeMs: number): number {
    const [number, { stay }] = this.#current();
    stay.expect(this.#options.clock() + lifeMs);
    return number;
  }

  /** A page has come: it is at its desk, which is made if there is none. */
  open(page: PageLine): void {
    const place = this.#places.get(page.desk) ?? this.#place(page.desk);
    this.#places.delete(page.desk);
    this.#places.set(page.desk, place);
    place.stay.opened(page.id);
    place.desk.open(page);
  }

  /** A page has gone. */
  close(page: PageLine): void {
    const place = this.#places.get(page.desk);
    if (place === undefined) return;
    const saidGoodbye = place.desk.close(page);
    place.stay.closed(page.id, saidGoodbye, this.#options.clock());
  }

  /** A page says something. */
  receive(page: PageLine, text: string): void {
    this.#places.get(page.desk)?.desk.receive(page, text);
  }

  /** Tells every page of something that did not work. */
  notice(problem: Problem): void {
    for (const { desk } of this.#places.values()) desk.notice(problem);
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
      void desk.leave();
    }
    return this.#places.size === 0;
  }

  /**
   * Says goodbye at every desk.
   *
   * @returns When all servers have what was said, the goodbyes too.
   */
  async leave(): Promise<void> {
    await Promise.all([...this.#places.values()].map(({ desk }) => desk.leave()));
  }

  #place(number: number): Place {
    const { make, clock, times } = this.#options;
    const place = { desk: make(number), stay: new Stay(clock(), times ?? STAY_TIMES) };
    this.#places.set(number, place);
    return place;
  }

  #current(): [number, Place] {
    return [...this.#places].at(-1) ?? [this.#made, this.#place(this.#made++)];
  }
}
