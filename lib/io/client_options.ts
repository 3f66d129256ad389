/**
 * The command line of pychat-client.
 *
 * @module
 */
import { DEFAULT_PORT } from "../limits.ts";
import { readOptions, readPort } from "./options.ts";
import { StartError } from "./start_error.ts";

/** What `--help` prints. */
export const CLIENT_USAGE = `pychat-client: join a chat.

Usage: pychat-client [INVITATION] [OPTIONS]
       pychat-client install       put pyChat among this person's programs
       pychat-client uninstall     take it away from there

  -s, --server ADDRESS  join the server at this address
  -p, --port PORT       and at this port (${DEFAULT_PORT})
  -n, --name NAME       be called this; without it a name is made up
      --ui-port PORT    serve the page at this port of 127.0.0.1 (any free one)
      --no-open         print the link instead of opening the browser
      --new             start one more client beside those that run
      --ask             join only after a click on the page, as a link does
      --data DIR        keep known servers and settings in this folder
      --version         print the version
      --help            print this`;

const OPTIONS = {
  string: ["server", "port", "name", "ui-port", "data"],
  boolean: ["no-open", "new", "ask", "version", "help"],
  alias: { s: "server", p: "port", n: "name" },
  words: 1,
} as const;

/** What the program is to do first. */
export type ClientCommand = "run" | "help" | "version" | "install" | "uninstall";

/** Where to join: an invitation as it was typed, or an address, with its port if one was named. */
export type Where =
  | { readonly invitation: string }
  | { readonly address: string; readonly port: number | null };

/** What was asked for. */
export interface ClientOptions {
  readonly command: ClientCommand;
  readonly where: Where | null;
  /** The wanted name; may be empty. */
  readonly name: string;
  /** The port chosen for the page; null is any. */
  readonly uiPort: number | null;
  /** Whether the browser is opened. */
  readonly open: boolean;
  /** Whether this is one more client beside those that run. */
  readonly another: boolean;
  /** Whether the person is asked before anything goes to the server that is named. */
  readonly ask: boolean;
  /** The chosen data folder, or null for the usual one. */
  readonly data: string | null;
}

/**
 * Reads the command line.
 *
 * @param args The words after the program's name.
 * @throws {StartError} If something is not understood, or does not go together.
 */
export function readClientOptions(args: readonly string[]): ClientOptions {
  const { string: given, boolean: flags, words } = readOptions(args, OPTIONS);
  const [word] = words;
  const command = flags.help ? "help" : flags.version ? "version" : commandOf(word);
  return {
    command,
    where: command === "run" ? readWhere(word, given.server, given.port) : null,
    name: given.name ?? "",
    uiPort: readUiPort(given["ui-port"]),
    open: !flags["no-open"],
    another: flags.new,
    ask: flags.ask,
    data: given.data ?? null,
  };
}

function commandOf(word: string | undefined): ClientCommand {
  return word === "install" || word === "uninstall" ? word : "run";
}

function readWhere(
  invitation: string | undefined,
  address: string | undefined,
  port: string | undefined,
): Where | null {
  if (invitation !== undefined && (address !== undefined || port !== undefined)) {
    throw new StartError("An invitation holds the address already: leave out -s and -p.");
  }
  if (invitation !== undefined) return { invitation };
  if (address !== undefined) {
    return { address, port: port === undefined ? null : readPort(port, DEFAULT_PORT) };
  }
  if (port === undefined) return null;
  throw new StartError("-p is the port of a server: name it with -s ADDRESS.");
}

function readUiPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = readPort(text, 0);
  if (port === 0 || port >= 1024) return port;
  throw new StartError(
    `Port ${port} is not for the page: choose one from 1024 to 65535, or leave out --ui-port.`,
  );
}
