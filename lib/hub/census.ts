/**
 * Who and what is there, for the server's operator.
 *
 * @module
 */
import type { Member, RoomKind } from "../message/from_server.ts";
import { foldName } from "../message/name.ts";
import type { HubState } from "./hub_state.ts";

/** Stands between a name and its tag; no name has it. */
const DOT = "\u{b7}";
/** Longest text in which somebody is looked for, in UTF-16 units: no name or tag is that long. */
const MAX_SOUGHT_UNITS = 512;

/** Somebody who is in. */
export interface CensusPerson {
  readonly id: string;
  readonly name: string;
  readonly tag: string;
  /** Whether the connection is cut. */
  readonly away: boolean;
  /** The names of their rooms, without the lobby. */
  readonly rooms: readonly string[];
}

/** A room that there is. */
export interface CensusRoom {
  readonly room: string;
  readonly kind: RoomKind;
  /** How many are in it. */
  readonly people: number;
  /** The id of its owner; `null` is nobody. */
  readonly owner: string | null;
  /** May be empty. */
  readonly topic: string;
  /** How many texts are kept of it at most. */
  readonly history: number;
}

/** Everybody and every room. */
export interface Census {
  readonly people: readonly CensusPerson[];
  readonly rooms: readonly CensusRoom[];
}

/** Counts everybody and every room, in the order in which they came; the lobby is the first. */
export function takeCensus(hub: HubState): Census {
  return {
    people: hub.places.all().map(({ member: { id, name, tag }, away, rooms }) => ({
      id,
      name,
      tag,
      away: away !== null,
      rooms: [...rooms.values()].filter((room) => room !== hub.rooms.lobby)
        .map((room) => room.name),
    })),
    rooms: hub.rooms.all().map((room) => ({
      room: room.name,
      kind: room.kind,
      people: room.size,
      owner: room.owner,
      topic: room.topic,
      history: hub.archive.limitOf(room.history),
    })),
  };
}

/**
 * Whom a text means: by the name, by the tag, or by both with a dot between.
 *
 * @param text As it was typed.
 * @returns Two where one has the name and another one wears it as a tag; mostly one, or none.
 */
export function findPerson(hub: HubState, text: string): readonly Member[] {
  const sought = text.trim();
  if (sought.length > MAX_SOUGHT_UNITS) return [];
  const [name = "", tag, ...more] = sought.split(DOT);
  const people = hub.places.all().map(({ member }) => member);
  if (tag === undefined) {
    const fold = foldName(name);
    return people.filter((person) => foldName(person.name) === fold || person.tag === name);
  }
  return people.filter((person) =>
    more.length === 0 && person.tag === tag && foldName(person.name) === foldName(name)
  );
}
