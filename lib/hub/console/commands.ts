/**
 * What an operator can ask for, each with one line of help.
 *
 * @module
 */

/** What can stand in a place of a command, for completion. */
export type Slot = "command" | "person" | "room" | "switch" | "lock";

/** What commands are called. */
export type CommandName =
  | "help"
  | "who"
  | "rooms"
  | "invite"
  | "announce"
  | "kick"
  | "ban"
  | "bans"
  | "unban"
  | "mute"
  | "unmute"
  | "topic"
  | "lock"
  | "owner"
  | "history"
  | "stop";

/** One command. */
export interface Command {
  readonly name: CommandName;
  /** What comes after its name, as it is shown. */
  readonly takes: string;
  readonly help: string;
  /** What completes its words, in order. */
  readonly slots: readonly Slot[];
}

/** All commands, in the order in which they are listed. */
export const COMMANDS: readonly Command[] = [
  command("help", "[COMMAND]", "show this", "command"),
  command("who", "[ROOM]", "list everybody, or those in a room", "room"),
  command("rooms", "", "list the rooms"),
  command("invite", "[ROOM]", "show the invitations, to the server or to a room", "room"),
  command("announce", "TEXT", "tell everybody something"),
  command("kick", "NAME [ROOM]", "put somebody out, of the server or of a room", "person", "room"),
  command(
    "ban",
    "NAME [ROOM] [TIME]",
    "put somebody out, and keep them and their address out",
    "person",
    "room",
  ),
  command("bans", "[ROOM]", "list who is banned, from the server or from a room", "room"),
  command("unban", "ID [ROOM]", "lift a ban, by its number in the list"),
  command("mute", "NAME ROOM [TIME]", "let somebody say nothing in a room", "person", "room"),
  command("unmute", "NAME ROOM", "let somebody say something again", "person", "room"),
  command("topic", "ROOM TEXT", `say what a room is about; "" takes it away`, "room"),
  command(
    "lock",
    "ROOM PASSPHRASE|off",
    "let only those in who know a passphrase, or open it",
    "room",
    "lock",
  ),
  command("owner", "ROOM NAME", "make somebody in a room its owner", "room", "person"),
  command("history", "ROOM on|off", "keep the last texts of a room, or none", "room", "switch"),
  command("stop", "", "stop the server"),
];

/** The command of a name; whoever is used to a slash before it may type one. */
export function findCommand(name: string): Command | null {
  const sought = name.replace(/^\//, "").toLowerCase();
  return COMMANDS.find((one) => one.name === sought) ?? null;
}

/** How a command is used. */
export function usageOf({ name, takes }: Command): string {
  return takes === "" ? name : `${name} ${takes}`;
}

function command(
  name: CommandName,
  takes: string,
  help: string,
  ...slots: readonly Slot[]
): Command {
  return { name, takes, help, slots };
}
