/**
 * Who is in, under which id and which name.
 *
 * @module
 */
import type { ErrorMessage, Member } from "../message/from_server.ts";
import { checkName, foldName } from "../message/name.ts";

/** 64 bits: two members draw the same one about never, and nobody guesses one. */
const MEMBER_ID_BYTES = 8;
/** Draws of a member id before it is clear that the source of randomness is broken. */
const MAX_DRAWS = 16;

/** What is said to whom something is refused. */
export type Refusal = Omit<ErrorMessage, "type" | "ref">;

/** Somebody who is in. */
export interface Place {
  /** As they are while they are connected. */
  member: Member;
  /** The time when they came. */
  readonly entered: number;
  /** Whether they have said something, and may have to be introduced when they have left. */
  spoke: boolean;
  /** Since when their connection is cut, and until when their name is kept; else `null`. */
  away: { readonly since: number; readonly until: number } | null;
}

/** Everybody who is in, connected or away. Times are of one clock that never goes backwards. */
export class Places {
  readonly #draw: (bytes: number) => Uint8Array;
  readonly #places = new Map<string, Place>();
  /** Who has which name, by the fold of the name. */
  readonly #holders = new Map<string, Place>();

  /** @param draw Gives so many random bytes. */
  constructor(draw: (bytes: number) => Uint8Array) {
    this.#draw = draw;
  }

  /** How many are in. */
  get size(): number {
    return this.#places.size;
  }

  /** How many of them are away; costs a look at each. */
  get away(): number {
    return this.#places.values().filter(({ away }) => away !== null).toArray().length;
  }

  /** Who has an id. */
  get(id: string): Place | null {
    return this.#places.get(id) ?? null;
  }

  /**
   * The name in the form in which it is shown, if it is allowed and nobody else has it.
   *
   * @param raw As it was typed.
   * @param asker Who would have it; `null` is a newcomer.
   * @param time Milliseconds.
   */
  freeName(
    raw: string,
    asker: Place | null,
    time: number,
  ): { readonly free: string } | { readonly refused: Refusal } {
    const checked = checkName(raw);
    if (!checked.ok) return { refused: { code: "name_invalid" } };
    const holder = this.#holders.get(foldName(checked.name));
    if (holder === undefined || holder === asker) return { free: checked.name };
    if (holder.away === null) return { refused: { code: "name_taken" } };
    const seconds = Math.max(1, Math.ceil((holder.away.until - time) / 1000));
    return { refused: { code: "name_taken", seconds } };
  }

  /**
   * Somebody comes, and gets an id.
   *
   * @param name One that is free.
   * @param tag Nobody else's.
   * @param time Milliseconds.
   * @throws {RangeError} If randomness gives only ids that are worn.
   */
  add(name: string, tag: string, time: number): Place {
    const member = { id: this.#drawId(), name, tag };
    const place: Place = { member, entered: time, spoke: false, away: null };
    this.#places.set(member.id, place);
    this.#holders.set(foldName(name), place);
    return place;
  }

  /** Somebody has another name, one that is free. */
  rename(place: Place, name: string): void {
    this.#holders.delete(foldName(place.member.name));
    this.#holders.set(foldName(name), place);
    place.member = { ...place.member, name };
  }

  /** Somebody goes, and the name is free. */
  remove({ member }: Place): void {
    this.#places.delete(member.id);
    this.#holders.delete(foldName(member.name));
  }

  #drawId(): string {
    for (let drawn = 0; drawn < MAX_DRAWS; drawn++) {
      const id = this.#draw(MEMBER_ID_BYTES).toBase64({ alphabet: "base64url", omitPadding: true });
      if (!this.#places.has(id)) return id;
    }
    throw new RangeError("the source of randomness repeats itself");
  }
}

/** A member as others see it. */
export function shown({ member, away }: Place): Member {
  return away === null ? member : { ...member, reconnecting: true };
}
