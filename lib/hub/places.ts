/**
 * Who is in, under which id and which name, and where from.
 *
 * @module
 */
import { TYPING_RATE } from "../limits.ts";
import type { Member } from "../message/from_server.ts";
import { checkName, foldName } from "../message/name.ts";
import { TokenBucket } from "../token_bucket.ts";
import { secondsUntil } from "./clock.ts";
import { RecentTexts } from "./recent_texts.ts";
import type { Refusal } from "./refusal.ts";
import type { Room } from "./room.ts";

export type { Refusal } from "./refusal.ts";

/** 64 bits: two members draw the same one about never, and nobody guesses one. */
const MEMBER_ID_BYTES = 8;
/** Draws of a member id before it is clear that the source of randomness is broken. */
const MAX_DRAWS = 16;

/** A room that somebody came into, and when. */
export interface Visit {
  readonly room: Room;
  readonly time: number;
}

/** Somebody who is in. */
export interface Place {
  /** As they are while they are connected. */
  member: Member;
  /** The time when they came. */
  readonly entered: number;
  /** A mark of where they come from, which says nothing of where that is; `null` is unknown. */
  origin: string | null;
  /** Whether they have said something, and may have to be introduced when they have left. */
  spoke: boolean;
  /** Since when their connection is cut, and until when their name is kept; else `null`. */
  away: { readonly since: number; readonly until: number } | null;
  /** The rooms they are in by their names, in the order in which they came into them. */
  readonly rooms: Map<string, Room>;
  /** The rooms they have come into lately, even if they have left them since. */
  visits: readonly Visit[];
  /** Until when they may say nothing in a room; `Infinity` is until that is lifted. */
  readonly mutes: WeakMap<Room, number>;
  /** What they can still change. */
  readonly recent: RecentTexts;
  /** How often they may show that they are writing. */
  readonly typing: TokenBucket;
}

/** Somebody who comes. */
export interface Newcomer {
  /** One that is free. */
  readonly name: string;
  /** Nobody else's. */
  readonly tag: string;
  readonly origin: string | null;
}

/** Everybody who is in, connected or away. Times are of one clock that never goes backwards. */
export class Places {
  readonly #draw: (bytes: number) => Uint8Array;
  readonly #places = new Map<string, Place>();
  /** Who has which name, by the fold of the name. */
  readonly #holders = new Map<string, Place>();
  /** How many come from where. */
  readonly #origins = new Map<string, number>();

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

  /** All of them, in the order in which they came. */
  all(): readonly Place[] {
    return [...this.#places.values()];
  }

  /** Who has an id. */
  get(id: string): Place | null {
    return this.#places.get(id) ?? null;
  }

  /** Who has a name, in whatever way it is written. */
  named(name: string): Place | null {
    return this.#holders.get(foldName(name)) ?? null;
  }

  /** Whether somebody else comes from where they do; never where that is unknown. */
  isShared({ origin }: Place): boolean {
    return origin !== null && (this.#origins.get(origin) ?? 0) > 1;
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
    const holder = this.named(checked.name);
    if (holder === null || holder === asker) return { free: checked.name };
    if (holder.away === null) return { refused: { code: "name_taken" } };
    return { refused: { code: "name_taken", seconds: secondsUntil(holder.away.until, time) } };
  }

  /**
   * Somebody comes, and gets an id.
   *
   * @param time Milliseconds.
   * @throws {RangeError} If randomness gives only ids that are worn.
   */
  add({ name, tag, origin }: Newcomer, time: number): Place {
    const member = { id: this.#drawId(), name, tag };
    const place: Place = {
      member,
      entered: time,
      origin: null,
      spoke: false,
      away: null,
      rooms: new Map(),
      visits: [],
      mutes: new WeakMap(),
      recent: new RecentTexts(),
      typing: new TokenBucket(TYPING_RATE, time),
    };
    this.#places.set(member.id, place);
    this.#holders.set(foldName(name), place);
    this.move(place, origin);
    return place;
  }

  /** Somebody comes from somewhere else now. */
  move(place: Place, origin: string | null): void {
    this.#count(place.origin, -1);
    this.#count(origin, 1);
    place.origin = origin;
  }

  /** Somebody has another name, one that is free. */
  rename(place: Place, name: string): void {
    this.#holders.delete(foldName(place.member.name));
    this.#holders.set(foldName(name), place);
    place.member = { ...place.member, name };
  }

  /** Somebody goes, and the name is free. */
  remove(place: Place): void {
    this.#places.delete(place.member.id);
    this.#holders.delete(foldName(place.member.name));
    this.move(place, null);
  }

  #count(origin: string | null, more: number): void {
    if (origin === null) return;
    const count = (this.#origins.get(origin) ?? 0) + more;
    if (count === 0) this.#origins.delete(origin);
    else this.#origins.set(origin, count);
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
