/**
 * Who is here: coming, being cut off, coming back, going, and being called something else.
 *
 * @module
 */
import type { ClientHello, RenameMessage } from "../message/from_client.ts";
import type { LeftMessage, Member, WelcomeMessage } from "../message/from_server.ts";
import { deliver, type Effect } from "./effect.ts";
import type { HubState } from "./hub_state.ts";
import {
  introduce,
  introduceAgain,
  lists,
  putInto,
  standing,
  takeOff,
  tellJoined,
} from "./membership.ts";
import { peopleMessages } from "./people_list.ts";
import { done, type Outcome } from "./outcome.ts";
import { type Place, shown } from "./places.ts";
import type { Refusal } from "./refusal.ts";

/** Somebody is in, or is told why not. */
export type Entry =
  | {
    readonly member: Member;
    /** For the newcomer, before the effects. */
    readonly welcome: WelcomeMessage;
    readonly effects: readonly Effect[];
  }
  | { readonly refused: Refusal };

/** Somebody is back, and is told so before the effects. */
export interface Return {
  readonly you: Member;
  readonly time: number;
  readonly effects: readonly Effect[];
}

/** Lets people in and out. Everybody is in the lobby, so what is told there is told to all. */
export class Presence {
  readonly #hub: HubState;

  constructor(hub: HubState) {
    this.#hub = hub;
  }

  /** Somebody comes. */
  enter(hello: ClientHello, origin: string | null, now: number): Entry {
    const { archive, clock, places, rooms: { lobby }, tags } = this.#hub;
    const time = clock.stamp(now);
    // Who was away when it was put out does not know, and would come back from another address.
    const banned = lobby.bans.against(hello.resume?.member ?? null, origin, time);
    if (banned !== null) return { refused: banned };
    const name = places.freeName(hello.name, null, time);
    if ("refused" in name) return name;
    const place = places.add({ name: name.free, tag: tags.take(now), origin }, time);
    const { member } = place;
    putInto(lobby, place, time);
    const welcome: WelcomeMessage = {
      type: "welcome",
      you: member,
      room: lobby.name,
      history: archive.most,
      time,
      rooms: true,
    };
    const effects = [
      // Clients that do not number are told nothing at their start that they may not know.
      ...(hello.delivery === true ? standing(this.#hub, place, time) : []),
      ...introduce(this.#hub, lobby, place),
      ...tellJoined(lobby, place, time),
    ];
    return { member, welcome, effects };
  }

  /** Somebody's connection is cut. Nothing happens if it was before. */
  lose(place: Place, now: number, until: number): readonly Effect[] {
    if (place.away !== null) return [];
    const time = this.#hub.clock.stamp(now);
    const { id: member } = place.member;
    place.away = { since: time, until: time + until - now };
    this.#update(place);
    const { lobby } = this.#hub.rooms;
    return deliver(lobby.everybody(), { type: "reconnecting", member, time }, member);
  }

  /** Somebody has a connection again. */
  regain(place: Place, origin: string | null, now: number): Return {
    const { clock, departed, places, rooms: { lobby } } = this.#hub;
    const time = clock.stamp(now);
    const { away, member: you, entered } = place;
    const cut = away?.since ?? time;
    place.away = null;
    places.move(place, origin);
    if (away !== null) this.#update(place);
    const reconnected = { type: "reconnected", member: you.id, time } as const;
    const gone = peopleMessages(departed.unknownTo(entered, cut));
    const effects = [
      ...standing(this.#hub, place, time),
      ...gone.flatMap((part) => deliver([you.id], part)),
      ...introduceAgain(this.#hub, place, cut),
      ...lists(place),
      ...(away === null ? [] : deliver(lobby.everybody(), reconnected, you.id)),
    ];
    return { you, time, effects };
  }

  /** Somebody goes for good. */
  leave(place: Place, reason: LeftMessage["reason"], now: number): readonly Effect[] {
    return takeOff(this.#hub, place, reason, now);
  }

  /** Somebody wants another name. */
  rename(place: Place, message: RenameMessage, now: number): Outcome {
    const { archive, clock, places, rooms } = this.#hub;
    const time = clock.stamp(now);
    const name = places.freeName(message.name, place, time);
    if ("refused" in name) return name;
    if (name.free === place.member.name) return done();
    places.rename(place, name.free);
    archive.rename(place.member);
    this.#update(place);
    const notice = { type: "renamed", member: place.member.id, name: name.free, time } as const;
    return done(deliver(rooms.lobby.everybody(), notice));
  }

  /** Brings the lists of all rooms somebody is in up to date. */
  #update(place: Place): void {
    for (const room of place.rooms.values()) room.put(shown(place));
  }
}
