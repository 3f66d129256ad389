/**
 * Who sits where of those in a list of ids, so that a message costs no look-up for each who gets it.
 *
 * @module
 */
import type { Seat } from "./seat.ts";

/** A list of two is one of a private text, which is not used again. */
const MIN_KEPT = 3;

/** The seats of lists, each kept for as long as whoever made the list keeps that. */
export class Audiences {
  readonly #seats: ReadonlyMap<string, Seat>;
  readonly #kept = new WeakMap<readonly string[], readonly Seat[]>();

  /** @param seats By the ids of their members. */
  constructor(seats: ReadonlyMap<string, Seat>) {
    this.#seats = seats;
  }

  /**
   * The seats of those who are in, in the order of the list. One whose member has left since may be
   * among them.
   *
   * @param ids Nobody changes it.
   */
  of(ids: readonly string[]): readonly Seat[] {
    if (ids.length < MIN_KEPT) return this.#find(ids);
    const known = this.#kept.get(ids);
    if (known !== undefined) return known;
    const seats = this.#find(ids);
    // Who has no seat yet would never get one.
    if (seats.length === ids.length) this.#kept.set(ids, seats);
    return seats;
  }

  #find(ids: readonly string[]): readonly Seat[] {
    const seats: Seat[] = [];
    for (const id of ids) {
      const seat = this.#seats.get(id);
      if (seat !== undefined) seats.push(seat);
    }
    return seats;
  }
}
