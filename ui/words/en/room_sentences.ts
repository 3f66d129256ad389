/**
 * A sentence for every problem that there can be in a room, and for every name that is refused.
 *
 * @module
 */
import { MAX_ROOM_GRAPHEMES } from "../../../lib/api/limits.ts";
import type { NameRule, Problem } from "../../../lib/api/view.ts";
import { numberOf } from "../../format.ts";
import { durationOf, fullName } from "../durations.ts";

/** A problem that only a room can make, or being put out of one. */
export type RoomProblem = Extract<
  Problem,
  {
    readonly code:
      | "kicked"
      | "banned"
      | "no_entry"
      | "room_taken"
      | "room_name"
      | "room_passphrase"
      | "topic_too_long"
      | "too_many_rooms"
      | "too_many_private"
      | "rooms_full"
      | "lobby"
      | "not_owner"
      | "not_in_room"
      | "muted"
      | "text_empty"
      | "text_too_long"
      | "no_member"
      | "no_ban"
      | "bans_full"
      | "ban_shared"
      | "ban_no_address"
      | "too_late"
      | "no_text"
      | "not_waiting"
      | "not_connected"
      | "one_room";
  }
>;
type OutProblem = Extract<Problem, { readonly code: "kicked" | "banned" }>;

/** What stands in the way in a room, and what to do about it. */
export function roomSentence(problem: RoomProblem): string {
  switch (problem.code) {
    case "kicked":
    case "banned":
      return outSentence(problem);
    case "no_entry":
      return problem.passphrase
        ? `There is no room ${problem.room}, or that is not its passphrase. The server does not say which.`
        : `There is no room ${problem.room}, or it has a passphrase. The server does not say which.`;
    case "room_taken":
      return `There is a room ${problem.room} already, or one that is called nearly so. Choose another name, or join it.`;
    case "room_name":
      return nameSentence(problem.rule, MAX_ROOM_GRAPHEMES);
    case "room_passphrase":
      return `The passphrase of a room has ${numberOf(problem.least)} to ${
        numberOf(problem.most)
      } letters.`;
    case "topic_too_long":
      return `That topic is too long. Use at most ${numberOf(problem.most)} letters.`;
    case "too_many_rooms":
      return "You are in as many rooms as one person can be in. Leave one first.";
    case "too_many_private":
      return "You have as many private conversations as pyChat keeps. Close one first.";
    case "rooms_full":
      return "This server has no space for another room. Try again when one is gone.";
    case "lobby":
      return "The lobby is for everybody: nobody owns it, and it can be neither locked nor left. To go, leave the server.";
    case "not_owner":
      return `Only whoever owns ${problem.room} can do that.`;
    case "not_in_room":
      return `You are not in ${problem.room} just now.`;
    case "muted":
      return problem.seconds === null
        ? `You are muted in ${problem.room}. Ask whoever owns it.`
        : `You are muted in ${problem.room} for another ${durationOf(problem.seconds)}.`;
    case "text_empty":
      return "There is nothing to see in that text. Delete the message instead.";
    case "text_too_long":
      return `One message has at most ${numberOf(problem.most)} letters and ${
        numberOf(problem.lines)
      } lines. Shorten it.`;
    case "no_member":
      return problem.person === null
        ? "Whom this was about is not here any more."
        : `${fullName(problem.person)} is not here any more.`;
    case "no_ban":
      return "That ban has ended or was lifted.";
    case "bans_full":
      return "There are as many bans as there can be. Lift one first.";
    case "ban_shared":
      return `Others are connected from the same place as ${
        fullName(problem.person)
      }. Nobody was banned yet.`;
    case "ban_no_address":
      return `The server cannot tell where ${
        fullName(problem.person)
      } comes from. Nobody was banned yet.`;
    case "too_late":
      return "That text is too old to be changed or deleted: it can be done for ten minutes.";
    case "no_text":
      return "The server does not have that text any more, so it cannot be changed or deleted.";
    case "not_waiting":
      return "That text has gone out already, or was deleted: it cannot take other words here.";
    case "not_connected":
      return "You are not connected just now. Try again when we are back.";
    case "one_room":
      return "This server is older than rooms: it has the lobby and nothing else.";
  }
}

function outSentence({ code, room, seconds }: OutProblem): string {
  const where = room === null ? "this server" : room;
  const until = seconds === null ? "" : ` You can come in again in ${durationOf(seconds)}.`;
  if (code === "kicked") return `You were put out of ${where}.${until}`;
  return until === ""
    ? `You are banned from ${where}. Ask whoever ${room === null ? "runs" : "owns"} it.`
    // Who was only put out is told the same by the server, for a minute.
    : `You are kept out of ${where}.${until}`;
}

/** Which rule a name broke; `most` is how many letters it may have. */
export function nameSentence(rule: NameRule, most: number): string {
  switch (rule) {
    case "empty":
      return "A name needs at least one letter.";
    case "too_long":
      return `That name is too long. Use at most ${most} letters.`;
    case "characters":
      return "There is something in that name that names cannot have. Use letters, digits, hyphens, dots and single blanks.";
    case "marks":
      return "There are too many accents on one letter in that name.";
    case "mixed_scripts":
      return "That name mixes alphabets, which makes it easy to pass for somebody else. Use one.";
    case "script":
      return "That name uses an alphabet pyChat does not know. Use another.";
    case "no_letter":
      return "A name needs at least one letter.";
    case "reserved":
      return "That name would be mistaken for something else. Choose another.";
  }
}
