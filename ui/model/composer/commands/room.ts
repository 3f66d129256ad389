/**
 * The commands about rooms.
 *
 * @module
 */
import {
  MAX_NAME_INPUT_UNITS,
  MAX_ROOM_PASSPHRASE_UNITS,
  MAX_TOPIC_UNITS,
  MIN_ROOM_PASSPHRASE_UNITS,
} from "../../../../lib/api/limits.ts";
import type { RoomView } from "../../../../lib/api/view.ts";
import { fullName } from "../../../words/durations.ts";
import { words } from "../../../words.ts";
import { firstWord } from "./arguments.ts";
import { type Asked, type Place, wrong } from "./asked.ts";

/** What only the owner of a room can do. */
export type OwnersCommand =
  | "topic"
  | "mute"
  | "kick"
  | "ban"
  | "lock"
  | "owner"
  | "bans"
  | "history";

/** What each of them does with what stands after it. */
export const ROOM_COMMANDS = { create, join, topic, lock, bans, history } as const;

function create(rest: string): Asked {
  const named = roomIn(rest, "create");
  if ("type" in named) return named;
  const { room, rest: how } = named;
  const { word, rest: passphrase } = firstWord(how) ?? { word: how, rest: "" };
  const kind = word.toLowerCase();
  if (kind === "" || kind === "hidden" && passphrase === "") {
    const hidden = kind === "hidden";
    return { type: "do", intent: { type: "create", room, hidden, passphrase: null } };
  }
  if (kind !== "locked") return wrong(words.wrong.createKind);
  if (passphrase === "") return wrong(words.wrong.createPassphrase);
  if (!isPassphrase(passphrase)) return wrong(words.wrong.passphrase);
  return { type: "do", intent: { type: "create", room, hidden: false, passphrase } };
}

function join(rest: string): Asked {
  const named = roomIn(rest, "join");
  if ("type" in named) return named;
  const passphrase = named.rest === "" ? null : named.rest;
  if (passphrase !== null && !isPassphrase(passphrase)) return wrong(words.wrong.passphrase);
  return { type: "do", intent: { type: "join_room", room: named.room, passphrase } };
}

function topic(rest: string, place: Place): Asked {
  const { conversation } = place;
  if (conversation.type === "private") return wrong(words.wrong.notRoom("topic"));
  if (rest === "") return { type: "open", dialog: { kind: "topic" } };
  const room = ownRoom("topic", place);
  if (typeof room === "string") return wrong(room);
  if (rest.length > MAX_TOPIC_UNITS) return wrong(words.wrong.topicLong(rest.length));
  return { type: "do", intent: { type: "topic", in: room.id, topic: rest } };
}

function lock(rest: string, place: Place): Asked {
  const room = ownRoom("lock", place);
  if (typeof room === "string") return wrong(room);
  if (rest === "") return { type: "open", dialog: { kind: "lock" } };
  const off = rest.toLowerCase() === "off";
  if (off && room.kind !== "locked") return wrong(words.wrong.notLocked);
  if (!off && !isPassphrase(rest)) return wrong(words.wrong.passphrase);
  return { type: "do", intent: { type: "lock", in: room.id, passphrase: off ? null : rest } };
}

function bans(rest: string, place: Place): Asked {
  const room = ownRoom("bans", place);
  if (typeof room === "string") return wrong(room);
  if (rest !== "") return wrong(words.wrong.alone("bans"));
  return { type: "open", dialog: { kind: "bans" } };
}

function history(rest: string, place: Place): Asked {
  const room = ownRoom("history", place);
  if (typeof room === "string") return wrong(room);
  const how = rest.toLowerCase();
  if (how !== "on" && how !== "off") return wrong(words.wrong.history);
  if (how === "on" && place.history === 0) return wrong(words.wrong.historyNone);
  if (how === "off" && room.history === 0) return wrong(words.wrong.historyOff);
  return { type: "do", intent: { type: "keep", in: room.id, keep: how === "on" } };
}

/** The room of this place, if it is the person's own; else what is wrong. */
export function ownRoom(command: OwnersCommand, place: Place): RoomView | string {
  const { conversation, me, here } = place;
  if (conversation.type === "private") return words.wrong.notRoom(command);
  if (conversation.over !== null) return words.wrong.over(command);
  if (conversation.lobby) return words.wrong.lobby(command);
  if (me !== null && conversation.owner === me.id) return conversation;
  const owner = here.find(({ id }) => id === conversation.owner);
  return words.wrong.notOwner(command, owner === undefined ? null : fullName(owner));
}

function roomIn(
  text: string,
  command: "create" | "join",
): Asked | { readonly room: string; readonly rest: string } {
  if (text === "") return wrong(words.wrong.roomMissing(command));
  const cut = firstWord(text);
  if (cut === null) return wrong(words.wrong.quote);
  const room = cut.word.startsWith("#") ? cut.word.slice(1) : cut.word;
  if (room === "") return wrong(words.wrong.roomMissing(command));
  return room.length > MAX_NAME_INPUT_UNITS
    ? wrong(words.wrong.roomLong)
    : { room, rest: cut.rest };
}

function isPassphrase({ length }: string): boolean {
  return length >= MIN_ROOM_PASSPHRASE_UNITS && length <= MAX_ROOM_PASSPHRASE_UNITS;
}
