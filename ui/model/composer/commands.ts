/**
 * What a text in the composer asks for: to be said, or something of pyChat itself.
 *
 * @module
 */
import { EXPORT_FORMATS } from "../../../lib/api/export_format.ts";
import { MAX_NAME_INPUT_UNITS, MAX_SAY_UNITS, MAX_SEARCH_UNITS } from "../../../lib/api/limits.ts";
import { THEMES } from "../../../lib/api/view.ts";
import { words } from "../../words.ts";
import { type Asked, type Place, wrong } from "./commands/asked.ts";
import { nearest } from "./commands/nearest.ts";
import { PERSON_COMMANDS } from "./commands/person.ts";
import { ROOM_COMMANDS } from "./commands/room.ts";
import type { EmojiTable } from "../emoji/codes.ts";
import { withEmoji } from "../emoji/text.ts";
import { joined } from "./pasted.ts";

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
  "search",
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
  "keys",
  "quit",
] as const;
/** One of {@linkcode COMMANDS}. */
export type Command = typeof COMMANDS[number];

/** How the Python program of the same name spelled its export. */
const OLD_EXPORT = "[export_chat]";

/** These say what stands behind them, and with it what is pasted. */
const SAYING: ReadonlySet<string> = new Set<Command>(["me", "msg"]);

/**
 * Reads what is in the composer.
 *
 * A text that begins with `/` is a command and never sent; `//` stands for a `/` that is.
 *
 * @param text As it was typed.
 * @param place Where.
 * @param block What was pasted besides. It goes only with what is said, and is never a command.
 */
export function askedBy(text: string, place: Place, block = ""): Asked {
  if (block !== "" && text.trim() === "") return said(block, false, place);
  const whole = isCommand(text) ? text : joined(text, block);
  const trimmed = whole.trim();
  if (trimmed === "") return { type: "nothing" };
  if (trimmed === OLD_EXPORT) return exported("", place);
  if (trimmed.startsWith("//")) return said(trimmed.slice(1), false, place);
  const { name, rest } = commandIn(trimmed) ?? {};
  if (name === undefined || rest === undefined) return said(whole, false, place);
  const known = COMMANDS.find((command) => command === name);
  if (known !== undefined) return RULES[known](rest, place);
  return wrong(words.wrong.unknown(name, nearest(name, COMMANDS)));
}

/** Whether a text is a command that says nothing to anybody. */
export function isCommand(text: string): boolean {
  const name = commandIn(text.trim())?.name;
  return name !== undefined && !SAYING.has(name);
}

/**
 * How many UTF-16 units would be sent of what is in the composer.
 *
 * @param text As it was typed.
 * @param block What was pasted besides.
 * @param emoji The emoji whose codes may stand in it.
 */
export function unitsSaid(text: string, block: string, emoji: EmojiTable | null): number {
  const { name, rest = "" } = commandIn(text.trim()) ?? {};
  const typed = name === "me"
    ? rest
    : text.trimStart().startsWith("//")
    ? text.trim().slice(1)
    : text;
  return withEmoji(joined(typed, block), emoji).length;
}

/** The command at the beginning of a text, and what stands behind it, without blanks around. */
function commandIn(trimmed: string): { readonly name: string; readonly rest: string } | null {
  if (!trimmed.startsWith("/") || trimmed.startsWith("//")) return null;
  const gap = trimmed.search(/\s/);
  if (gap < 0) return { name: trimmed.slice(1).toLowerCase(), rest: "" };
  return { name: trimmed.slice(1, gap).toLowerCase(), rest: trimmed.slice(gap).trim() };
}

/** What each command does with what stands after it. */
const RULES: { readonly [C in Command]: (rest: string, place: Place) => Asked } = {
  help: alone("help", () => ({ type: "open", dialog: { kind: "help" } })),
  ...ROOM_COMMANDS,
  rooms: alone("rooms", () => ({ type: "open", dialog: { kind: "rooms" } })),
  leave: alone("leave", left),
  ...PERSON_COMMANDS,
  nick: renamed,
  me: (rest, place) => rest === "" ? wrong(words.wrong.meMissing) : said(rest, true, place),
  who: alone("who", () => ({ type: "people" })),
  search: (rest) => ({
    type: "open",
    dialog: { kind: "search", text: rest.slice(0, MAX_SEARCH_UNITS) },
  }),
  keys: alone("keys", () => ({ type: "open", dialog: { kind: "keys" } })),
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

function said(typed: string, action: boolean, { emoji }: Place): Asked {
  const text = withEmoji(typed, emoji);
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
