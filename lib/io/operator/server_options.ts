/**
 * What a server is told when it starts: options on the command line, and in a file.
 *
 * @module
 */
import { DEFAULT_PORT, MAX_CLIENTS, MAX_PER_ADDRESS, MESSAGE_RATE } from "../../limits.ts";
import { readConfig } from "./config_file.ts";
import { dataFolder } from "../files/data_folder.ts";
import { type Options, readOptions } from "../options.ts";
import { DEFAULT_HISTORY } from "./server_limits.ts";

const BURST_FACTOR = MESSAGE_RATE.burst / MESSAGE_RATE.perSecond;

/** What `--help` prints. */
export const SERVER_USAGE = `pychat-server: a chat you own.

Usage: pychat-server [OPTIONS]        start a server
       pychat-server status           show how the running server is
       pychat-server admin COMMAND    tell the running server to do something
       pychat-server key export FILE  copy the server's identity key
       pychat-server key import FILE  take the key of another machine's server
       pychat-server setup            print a script that makes it a service

A server that is started in a terminal takes commands there. In the background
of one it takes none: start it with < /dev/null then.

The others say more with --help. Options of a server:

  -p, --port PORT             listen on this port (${DEFAULT_PORT})
      --host ADDRESS          listen on this address only (all, IPv4 and IPv6)
      --public HOST[:PORT]    how others reach this machine, for the invitation
      --name TEXT             what people see as the server's name
      --generate-passphrase   ask everybody for a passphrase, which is made up
                              at the first start and stays the same
      --passphrase-file FILE  ask everybody for the passphrase in this file; one
                              that somebody thought of may be guessed
      --max-clients N         let in so many people at once (${MAX_CLIENTS})
      --max-per-address N     and so many from one address (${MAX_PER_ADDRESS})
      --exempt NETWORKS       hold nobody in these to limits by address, as in
                              127.0.0.1,fd00::/8 (behind Tor, all are 127.0.0.1)
      --message-rate N|off    let one person send N texts a second for long (${MESSAGE_RATE.perSecond}),
                              and ${BURST_FACTOR} times as many at once; or without limit
      --history N             keep the last N texts of each room for who comes
                              later (${DEFAULT_HISTORY}), in memory only
      --data DIR              keep the identity key in this folder
      --log text|json         how log lines look (text)
      --config FILE           read options from this file too, each on a line as
                              port = ${DEFAULT_PORT} or generate-passphrase = yes;
                              those of the command line win
      --version               print the version
      --help                  print this`;

/** What may stand in a file: that, and where data is and what is printed, is said at the start. */
const CONFIG = {
  string: [
    ...["port", "host", "public", "name", "passphrase-file", "log"],
    ...["max-clients", "max-per-address", "exempt", "message-rate", "history"],
  ],
  boolean: ["generate-passphrase"],
} as const;

const OPTIONS = {
  string: [...CONFIG.string, "data", "config"],
  // self-check, for tests: tries from inside what the running program must not be able to do.
  boolean: [...CONFIG.boolean, "version", "help", "self-check"],
  alias: { p: "port" },
  words: 0,
} as const;

/** The options of a server. */
export type ServerOptions = Options<
  typeof OPTIONS.string[number],
  typeof OPTIONS.boolean[number]
>;

/**
 * Reads the options of a server, also those in a file that the command line names.
 *
 * @param args The words after the program's name.
 * @throws {StartError} If something is not understood.
 */
export async function readServerOptions(args: readonly string[]): Promise<ServerOptions> {
  const given: ServerOptions = readOptions(args, OPTIONS);
  const { string, boolean, words } = given;
  if (string.config === undefined || boolean.help || boolean.version) return given;
  const config = await readConfig(string.config, CONFIG);
  // One passphrase stands for the other: what is typed is meant instead of what is in the file.
  const generateHere = boolean["generate-passphrase"];
  const fileHere = string["passphrase-file"] !== undefined;
  const generate = generateHere || (!fileHere && config.boolean["generate-passphrase"] === true);
  const { "passphrase-file": fileThere, ...others } = config.string;
  const file = generateHere || fileThere === undefined ? {} : { "passphrase-file": fileThere };
  return {
    string: { ...others, ...file, ...string },
    boolean: { ...boolean, "generate-passphrase": generate },
    words,
  };
}

/**
 * Where this user's server keeps its data.
 *
 * @throws {StartError} If the environment names no home.
 */
export function usualFolder(): string {
  return dataFolder("server", Deno.build.os, (variable) => Deno.env.get(variable));
}
