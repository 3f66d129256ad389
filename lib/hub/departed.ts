/**
 * People who have left and may still be heard: a text that somebody gets late, after a cut, can be
 * from one of them.
 *
 * @module
 */
import { MAX_DEPARTED, SILENCE_MS } from "../limits.ts";
import type { Member } from "../message/from_server.ts";
import { type Listed, listed } from "./member_list.ts";

/**
 * How long before a cut was noticed its member may have heard the last word, in milliseconds: our
 * silence, and as long again for what was on its way.
 */
const UNHEARD_MS = 2 * SILENCE_MS;

/** The last of them; the one that left first gives way. */
export class Departed {
  #gone: { readonly entry: Listed; readonly time: number }[] = [];

  /**
   * Somebody leaves.
   *
   * @param member As they were last.
   * @param time Milliseconds since 1970, never less than the time before.
   */
  add(member: Member, time: number): void {
    this.#gone.push({ entry: listed(member), time });
    // Moving as many as have come since the last time costs one step for each.
    if (this.#gone.length >= 2 * MAX_DEPARTED) this.#gone = this.#gone.slice(-MAX_DEPARTED);
  }

  /**
   * Whom a member may have to be told of, in the order in which they left.
   *
   * @param entered When that member came: whoever had left by then is none of its business.
   * @param cut When its connection was found to be cut.
   */
  unknownTo(entered: number, cut: number): readonly Listed[] {
    const since = Math.max(entered, cut - UNHEARD_MS);
    return this.#gone.slice(-MAX_DEPARTED)
      .filter(({ time }) => time >= since)
      .map(({ entry }) => entry);
  }
}
