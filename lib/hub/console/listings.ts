/**
 * Lists of people, rooms and bans, as an operator reads them.
 *
 * @module
 */
import type { Ban } from "../../message/from_server.ts";
import type { Census, CensusPerson, CensusRoom } from "../hub.ts";
import { formatDuration } from "./duration.ts";
import { placeName, shownName } from "./subject.ts";

/** Rooms of one person that are named; of more only the number is. */
const NAMED_ROOMS = 3;

/**
 * Everybody in a room.
 *
 * @param census Everybody.
 * @param room `null` is the server.
 */
export function listPeople({ people }: Census, room: string | null): readonly string[] {
  const there = room === null ? people : people.filter(({ rooms }) => rooms.includes(room));
  const count = there.length === 1 ? "1 person" : `${there.length} people`;
  const where = room === null ? "" : ` in #${room}`;
  if (there.length === 0) return [`Nobody is ${room === null ? "here" : `in #${room}`}.`];
  return [`${count}${where}:`, ...there.map((person) => personRow(person, room === null))];
}

/** Every room, the lobby first. */
export function listRooms({ people, rooms }: Census): readonly string[] {
  const names = new Map(people.map((person) => [person.id, shownName(person)]));
  return rooms.map((room) => {
    const owner = room.owner === null ? undefined : names.get(room.owner);
    const parts = [
      room.kind,
      room.people === 1 ? "1 person" : `${room.people} people`,
      ...(owner === undefined ? [] : [`owner ${owner}`]),
      ...(room.history === 0 ? [] : [`keeps ${room.history} texts`]),
      ...(room.topic === "" ? [] : [`topic: ${room.topic}`]),
    ];
    return `    #${room.room}  ${parts.join(", ")}`;
  });
}

/** Who is banned from a room. */
export function listBans(room: CensusRoom, bans: readonly Ban[]): readonly string[] {
  if (bans.length === 0) return [`Nobody is banned from ${placeName(room)}.`];
  const rows = bans.map((ban) =>
    `    ${String(ban.id).padStart(4)}  ${shownName(ban)}  ${
      ban.seconds === undefined ? "without an end" : `for ${formatDuration(ban.seconds)} yet`
    }`
  );
  return [`Banned from ${placeName(room)}:`, ...rows];
}

function personRow(person: CensusPerson, withRooms: boolean): string {
  const away = person.away ? "  (reconnecting)" : "";
  const named = person.rooms.slice(0, NAMED_ROOMS).map((room) => `#${room}`);
  const more = person.rooms.length - named.length;
  if (more > 0) named.push(`${more} more`);
  const rooms = withRooms && named.length > 0 ? `  in ${named.join(", ")}` : "";
  return `    ${shownName(person)}${away}${rooms}`;
}
