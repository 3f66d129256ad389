/**
 * The doors of rooms: making one, coming in and leaving.
 *
 * Whether there is a hidden or a locked room is told only to who shows to know what it takes: all
 * others get the same answer, in the same time, as where there is none.
 *
 * @module
 */
import { isSameText } from "../constant_time.ts";
import { CREATE_RATE, ENTRY_RATE, MAX_ROOMS_PER_MEMBER } from "../limits.ts";
import type { CreateMessage, JoinMessage, LeaveMessage } from "../message/from_client.ts";
import type { EnteredMessage } from "../message/from_server.ts";
import { checkRoomName } from "../message/name.ts";
import { isRoomPassphrase } from "../message/room_rules.ts";
import { deliver } from "./effect.ts";
import type { HubState } from "./hub_state.ts";
import { introduce, putInto, stateOf, takeOut, tellJoined } from "./membership.ts";
import { OriginRates } from "./origin_rates.ts";
import { done, type Outcome, refuse } from "./outcome.ts";
import { normalisePassphrase } from "./passphrase.ts";
import type { Place } from "./places.ts";
import type { Room } from "./room.ts";

/** Lets members into rooms and out of them. */
export class Doors {
  readonly #hub: HubState;
  readonly #digest: (text: string) => string;
  /** What is compared where there is nothing to compare with. No passphrase has it. */
  readonly #dummy: string;
  readonly #creates = new OriginRates(CREATE_RATE);
  readonly #failures = new OriginRates(ENTRY_RATE);

  /**
   * @param digest Gives what is kept of a passphrase: always as long, and of no use elsewhere.
   * @param dummy As long as a digest, drawn at random.
   */
  constructor(hub: HubState, digest: (text: string) => string, dummy: string) {
    this.#hub = hub;
    this.#digest = digest;
    this.#dummy = dummy;
  }

  /** Makes a room for a member, who owns it and is in it. */
  create(place: Place, message: CreateMessage, now: number): Outcome {
    const { hidden = false } = message;
    const { rooms } = this.#hub;
    const wait = this.#creates.wait(payerOf(place), now);
    if (wait > 0) return tooOften(wait);
    this.#creates.pay(payerOf(place), now);
    const checked = checkRoomName(message.room);
    if (!checked.ok) return refuse("room_invalid");
    const passphrase = message.passphrase === undefined
      ? null
      : normalisePassphrase(message.passphrase);
    if (passphrase !== null && !isRoomPassphrase(passphrase)) return refuse("passphrase_invalid");
    if (isInAll(place)) return refuse("too_many_rooms");
    if (rooms.find(checked.name) !== null) return refuse("room_taken");
    if (rooms.areFull) return refuse("rooms_full");
    const lock = passphrase === null ? null : this.#digest(passphrase);
    const room = rooms.open(checked.name, { hidden, lock });
    room.owner = place.member.id;
    return this.#enter(place, room, message.ref, now);
  }

  /** Lets a member into a room that there is, if it may. */
  join(place: Place, message: JoinMessage, now: number): Outcome {
    const room = this.#hub.rooms.find(message.room);
    // Everybody may know of a public room: guesses from an address keep nobody there out of it.
    const wait = room?.kind === "public" ? 0 : this.#failures.wait(payerOf(place), now);
    if (wait > 0) return tooOften(wait);
    const shown = this.#digest(normalisePassphrase(message.passphrase ?? ""));
    const isRight = isSameText(room?.lock ?? this.#dummy, shown);
    if (room === null || room.lock !== null && !isRight) {
      this.#failures.pay(payerOf(place), now);
      return refuse("no_entry");
    }
    const time = this.#hub.clock.stamp(now);
    if (place.rooms.has(room.name)) {
      return done(deliver([place.member.id], this.#entered(place, room, message.ref, time)));
    }
    const banned = room.bans.against(place.member.id, place.origin, time);
    if (banned !== null) return { refused: banned };
    if (isInAll(place)) return refuse("too_many_rooms");
    return this.#enter(place, room, message.ref, now);
  }

  /** Lets a member out of a room; nobody leaves the lobby. */
  leave(place: Place, message: LeaveMessage, now: number): Outcome {
    const room = place.rooms.get(message.room);
    if (room === undefined) return refuse("unknown_room");
    if (room === this.#hub.rooms.lobby) return refuse("lobby");
    const { ref } = message;
    const time = this.#hub.clock.stamp(now);
    const exited = { type: "exited", room: room.name, how: "left", time, ref } as const;
    return done(
      deliver([place.member.id], exited),
      takeOut(this.#hub, room, place, { reason: "left" }, time),
    );
  }

  /** The rooms that everybody may know of, for a member. */
  list(place: Place): Outcome {
    const parts = this.#hub.rooms.list();
    return done(...parts.map((part) => deliver([place.member.id], part)));
  }

  #enter(place: Place, room: Room, ref: number, now: number): Outcome {
    const time = this.#hub.clock.stamp(now);
    putInto(room, place, time);
    return done(
      deliver([place.member.id], this.#entered(place, room, ref, time)),
      introduce(this.#hub, room, place),
      tellJoined(room, place, time),
    );
  }

  #entered(place: Place, room: Room, ref: number, time: number): EnteredMessage {
    return { type: "entered", ...stateOf(this.#hub, room, place, time), ref, time };
  }
}

/** Who pays for a try: all members of one origin together, and alone who has none. */
function payerOf({ origin, member }: Place): string {
  return origin ?? member.id;
}

/** Whether a member is in as many rooms as it may, besides the lobby. */
function isInAll({ rooms }: Place): boolean {
  return rooms.size > MAX_ROOMS_PER_MEMBER;
}

/** @param wait Milliseconds, more than 0. */
function tooOften(wait: number): Outcome {
  return { refused: { code: "too_often", seconds: Math.ceil(wait / 1000) } };
}
