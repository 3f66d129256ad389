/**
 * What a command is about, and how answers name it.
 *
 * @module
 */
import type { Member } from "../../message/from_server.ts";
import { type CensusRoom, LOBBY } from "../hub.ts";

/** A room, and somebody in it where there is one. */
export interface Subject {
  readonly room: CensusRoom;
  readonly member?: Member;
}

/** Somebody as they are shown: two people never look alike by their tags. */
export function shownName({ name, tag }: { readonly name: string; readonly tag: string }): string {
  return `${name}·${tag}`;
}

/** A room as it is shown where something is done in it; the lobby stands for the server. */
export function placeName({ room }: CensusRoom): string {
  return room === LOBBY ? "the server" : `#${room}`;
}
