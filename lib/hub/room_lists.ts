/**
 * Lists of a member's rooms and of bans, in parts that each fit a packet.
 *
 * @module
 */
import type { Ban, BanListMessage, RoomState, StandingMessage } from "../message/from_server.ts";
import { listMessages, measured } from "./parts.ts";

/** The rooms a member is in, as messages: at least one, and the last one says so. */
export function standingMessages(states: readonly RoomState[]): readonly StandingMessage[] {
  return listMessages(
    states.map(measured),
    (rooms, last): StandingMessage => ({ type: "standing", rooms, last }),
  );
}

/** Who is banned from a room, as messages: at least one, and the last one says so. */
export function bansMessages(room: string, bans: readonly Ban[]): readonly BanListMessage[] {
  return listMessages(
    bans.map(measured),
    (bans, last): BanListMessage => ({ type: "bans", room, bans, last }),
  );
}
