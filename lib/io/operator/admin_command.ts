/**
 * `pychat-server admin`: one line for the console of a server that runs.
 *
 * @module
 */
import { MAX_ASK_BYTES } from "../../limits.ts";
import { printableLine } from "../printable.ts";
import { StartError } from "../start_error.ts";
import { readSmallText } from "../files/small_text.ts";
import { complain, print } from "../terminal.ts";
import { findAnswer, foldersOf } from "./find_server.ts";
import { standardSpace } from "./screen.ts";
import { formatTold, readTold } from "./told.ts";

const USAGE = `pychat-server admin: tell the running server to do something.

Usage: pychat-server admin [--data DIR] COMMAND …
       pychat-server admin [--data DIR] -   read it from the standard input,
                                            where nobody sees a passphrase

      --data DIR  tell the server that has its data in this folder; without it,
                  that of this user, or else the system service
      --help      print this`;

const COMMANDS = "The commands, which can also be typed where the server runs:";

/** What stands on the command line of `admin`. */
export interface AdminWords {
  readonly help: boolean;
  /** The folder that is named. */
  readonly data: string | undefined;
  /** The line for the console; empty is none. */
  readonly line: string;
}

/**
 * Tells a server what stands on the command line, and prints what it says.
 *
 * @param args The words after `admin`.
 * @param consoleHelp What a server's console can do, line by line.
 * @throws {StartError} If it refuses, with its reason; or if there is none.
 */
export async function administer(
  args: readonly string[],
  consoleHelp: readonly string[],
): Promise<void> {
  const { help, data, line: typed } = readAdminWords(args);
  if (help || typed === "") return print([USAGE, "", COMMANDS, ...consoleHelp].join("\n"));
  if (Deno.build.os === "windows") {
    throw new StartError("On Windows a server that runs can be told nothing but in its terminal.");
  }
  const ask = { ask: "admin", line: typed === "-" ? await readInput() : typed };
  const bytes = new TextEncoder().encode(JSON.stringify(ask)).length;
  if (bytes > MAX_ASK_BYTES) {
    throw new StartError(
      `That is too long by ${bytes - MAX_ASK_BYTES} bytes. It fits in the terminal of the server.`,
    );
  }
  const told = await findAnswer(foldersOf(data), ask, readTold);
  if (!told.done) throw new StartError(told.lines.map(printableLine).join(" "));
  const lines = formatTold(told, standardSpace());
  if (lines.length > 0) print(lines.join("\n"));
}

/**
 * Reads it: options stand before the command, or `--data DIR` behind it.
 *
 * @param args The words after `admin`.
 * @throws {StartError} If an option is unknown or lacks its value.
 */
export function readAdminWords(args: readonly string[]): AdminWords {
  let rest = args;
  let help = false;
  let data: string | undefined;
  const take = (words: number, folder: string | undefined): void => {
    if (folder === undefined || folder === "") throw new StartError("--data needs a value.");
    if (data !== undefined) throw new StartError("--data is given more than once.");
    data = folder;
    rest = words > 0 ? rest.slice(words) : rest.slice(0, words);
  };
  for (let option = rest[0]; option?.startsWith("-"); option = rest[0]) {
    if (option === "-") break;
    if (option === "--") {
      rest = rest.slice(1);
      break;
    }
    if (option === "--data") take(2, rest[1]);
    else if (option.startsWith("--data=")) take(1, option.slice("--data=".length));
    else if (option === "--help") [help, rest] = [true, rest.slice(1)];
    else throw new StartError(`There is no option ${option}. --help lists those there are.`);
  }
  if (rest.length > 2 && rest.at(-2) === "--data") take(-2, rest.at(-1));
  else if (rest.length > 1 && rest.at(-1)?.startsWith("--data=")) {
    take(-1, rest.at(-1)?.slice("--data=".length));
  }
  return { help, data, line: rest.map(quoted).join(" ") };
}

async function readInput(): Promise<string> {
  if (Deno.stdin.isTerminal()) complain("Type the line, then press Enter and Ctrl+D.");
  try {
    return (await readSmallText(Deno.stdin, MAX_ASK_BYTES)).trim();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartError(`What is to be done cannot be read: ${error.message}.`);
  }
}

/** A word as the console reads it as one: the shell has taken its quotes away. */
function quoted(word: string): string {
  if (word !== "" && !/^"|\s/u.test(word)) return word;
  return `"${word.replace(/["\\]/g, "\\$&")}"`;
}
