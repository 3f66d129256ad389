/**
 * Who may not come in: into a room, or, of the lobby's, into the server.
 *
 * @module
 */
import { MAX_BANS } from "../limits.ts";
import type { Ban, Member } from "../message/from_server.ts";
import { secondsUntil } from "./clock.ts";
import type { Refusal } from "./refusal.ts";

interface Barred {
  /** Its number; `null` for who was only kicked, and is in no list. */
  readonly id: number | null;
  /** As they were called then. */
  readonly member: Member;
  /** Where else nobody may come from; nobody is ever told. */
  readonly origin: string | null;
  /** Until when; `Infinity` is for as long as there is the room. */
  readonly until: number;
}

/** Who may not come into one room. Times are milliseconds of a clock that never goes back. */
export class Bans {
  #barred: Barred[] = [];
  #ids = 0;

  /** Whether there are as many bans as there may be. */
  isFull(time: number): boolean {
    this.#lapse(time);
    return this.#barred.filter(({ id }) => id !== null).length >= MAX_BANS;
  }

  /**
   * Keeps somebody out, and lists them. There must be room for it.
   *
   * @param origin Where they come from, to keep out who else comes from there; `null` is nobody.
   * @param until Until when; `Infinity` is for as long as there is the room.
   */
  ban(member: Member, origin: string | null, until: number): void {
    this.#barred.push({ id: ++this.#ids, member, origin, until });
  }

  /** Keeps somebody out without listing them. */
  kick(member: Member, origin: string | null, until: number, time: number): void {
    this.#lapse(time);
    this.#barred.push({ id: null, member, origin, until });
  }

  /** Lifts a ban. @returns Whether there was one. */
  lift(id: number, time: number): boolean {
    this.#lapse(time);
    const at = this.#barred.findIndex((barred) => barred.id === id);
    if (at >= 0) this.#barred.splice(at, 1);
    return at >= 0;
  }

  /**
   * Why somebody may not come in.
   *
   * @param memberId Its id, or that of whom it claims to have been; `null` is neither.
   * @param origin Where it comes from.
   */
  against(memberId: string | null, origin: string | null, time: number): Refusal | null {
    let until = time;
    for (const barred of this.#barred) {
      const isMeant = barred.member.id === memberId ||
        barred.origin !== null && barred.origin === origin;
      if (isMeant) until = Math.max(until, barred.until);
    }
    if (until === time) return null;
    return { code: "banned", ...secondsField(until, time) };
  }

  /** All bans, oldest first. */
  list(time: number): readonly Ban[] {
    this.#lapse(time);
    return this.#barred.flatMap(({ id, member: { name, tag }, until }) =>
      id === null ? [] : [{ id, name, tag, ...secondsField(until, time) }]
    );
  }

  #lapse(time: number): void {
    this.#barred = this.#barred.filter(({ until }) => until > time);
  }
}

function secondsField(until: number, time: number): { readonly seconds?: number } {
  return until === Infinity ? {} : { seconds: secondsUntil(until, time) };
}
