/**
 * The commands about one person.
 *
 * @module
 */
import { MAX_SAY_UNITS } from "../../../../lib/api/limits.ts";
import type { Person, Present, RoomView } from "../../../../lib/api/view.ts";
import { fullName } from "../../../words/durations.ts";
import { words } from "../../../words.ts";
import { withEmoji } from "../../emoji/text.ts";
import { type Meant, whoIn } from "../../people.ts";
import { secondsOf } from "./arguments.ts";
import { type Asked, type Place, wrong } from "./asked.ts";
import { type OwnersCommand, ownRoom } from "./room.ts";

/** What each of them does with what stands after it. */
export const PERSON_COMMANDS = { msg, ignore, mute, kick, ban, owner } as const;

function msg(rest: string, place: Place): Asked {
  const found = find("msg", rest, place, everybody(place), () => true);
  if ("type" in found) return found;
  const text = withEmoji(found.rest, place.emoji);
  const over = text.length - MAX_SAY_UNITS;
  if (over > 0) return wrong(words.compose.over(over));
  return { type: "tell", to: found.person, text };
}

function ignore(rest: string, place: Place): Asked {
  const found = find("ignore", rest, place, everybody(place), isNothing);
  if ("type" in found) return found;
  const { id } = found.person;
  return { type: "do", intent: { type: "ignore", member: id, on: !place.ignored.has(id) } };
}

function mute(rest: string, place: Place): Asked {
  const found = member("mute", rest, place, isTime);
  if ("type" in found) return found;
  const target = { in: found.room.id, member: found.person.id };
  if (found.person.muted && found.rest === "") {
    return { type: "do", intent: { type: "unmute", ...target } };
  }
  const seconds = lasting(found.rest);
  if (typeof seconds === "string") return wrong(seconds);
  return { type: "do", intent: { type: "mute", ...target, seconds } };
}

function kick(rest: string, place: Place): Asked {
  const found = member("kick", rest, place, isNothing);
  if ("type" in found) return found;
  const intent = { type: "kick", in: found.room.id, member: found.person.id } as const;
  return { type: "do", intent };
}

function ban(rest: string, place: Place): Asked {
  const found = member("ban", rest, place, isTime);
  if ("type" in found) return found;
  const seconds = lasting(found.rest);
  if (typeof seconds === "string") return wrong(seconds);
  const target = { in: found.room.id, member: found.person.id };
  return { type: "do", intent: { type: "ban", ...target, seconds, sure: false } };
}

function owner(rest: string, place: Place): Asked {
  const found = member("owner", rest, place, isNothing);
  if ("type" in found) return found;
  return { type: "open", dialog: { kind: "hand_over", person: found.person } };
}

/** Who is on the server, and the partner of this conversation, who may have left. */
function everybody({ everybody, conversation }: Place): readonly Person[] {
  if (conversation.type !== "private") return everybody;
  const { partner } = conversation;
  return everybody.some(({ id }) => id === partner.id) ? everybody : [...everybody, partner];
}

/** What may stand after a name. */
type Fits = (rest: string) => boolean;

function isNothing(rest: string): boolean {
  return rest === "";
}

function isTime(rest: string): boolean {
  return rest === "" || secondsOf(rest) !== null;
}

/** Somebody in a room of the person's own. */
function member(
  command: OwnersCommand,
  rest: string,
  place: Place,
  fits: Fits,
): Asked | Meant<Present> & { readonly room: RoomView } {
  const room = ownRoom(command, place);
  if (typeof room === "string") return wrong(room);
  const found = find(command, rest, place, place.here, fits);
  return "type" in found ? found : { ...found, room };
}

/** The one person whom the beginning of a text means, who is not oneself. */
function find<Who extends Person>(
  command: PersonCommand,
  rest: string,
  place: Place,
  people: readonly Who[],
  fits: Fits,
): Asked | Meant<Who> {
  if (rest === "") return wrong(words.wrong.whom(command));
  const all = whoIn(rest, people);
  const fitting = all.filter((one) => fits(one.rest));
  const meant = fitting.length > 0 || fits === isNothing ? fitting : all;
  const [found] = meant;
  if (found === undefined) return wrong(absent(rest, place, fits));
  const other = meant.find(({ person }) => person.id !== found.person.id);
  if (other !== undefined) {
    return wrong(words.wrong.several(fullName(found.person), fullName(other.person)));
  }
  return found.person.id === place.me?.id ? wrong(words.wrong.self(command)) : found;
}

/** Why nobody is meant. */
function absent(rest: string, { everybody }: Place, fits: Fits): string {
  const [elsewhere] = whoIn(rest, everybody).filter((one) => fits(one.rest));
  return elsewhere === undefined
    ? words.wrong.nobody(rest)
    : words.wrong.notHere(fullName(elsewhere.person));
}

type PersonCommand = keyof typeof PERSON_COMMANDS | OwnersCommand;

/** How long something lasts; null is without an end. A text says what is wrong. */
function lasting(text: string): number | null | string {
  if (text === "") return null;
  const seconds = secondsOf(text);
  if (seconds === "long") return words.wrong.timeLong;
  return seconds ?? words.wrong.time(text);
}
