/**
 * People who have left and may still be heard: a text that somebody gets late, after a cut, can be
 * from one of them.
 *
 * @module
 */
import { MAX_DEPARTED, SILENCE_MS } from "../limits.ts";
import type { Member } from "../message/from_server.ts";
import { type Measured, measured } from "./parts.ts";

/**
 * How long before a cut was noticed its member may have heard the last word, in milliseconds: our
 * silence, and as long again for what was on its way.
 */
export const UNHEARD_MS = 2 * SILENCE_MS;

/** The last of them; the one that left first gives way. */
export class Departed {
  readonly #most: number;
  #gone: { readonly entry: Measured<Member>; readonly time: number }[] = [];

  /** @param most How many are remembered. */
  constructor(most: number = MAX_DEPARTED) {
    this.#most = most;
  }

  /**
   * Somebody leaves.
   *
   * @param member As they were last.
   * @param time Milliseconds since 1970, never less than the time before.
   */
  add(member: Member, time: number): void {
    this.#gone.push({ entry: measured(member), time });
    // Moving as many as have come since the last time costs one step for each.
    if (this.#gone.length >= 2 * this.#most) this.#gone = this.#gone.slice(-this.#most);
  }

  /**
   * Whom a member may have to be told of, in the order in which they left.
   *
   * @param entered When that member came: whoever had left by then is none of its business.
   * @param cut When its connection was found to be cut.
   */
  unknownTo(entered: number, cut: number): readonly Measured<Member>[] {
    const since = Math.max(entered, cut - UNHEARD_MS);
    const oldest = Math.max(0, this.#gone.length - this.#most);
    // From the last one, so that it costs what it gives: mostly nobody.
    let from = this.#gone.length;
    while (from > oldest && (this.#gone[from - 1]?.time ?? 0) >= since) from--;
    return this.#gone.slice(from).map(({ entry }) => entry);
  }
}
