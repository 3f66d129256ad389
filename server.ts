/**
 * pychat-server: the one process that everybody in a chat connects to.
 *
 * This file is glue: it joins sockets and sessions (`lib/io`) to the chat (`lib/hub`), and does
 * what the command line says.
 *
 * @module
 */
import config from "./deno.json" with { type: "json" };
import { keyWords } from "./lib/crypto/words.ts";
import { Hub } from "./lib/hub/hub.ts";
import { Switchboard } from "./lib/hub/switchboard.ts";
import { dataFolder, makeDataFolder } from "./lib/io/data_folder.ts";
import { Listener } from "./lib/io/listener.ts";
import { errorFields, Log, LOG_FORMATS, nameOf } from "./lib/io/log.ts";
import { readChoice, readOptions, readPort } from "./lib/io/options.ts";
import { ownAddresses } from "./lib/io/own_addresses.ts";
import { revokeEverything, tryEverything } from "./lib/io/permissions.ts";
import { type Identity, Porter } from "./lib/io/porter.ts";
import { openSecrets } from "./lib/io/secrets.ts";
import { stopSignal } from "./lib/io/signals.ts";
import { surviveBugs } from "./lib/io/survive_bugs.ts";
import { StartError } from "./lib/io/start_error.ts";
import { print, runProgram } from "./lib/io/terminal.ts";
import { DEFAULT_PORT } from "./lib/limits.ts";
import { encodeMessage } from "./lib/message/encode.ts";
import { formatInvitation, parseAddress } from "./lib/message/invitation.ts";
import { checkRoomName } from "./lib/message/name.ts";

const USAGE = `pychat-server: a chat you own.

Usage: pychat-server [OPTIONS]

  -p, --port PORT             listen on this port (${DEFAULT_PORT})
      --host ADDRESS          listen on this address only (all, IPv4 and IPv6)
      --public HOST[:PORT]    how others reach this machine, for the invitation
      --name TEXT             what people see as the server's name
      --generate-passphrase   ask everybody for a passphrase, which is made up at
                              the first start and stays the same
      --passphrase-file FILE  ask everybody for the passphrase in this file; one
                              that somebody thought of may be guessed
      --data DIR              keep the identity key in this folder
      --log text|json         how log lines look (text)
      --version               print the version
      --help                  print this`;

const OPTIONS = {
  string: ["port", "host", "public", "name", "passphrase-file", "data", "log"],
  // self-check, for tests: tries from inside what the running program must not be able to do.
  boolean: ["generate-passphrase", "version", "help", "self-check"],
  alias: { p: "port" },
  words: 0,
} as const;

const GUESSABLE = "A passphrase that somebody thought of can be guessed: --generate-passphrase " +
  "makes one that cannot.";

const FORWARDING = `
These addresses are those of your own network. To be reached from outside it, forward the
port in your router, and start with --public HOST[:PORT] for an invitation that says so.`;

/** How long the last lines of the log may take, in milliseconds. */
const FLUSH_MS = 500;

async function main(): Promise<void> {
  const { string: given, boolean: flags } = readOptions(Deno.args, OPTIONS);
  if (flags.help) return print(USAGE);
  if (flags.version) return print(`pychat-server ${config.version}`);
  const log = new Log(readChoice("log", given.log, LOG_FORMATS));
  const name = readName(given.name);
  const host = readHost(given.host);
  const port = readPort(given.port, DEFAULT_PORT);
  const usual = () => dataFolder("server", Deno.build.os, (variable) => Deno.env.get(variable));
  const folder = await makeDataFolder(given.data ?? usual());
  const generate = flags["generate-passphrase"];
  const secrets = await openSecrets(folder, generate, given["passphrase-file"]);
  const { keys, passphraseFile } = secrets;
  const hello = encodeMessage({ type: "server", name, passphrase: passphraseFile !== null });

  const stopped = stopSignal();
  surviveBugs((error) => log.write("bug", errorFields(error)));
  const listener = Listener.open(host, port);
  const outside = readPublic(given.public, listener.port);
  print(`pyChat server ${config.version}`);
  print(`It listens on ${host ?? "every address"}, port ${listener.port}.`);
  print(`Its key is in ${folder}.`);
  if (passphraseFile !== null) print(`Everybody is asked for the passphrase in ${passphraseFile}.`);
  if (given["passphrase-file"] !== undefined) print(GUESSABLE);
  const everywhere = host === null || host === "::" || host === "0.0.0.0";
  const hosts = everywhere ? ownAddresses(Deno.networkInterfaces()) : [host];
  await printInvitations(keys.public, outside ?? { hosts, port: listener.port });
  if (outside === null && everywhere) print(FORWARDING);

  const switchboard = new Switchboard(new Hub({ draw, history: 0 }));
  const porter = hirePorter({ ...secrets, hello }, switchboard, log);
  revokeEverything();
  if (flags["self-check"]) return await selfCheck(folder);
  log.write("listening", { port: listener.port });
  void listener.run({
    take: (socket) => void porter.admit(socket),
    // Out of descriptors nothing more may be asked of an error than its name.
    failed: (error) => log.write("accept_failed", { error: nameOf(error) }),
    recovered: (failures) => log.write("accept_recovered", { failures }),
  });

  await stopped;
  log.write("stopping", { people: switchboard.size });
  listener.close();
  switchboard.close("stopping");
  await porter.stop();
  await log.flush(FLUSH_MS);
  Deno.exit(0);
}

