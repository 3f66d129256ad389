/**
 * What a text in the composer asks for: to be said, or something of pyChat itself.
 *
 * @module
 */
import { EXPORT_FORMATS } from "../../lib/api/intent.ts";
import { MAX_NAME_INPUT_UNITS, MAX_SAY_UNITS } from "../../lib/api/limits.ts";
import { THEMES } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { type Asked, type Place, wrong } from "./commands/asked.ts";
import { nearest } from "./commands/nearest.ts";
import { PERSON_COMMANDS } from "./commands/person.ts";
import { ROOM_COMMANDS } from "./commands/room.ts";

export type { Asked, Place } from "./commands/asked.ts";

/** The commands there are, in the order the help shows them. */
export const COMMANDS = [
  "help",
  "create",
  "join",
  "leave",
  "rooms",
  "topic",
  "msg",
  "nick",
  "me",
  "who",
  "ignore",
  "invite",
  "mute",
  "kick",
  "ban",
  "lock",
  "owner",
  "bans",
  "history",
  "export",
  "theme",
  "quit",
] as const;
/** One of {@linkcode COMMANDS}. */
export type Command = typeof COMMANDS[number];

/** How the Python program of the same name spelled its export. */
const OLD_EXPORT = "[export_chat]";

/**
 * Reads what is in the composer.
 *
 * A text that begins with `/` is a command and never sent; `//` stands for a `/` that is.
 *
 * @param text As it was typed.
 * @param place Where.
 */
export function askedBy(text: string, place: Place): Asked {
  const trimmed = text.trim();
  if (trimmed === "") return { type: "nothing" };
  if (trimmed === OLD_EXPORT) return exported("", place);
  if (!trimmed.startsWith("/")) return said(text, false);
  if (trimmed.startsWith("//")) return said(trimmed.slice(1), false);
  const gap = trimmed.search(/\s/);
  const name = (gap < 0 ? trimmed : trimmed.slice(0, gap)).slice(1).toLowerCase();
  const known = COMMANDS.find((command) => command === name);
  if (known !== undefined) return RULES[known](gap < 0 ? "" : trimmed.slice(gap).trim(), place);
  return wrong(words.wrong.unknown(name, nearest(name, COMMANDS)));
}

/** What each command does with what stands after it. */
const RULES: { readonly [C in Command]: (rest: string, place: Place) => Asked } = {
  help: alone("help", () => ({ type: "open", dialog: { kind: "help" } })),
  ...ROOM_COMMANDS,
  rooms: alone("rooms", () => ({ type: "open", dialog: { kind: "rooms" } })),
  leave: alone("leave", left),
  ...PERSON_COMMANDS,
  nick: renamed,
  me: (rest) => rest === "" ? wrong(words.wrong.meMissing) : said(rest, true),
  who: alone("who", () => ({ type: "people" })),
  invite: alone("invite", () => ({ type: "open", dialog: { kind: "invite" } })),
  export: exported,
  theme: themed,
  quit: alone("quit", () => ({ type: "open", dialog: { kind: "quit" } })),
};

/** A command that takes nothing: with more it is perhaps a text that only begins with a `/`. */
function alone(
  name: Command,
  rule: (place: Place) => Asked,
): (rest: string, place: Place) => Asked {
  return (rest, place) => rest === "" ? rule(place) : wrong(words.wrong.alone(name));
}

function said(text: string, action: boolean): Asked {
  const over = text.length - MAX_SAY_UNITS;
  return over > 0 ? wrong(words.compose.over(over)) : { type: "say", text, action };
}

/** Nobody leaves the lobby without leaving the server, which loses every conversation. */
function left({ conversation }: Place): Asked {
  return conversation.type === "room" && conversation.lobby
    ? { type: "open", dialog: { kind: "leave" } }
    : { type: "close" };
}

function renamed(name: string): Asked {
  if (name === "") return wrong(words.wrong.nickMissing);
  if (name.length > MAX_NAME_INPUT_UNITS) return wrong(words.wrong.nickLong);
  return { type: "do", intent: { type: "rename", name } };
}

function themed(rest: string): Asked {
  const theme = THEMES.find((known) => known === rest.toLowerCase());
  if (theme === undefined) return wrong(words.wrong.theme(rest));
  return { type: "do", intent: { type: "theme", theme } };
}

function exported(rest: string, { conversation }: Place): Asked {
  const asked = rest.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const all = asked.includes("all");
  const others = asked.filter((word) => word !== "all");
  const format = EXPORT_FORMATS.find((known) => known === (others[0] ?? "text"));
  const once = asked.length - others.length <= 1 && others.length <= 1;
  if (format === undefined || !once) return wrong(words.wrong.export(rest));
  return { type: "do", intent: { type: "export", in: all ? null : conversation.id, format } };
}
