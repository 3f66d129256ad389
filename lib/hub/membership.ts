/**
 * Coming into rooms and going out of them, and what everybody there learns of it.
 *
 * @module
 */
import type { LeftMessage, Member, RoomState } from "../message/from_server.ts";
import { secondsUntil } from "./clock.ts";
import { UNHEARD_MS } from "./departed.ts";
import { deliver, type Effect } from "./effect.ts";
import type { HubState } from "./hub_state.ts";
import { peopleMessages } from "./people_list.ts";
import type { Measured } from "./parts.ts";
import { type Place, shown } from "./places.ts";
import type { Refusal } from "./refusal.ts";
import type { Room } from "./room.ts";
import { standingMessages } from "./room_lists.ts";

/** How somebody goes. */
export type Going = Pick<LeftMessage, "reason" | "by">;

/** How a room is for one member. */
export function stateOf(hub: HubState, room: Room, place: Place, time: number): RoomState {
  const until = mutedUntil(place, room, time);
  return {
    room: room.name,
    kind: room.kind,
    topic: room.topic,
    ...(room.owner !== null && { owner: room.owner }),
    history: hub.archive.limitOf(room.history),
    ...(until !== null && { muted: until === Infinity ? 0 : secondsUntil(until, time) }),
  };
}

/** Why a member may say nothing in a room, or `null` if it may. */
export function muteOf(place: Place, room: Room, time: number): Refusal | null {
  const until = mutedUntil(place, room, time);
  if (until === null) return null;
  return { code: "muted", ...(until !== Infinity && { seconds: secondsUntil(until, time) }) };
}

/** The rooms a member is in, for itself. */
export function standing(hub: HubState, place: Place, time: number): readonly Effect[] {
  const states = [...place.rooms.values()].map((room) => stateOf(hub, room, place, time));
  return standingMessages(states).flatMap((part) => deliver([place.member.id], part));
}

/** The lists of all rooms a member is in, for itself. */
export function lists(place: Place): readonly Effect[] {
  return [...place.rooms.values()].flatMap((room) => listOf(room, place));
}

/** Puts a member into a room; it is not in it yet. */
export function putInto(room: Room, place: Place, time: number): void {
  room.put(shown(place));
  place.rooms.set(room.name, room);
  // Of those before it has heard everything.
  const lately = place.visits.filter((visit) => visit.time >= time - UNHEARD_MS);
  place.visits = [...lately, { room, time }];
}

/**
 * What a member gets of a room that it has just come into: who is there and what is kept, with the
 * people who have said it and are not on the server any more.
 */
export function introduce(hub: HubState, room: Room, place: Place): readonly Effect[] {
  const to = [place.member.id];
  return [
    ...listOf(room, place),
    ...introduceGone(hub, place, hub.archive.authorsOf(room.history)),
    ...hub.archive.past(room.history).flatMap((text) => deliver(to, text)),
  ];
}

/**
 * The people of {@linkcode introduce} again, for who comes back and may not have got them.
 *
 * @param cut When its connection was found to be cut.
 */
export function introduceAgain(hub: HubState, place: Place, cut: number): readonly Effect[] {
  const lately = place.visits.filter(({ time }) => time >= cut - UNHEARD_MS);
  const authors = lately.flatMap(({ room, time }) => {
    return hub.archive.authorsSince(room.history, time, cut);
  });
  return introduceGone(hub, place, authors);
}

/** Says who people are, of those who are not on the server any more. */
function introduceGone(
  hub: HubState,
  place: Place,
  people: readonly Measured<Member>[],
): readonly Effect[] {
  const gone = new Map(people.map((person) => [person.item.id, person]));
  for (const id of gone.keys()) if (hub.places.get(id) !== null) gone.delete(id);
  const parts = peopleMessages(gone.values());
  return parts.flatMap((part) => deliver([place.member.id], part));
}

/** Tells the others in a room that a member has come. */
export function tellJoined(room: Room, place: Place, time: number): readonly Effect[] {
  const member = shown(place);
  const joined = { type: "joined", room: room.name, member, time } as const;
  return deliver(room.everybody(), joined, member.id);
}

/**
 * Takes a member out of a room, tells the others, and gives the room to one of them if it was the
 * member's. A room without anybody ends.
 */
export function takeOut(
  hub: HubState,
  room: Room,
  place: Place,
  going: Going,
  time: number,
): readonly Effect[] {
  const { id: member } = place.member;
  room.remove(member);
  place.rooms.delete(room.name);
  const left: LeftMessage = { type: "left", room: room.name, member, ...going, time };
  const everybody = room.everybody();
  const effects = deliver(everybody, left);
  if (everybody.length === 0 && room !== hub.rooms.lobby) hub.rooms.close(room, time);
  if (room.owner !== member) return effects;
  const heir = heirOf(hub, room, time);
  if (heir === null) return effects;
  room.owner = heir;
  const owner = { type: "owner", room: room.name, owner: heir, time } as const;
  return [...effects, ...deliver(everybody, owner)];
}

/** Takes a member out of the server. */
export function takeOff(
  hub: HubState,
  place: Place,
  reason: LeftMessage["reason"],
  now: number,
): readonly Effect[] {
  const { member, spoke } = place;
  const time = hub.clock.stamp(now);
  hub.places.remove(place);
  hub.tags.rest(member.tag, now);
  // Who came and went in silence is not heard later, and pushes out nobody who is.
  if (spoke) hub.departed.add(member, time);
  // The lobby last: whoever is in it knows everybody until then.
  const rooms = [...place.rooms.values()].reverse();
  return rooms.flatMap((room) => takeOut(hub, room, place, { reason }, time));
}

/**
 * Who has been in a room longest of those who may say something there: whom its owner has silenced
 * is the last to rule in it.
 */
function heirOf(hub: HubState, room: Room, time: number): string | null {
  const everybody = room.everybody();
  const heir = everybody.find((id) => {
    const place = hub.places.get(id);
    return place !== null && mutedUntil(place, room, time) === null;
  });
  return heir ?? everybody[0] ?? null;
}

function listOf(room: Room, place: Place): readonly Effect[] {
  return room.list().flatMap((part) => deliver([place.member.id], part));
}

/** `null` if it may say something. */
function mutedUntil(place: Place, room: Room, time: number): number | null {
  const until = place.mutes.get(room);
  return until === undefined || until <= time ? null : until;
}
