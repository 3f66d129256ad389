/**
 * What an operator asks of the server as a whole.
 *
 * @module
 */
import { MAX_TEXT_LINES, MAX_TEXT_UNITS } from "../../limits.ts";
import { checkText, normaliseText } from "../../message/text.ts";
import { LOBBY } from "../hub.ts";
import { type Answer, ConsoleError, said } from "./answer.ts";
import type { Asking } from "./asking.ts";
import { COMMANDS, findCommand, usageOf } from "./commands.ts";
import { listPeople, listRooms } from "./listings.ts";

const NOTES = [
  'NAME is a name, a tag or both (ada·k7qd); one with blanks stands in quotes: "Ada L".',
  "TIME is 30s, 10m, 2h or 3d; without it there is no end. Without ROOM it is the whole server.",
];

/** What there is, or how one of it is used. */
export function help(asking: Asking): Answer {
  const word = asking.word();
  asking.end();
  if (word === null) return said(...helpLines());
  const command = findCommand(word);
  if (command === null) throw new ConsoleError(unknownCommand(word));
  return said(helpRow(command));
}

/** All there is. */
export function helpLines(): readonly string[] {
  return [...COMMANDS.map(helpRow), "", ...NOTES];
}

/** Everybody. */
export function who(asking: Asking): Answer {
  const room = asking.roomOrLobby();
  asking.end();
  return said(...listPeople(asking.desk.hub.census(), room.room === LOBBY ? null : room.room));
}

/** Every room. */
export function rooms(asking: Asking): Answer {
  asking.end();
  return said(...listRooms(asking.desk.hub.census()));
}

/** Invitations, the first one as a code too. */
export function invite(asking: Asking): Answer {
  const room = asking.roomOrLobby();
  asking.end();
  const invitations = asking.desk.invitations(room.room === LOBBY ? null : room.room);
  const lines = invitations.map((one) => `    ${one}`);
  if (room.kind === "locked") lines.push(`Who comes into #${room.room} must know its passphrase.`);
  return { ...said(...lines), invitation: invitations[0] ?? null };
}

/** Tells everybody something. */
export function announce(asking: Asking): Answer {
  const text = normaliseText(asking.text() ?? asking.wrong());
  const check = checkText(text);
  if (check === "text_empty") return asking.wrong();
  if (check === "text_too_long") {
    throw new ConsoleError(
      `That is too long: a text has at most ${MAX_TEXT_UNITS} letters and ${MAX_TEXT_LINES} lines.`,
    );
  }
  asking.desk.switchboard.operate((hub) => hub.announce(text, asking.now));
  const { size } = asking.desk.hub;
  return said(`Told ${size === 1 ? "1 person" : `${size} people`}.`);
}

/** Ends the server. */
export function stop(asking: Asking): Answer {
  asking.end();
  return { ...said("The server stops."), stop: true };
}

/** The sentence for what is no command. */
export function unknownCommand(word: string): string {
  return `There is no command “${word}”. “help” lists those there are.`;
}

function helpRow(command: typeof COMMANDS[number]): string {
  return `    ${usageOf(command).padEnd(26)}${command.help}`;
}
