/**
 * Why something was refused, and what an operator can do.
 *
 * @module
 */
import {
  MAX_BANS,
  MAX_ROOM_PASSPHRASE_UNITS,
  MAX_TOPIC_UNITS,
  MIN_ROOM_PASSPHRASE_UNITS,
} from "../../limits.ts";
import type { Refusal } from "../places.ts";
import { placeName, shownName, type Subject } from "./subject.ts";

/**
 * The sentence for it.
 *
 * @param refusal What the hub says.
 * @param subject What was to be done to whom.
 * @param surely What is to be typed by who wants it all the same.
 */
export function refusalSentence(
  { code }: Refusal,
  { room, member }: Subject,
  surely: string,
): string {
  const who = member === undefined ? "Nobody" : shownName(member);
  switch (code) {
    case "lobby":
      return "That cannot be done with the lobby: everybody is in it.";
    case "unknown_room":
      return `There is no room #${room.room} any more.`;
    case "no_member":
      return `${who} is not in #${room.room}. “who” lists who is in which room.`;
    case "passphrase_invalid":
      return `A passphrase of a room has ${MIN_ROOM_PASSPHRASE_UNITS} to ` +
        `${MAX_ROOM_PASSPHRASE_UNITS} letters; one with blanks stands in quotes.`;
    case "topic_invalid":
      return `A topic has at most ${MAX_TOPIC_UNITS} letters.`;
    case "no_ban":
      return "There is no ban of that number there. “bans” lists those there are.";
    case "bans_full":
      return `There are ${MAX_BANS} bans from ${placeName(room)}, which is all there can be. ` +
        "“unban” lifts one.";
    case "ban_shared":
      return `Others come from the same address as ${who}, and could not come in again either ` +
        `once they have left. To do it all the same: ${surely}`;
    case "ban_no_address":
      return `${who} comes from where addresses are not told apart (“exempt”), so that who ` +
        `connects anew is not known again. To do it all the same: ${surely}`;
    default:
      return `The server refused that (${code}).`;
  }
}
