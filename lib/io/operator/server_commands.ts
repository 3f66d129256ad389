/**
 * What an operator does with a server besides starting it.
 *
 * @module
 */
import { keyWords } from "../../crypto/words.ts";
import { administer } from "./admin_command.ts";
import { formatStatus } from "./control_status.ts";
import { findStatus, foldersOf } from "./find_server.ts";
import { exportKey, importKey } from "./key_transfer.ts";
import { readOptions } from "../options.ts";
import { usualFolder } from "./server_options.ts";
import { setupScript, undoScript } from "../setup/setup_script.ts";
import { StartError } from "../start_error.ts";
import { complain, print } from "../terminal.ts";

const STATUS_USAGE = `pychat-server status: show how the running server is.

Usage: pychat-server status [OPTIONS]

      --data DIR  ask the server that has its data in this folder; without it,
                  that of this user, or else the system service
      --json      print the answer as one line of JSON
      --help      print this`;

const KEY_USAGE = `pychat-server key: take a server's identity from one machine to another.

Usage: pychat-server key export FILE|- [--data DIR]
       pychat-server key import FILE|- [--data DIR]

export copies the identity key to a new file, or with - to the standard output.
import puts it into a data folder that has none, from a file or with - from the
standard input. Whoever has the key can be the server: keep a copy of it as you
keep a password.

      --data DIR  the server's data folder
      --help      print this`;

const SETUP_USAGE = `pychat-server setup: print a script that makes the program a system service.

Usage: pychat-server setup | sudo sh          install or update the service
       pychat-server setup --undo | sudo sh   remove it

      --undo  print the script that removes the service
      --help  print this`;

/**
 * Does what the first word says, if it is a command.
 *
 * @param args The words after the program's name.
 * @param consoleHelp What a server's console can do, line by line.
 * @returns Whether it was one; if not, a server is to be started.
 * @throws {StartError} If the command is not understood or cannot be done.
 */
export async function runCommand(
  args: readonly string[],
  consoleHelp: readonly string[] = [],
): Promise<boolean> {
  const [command, ...rest] = args;
  if (command === "status") await showStatus(rest);
  else if (command === "admin") await administer(rest, consoleHelp);
  else if (command === "key") await transferKey(rest);
  else if (command === "setup") printSetup(rest);
  else return false;
  return true;
}

async function showStatus(args: readonly string[]): Promise<void> {
  const names = { string: ["data"], boolean: ["json", "help"], alias: {}, words: 0 } as const;
  const { string: given, boolean: flags } = readOptions(args, names);
  if (flags.help) return print(STATUS_USAGE);
  const status = await findStatus(foldersOf(given.data));
  print(flags.json ? JSON.stringify(status) : formatStatus(status));
}

async function transferKey(args: readonly string[]): Promise<void> {
  const names = { string: ["data"], boolean: ["help"], alias: {}, words: 2 } as const;
  const { string: given, boolean: flags, words } = readOptions(args, names);
  if (flags.help) return print(KEY_USAGE);
  const [action, file] = words;
  if ((action !== "export" && action !== "import") || file === undefined) {
    throw new StartError("It is “key export FILE” or “key import FILE”; --help tells more.");
  }
  const folder = given.data ?? usualFolder();
  if (action === "export") {
    const publicKey = await exportKey(folder, file);
    // The standard output may be the key's own way.
    const say = file === "-" ? complain : print;
    if (file !== "-") say(`The key is in ${file} now. Whoever has that file can be the server.`);
    return say(await keyLines(publicKey));
  }
  if (file === "-" && Deno.stdin.isTerminal()) {
    complain("Paste the line with the key, then press Enter and Ctrl+D.");
  }
  const { folder: real, publicKey, made } = await importKey(folder, file);
  print(made ? `The key is in ${real} now.` : `The key was in ${real} already.`);
  print(await keyLines(publicKey));
}

/** What an operator compares on the old machine and the new one. */
async function keyLines(publicKey: Uint8Array): Promise<string> {
  const key = publicKey.toBase64({ alphabet: "base64url", omitPadding: true });
  return `Its words:\n    ${(await keyWords(publicKey)).join(" ")}\nThe public key:\n    ${key}`;
}

function printSetup(args: readonly string[]): void {
  const names = { string: [], boolean: ["undo", "help"], alias: {}, words: 0 } as const;
  const { boolean: flags } = readOptions(args, names);
  if (flags.help) return print(SETUP_USAGE);
  if (Deno.build.os !== "linux") {
    throw new StartError("setup is for Linux: it makes a service of systemd.");
  }
  if (!Deno.build.standalone) {
    throw new StartError(
      "setup is for the downloaded program, which it installs; this one runs from its source.",
    );
  }
  print(flags.undo ? undoScript() : setupScript(Deno.execPath()));
}
