/**
 * pychat-server: the one process that everybody in a chat connects to.
 *
 * This file is glue: it joins sockets and sessions (`lib/io`) to the chat (`lib/hub`), and does
 * what the command line says.
 *
 * @module
 */
import { keyWords } from "./lib/crypto/words.ts";
import { Hub } from "./lib/hub/hub.ts";
import { Switchboard } from "./lib/hub/switchboard.ts";
import { buildText, readBuildInfo, versionLine } from "./lib/io/build_info.ts";
import { openControl } from "./lib/io/operator/control.ts";
import { type Known, statusNow } from "./lib/io/operator/control_status.ts";
import { makeDataFolder } from "./lib/io/files/data_folder.ts";
import { Listener } from "./lib/io/net/listener.ts";
import { errorFields, Log, LOG_FORMATS, nameOf } from "./lib/io/log.ts";
import { readChoice, readPort } from "./lib/io/options.ts";
import { ownAddresses } from "./lib/io/net/own_addresses.ts";
import { checkSelf, revokeEverything } from "./lib/io/permissions.ts";
import { type Identity, Porter } from "./lib/io/net/porter.ts";
import { openSecrets, type Secrets } from "./lib/io/files/secrets.ts";
import { runCommand } from "./lib/io/operator/server_commands.ts";
import { greet } from "./lib/io/operator/server_greeting.ts";
import { holdFolder } from "./lib/io/operator/server_lock.ts";
import {
  readServerOptions,
  SERVER_USAGE,
  type ServerOptions,
  usualFolder,
} from "./lib/io/operator/server_options.ts";
import { stopSignal } from "./lib/io/signals.ts";
import { StartError } from "./lib/io/start_error.ts";
import { surviveBugs } from "./lib/io/survive_bugs.ts";
import { print, runProgram } from "./lib/io/terminal.ts";
import { DEFAULT_PORT } from "./lib/limits.ts";
import { encodeMessage } from "./lib/message/encode.ts";
import { formatInvitation, parseAddress } from "./lib/message/invitation.ts";
import { checkRoomName } from "./lib/message/name.ts";

/** How long the last lines of the log may take, in milliseconds. */
const FLUSH_MS = 500;

async function main(): Promise<void> {
  if (await runCommand(Deno.args)) return;
  const { string: given, boolean: flags } = await readServerOptions(Deno.args);
  if (flags.help) return print(SERVER_USAGE);
  const build = await readBuildInfo(import.meta.dirname);
  if (flags.version) return print(versionLine("pychat-server", build));
  const log = new Log(readChoice("log", given.log, LOG_FORMATS));
  const name = readName(given.name);
  const host = readHost(given.host);
  const port = readPort(given.port, DEFAULT_PORT);
  const folder = await makeDataFolder(given.data ?? usualFolder());
  const generate = flags["generate-passphrase"];
  const secrets = await openSecrets(folder, generate, given["passphrase-file"]);
  const hello = encodeMessage({
    type: "server",
    name,
    passphrase: secrets.passphraseFile !== null,
  });

  const listener = Listener.open(host, port);
  if (!await holdFolder(folder)) print(`Nothing keeps a second server out of ${folder}.`);
  const stopped = stopSignal();
  surviveBugs((error) => log.write("bug", errorFields(error)));
  const version = buildText(build);
  const known = await introduce(version, secrets, given, { host, port: listener.port, folder });

  const switchboard = new Switchboard(new Hub({ draw, history: 0 }));
  const porter = hirePorter({ ...secrets, hello }, switchboard, log);
  const status = () => statusNow(known, switchboard.size, porter.size);
  const control = await openControl(folder, { status }, print);
  revokeEverything();
  if (flags["self-check"]) Deno.exit(await checkSelf(folder, print) ? 0 : 1);
  log.write("listening", { port: listener.port });
  const controlled = control?.run();
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
  control?.close();
  await controlled;
  await log.flush(FLUSH_MS);
  Deno.exit(0);
}

/** Tells the person who starts it where the server is and who; its status tells that again. */
async function introduce(
  version: string,
  { keys, passphraseFile }: Secrets,
  given: ServerOptions["string"],
  { host, port, folder }: { host: string | null; port: number; folder: string },
): Promise<Known> {
  const outside = readPublic(given.public, port);
  const everywhere = host === null || host === "::" || host === "0.0.0.0";
  const hosts = everywhere ? ownAddresses(Deno.networkInterfaces()) : [host];
  const invitations = invite(keys.public, outside ?? { hosts, port });
  const known = { version, host, port, words: await keyWords(keys.public), invitations };
  const near = outside === null && everywhere;
  const guessable = given["passphrase-file"] !== undefined;
  print(greet({ ...known, folder, passphraseFile, guessable, near }, Date.now()));
  return known;
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

function invite(
  publicKey: Uint8Array,
  { hosts, port }: { readonly hosts: readonly string[]; readonly port: number },
): string[] {
  const key = publicKey.toBase64({ alphabet: "base64url", omitPadding: true });
  return (hosts.length > 0 ? hosts : ["127.0.0.1"])
    .map((host) => formatInvitation({ host, port, room: null, key, secret: null }));
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

function draw(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

await runProgram("pychat-server", main);
