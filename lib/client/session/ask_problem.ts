/**
 * Why something was refused that was asked of the server, as pages are told.
 *
 * @module
 */
import type { Problem, Refusal } from "../../api/view.ts";
import { MAX_TEXT_LINES, MAX_TEXT_UNITS } from "../../limits.ts";
import type { ErrorCode, ErrorMessage } from "../../message/from_server.ts";
import { knownSeconds } from "../conversation/known_seconds.ts";
import type { Asked } from "./asks.ts";
import { ROOM_PASSPHRASE, TOPIC_TOO_LONG } from "./room_asks.ts";

/** Why a text was not taken. */
export function refusalOf(code: ErrorCode): Refusal {
  switch (code) {
    case "text_empty":
    case "text_too_long":
    case "muted":
      return code;
    case "no_member":
    case "unknown_room":
    case "no_entry":
      return "gone";
    default:
      return "refused";
  }
}

/** Why other words for a text cannot be. */
export function textProblem(code: "text_empty" | "text_too_long"): Problem {
  return code === "text_empty" ? { code } : { code, most: MAX_TEXT_UNITS, lines: MAX_TEXT_LINES };
}

/**
 * What to tell of something that was refused.
 *
 * @param error What the server said.
 * @param asked What was asked.
 * @param room The name of the room it was about; empty where it was about none.
 */
export function askProblem({ code, seconds }: ErrorMessage, asked: Asked, room: string): Problem {
  const known = knownSeconds(seconds);
  switch (code) {
    case "too_often":
      return { code, seconds: known ?? 0 };
    case "banned":
      return { code, room, seconds: known };
    case "no_entry":
      return { code, room, passphrase: asked.type === "join" && asked.passphrase !== null };
    case "room_taken":
    case "not_owner":
      return { code, room };
    case "room_invalid": // our own check let it pass, so the server knows a rule we do not
      return { code: "room_name", rule: "reserved" };
    case "passphrase_invalid":
      return ROOM_PASSPHRASE;
    case "topic_invalid":
      return TOPIC_TOO_LONG;
    case "too_many_rooms":
    case "rooms_full":
    case "lobby":
    case "no_ban":
    case "bans_full":
    case "too_late":
    case "no_text":
      return { code };
    case "no_member":
      return { code, person: "person" in asked ? asked.person : null };
    case "unknown_room":
      return { code: "not_in_room", room };
    case "muted":
      return { code, room, seconds: known };
    case "text_empty":
    case "text_too_long":
      return textProblem(code);
    case "ban_shared":
    case "ban_no_address":
      if (asked.type !== "ban") return { code: "not_done" };
      return { code, in: asked.in, person: asked.person, seconds: asked.seconds };
    default:
      return { code: "not_done" };
  }
}