/** The porter brings clients through the handshake; from then on the switchboard has them. */
function hirePorter(identity: Identity, switchboard: Switchboard, log: Log): Porter {
  return new Porter(identity, {
    enter(guest, hello) {
      const refused = switchboard.enter(guest, hello, Date.now());
      const people = switchboard.size;
      if (refused === null) log.write("joined", { people });
      else log.write("refused", { people, why: refused });
    },
    receive: (guest, message) => switchboard.receive(guest, message, Date.now()),
    leave(guest, end) {
      const wasIn = switchboard.leave(guest, end.how === "bye" ? "left" : "cut", Date.now());
      const event = wasIn ? "left" : "dropped";
      const people = switchboard.size;
      if (end.how === "bug") log.write("bug", errorFields(end.error));
      if (end.how !== "fault") log.write(event, { people, how: end.how });
      else log.write(event, { people, how: end.how, fault: end.fault });
    },
  });
}

async function printInvitations(
  publicKey: Uint8Array,
  { hosts, port }: { readonly hosts: readonly string[]; readonly port: number },
): Promise<void> {
  const key = publicKey.toBase64({ alphabet: "base64url", omitPadding: true });
  print(`\nIts key in words, for people to compare:\n    ${(await keyWords(publicKey)).join(" ")}`);
  print("\nTo invite people, send them this. They paste it into pychat-client:");
  for (const host of hosts.length > 0 ? hosts : ["127.0.0.1"]) {
    print(`    ${formatInvitation({ host, port, room: null, key, secret: null })}`);
  }
}

function readName(text = ""): string {
  if (text === "") return "";
  const checked = checkRoomName(text);
  if (checked.ok) return checked.name;
  throw new StartError(
    checked.rule === "reserved"
      ? `The name “${text}” is one that pyChat keeps for itself. Choose another for --name.`
      : "--name is not a name people can read. Use up to 32 letters and digits of one script.",
  );
}

/** An address to listen on, as it may stand in an invitation; without a port. */
function readHost(text: string | undefined): string | null {
  if (text === undefined) return null;
  const where = parseAddress(text, 0);
  if (where.ok && where.port === 0) return where.host;
  throw new StartError(`--host is an address of this machine, without a port, not “${text}”.`);
}

/** How others reach this machine; where no port is named, at the one it listens on. */
function readPublic(
  text: string | undefined,
  port: number,
): { hosts: [string]; port: number } | null {
  if (text === undefined) return null;
  const where = parseAddress(text, port);
  if (where.ok) return { hosts: [where.host], port: where.port };
  throw new StartError(
    `--public is HOST or HOST:PORT, such as chat.example.org:7420; its ${where.problem.part} is wrong.`,
  );
}

async function selfCheck(folder: string): Promise<void> {
  const tried = await tryEverything(folder);
  for (const { what, refused } of tried) print(`${refused ? "refused" : "ALLOWED"}: ${what}`);
  Deno.exit(tried.every(({ refused }) => refused) ? 0 : 1);
}

function draw(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

await runProgram("pychat-server", main);
