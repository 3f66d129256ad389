/**
 * pychat-server: the one process that everybody in a chat connects to.
 *
 * This file is glue: it joins sockets and sessions (`lib/io`) to the chat (`lib/hub`), and does
 * what the command line says.
 *
 * @module
 */
import { keyWords } from "./lib/crypto/words.ts";
import { Console, helpLines } from "./lib/hub/console/console.ts";
import { invitationsTo, type Reach } from "./lib/hub/console/invitations.ts";
import { Hub } from "./lib/hub/hub.ts";
import { Switchboard } from "./lib/hub/switchboard.ts";
import { allowedClients, descriptorLimit } from "./lib/io/descriptor_limit.ts";
import { buildText, readBuildInfo, versionLine } from "./lib/io/build_info.ts";
import { answerAdmin } from "./lib/io/operator/admin_answer.ts";
import { type Ask, openControl } from "./lib/io/operator/control.ts";
import { type Known, statusNow, sumLimits } from "./lib/io/operator/control_status.ts";
import { makeDataFolder } from "./lib/io/files/data_folder.ts";
import type { End } from "./lib/io/net/end.ts";
import { Gate } from "./lib/io/net/gate.ts";
import { Listener } from "./lib/io/net/listener.ts";
import { keyedDigest } from "./lib/io/keyed_digest.ts";
import { errorFields, type Log, LOG_FORMATS, nameOf } from "./lib/io/log.ts";
import { LogDigest } from "./lib/io/log_digest.ts";
import { findTerminal, logFor } from "./lib/io/operator/operator_terminal.ts";
import { standardSpace } from "./lib/io/operator/screen.ts";
import { readLimits } from "./lib/io/operator/server_limits.ts";
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
import { tidyWhenQuiet } from "./lib/io/tidy_heap.ts";
import { DEFAULT_PORT, GRACE_MS, MAX_CLIENTS, SPARE_DESCRIPTORS } from "./lib/limits.ts";
import { encodeMessage } from "./lib/message/encode.ts";
import { parseAddress } from "./lib/message/invitation.ts";
import { checkRoomName } from "./lib/message/name.ts";

/** How long the last lines of the log may take, in milliseconds. */
const FLUSH_MS = 500;

/** Where a server is, on its machine. */
interface Place {
  readonly host: string | null;
  readonly port: number;
  readonly folder: string;
}

/** How it is reached, and whether that leads no further than the machine's own network. */
type Way = Reach & { readonly near: boolean };

async function main(): Promise<void> {
  if (await runCommand(Deno.args, helpLines())) return;
  const { string: given, boolean: flags } = await readServerOptions(Deno.args);
  if (flags.help) return print(SERVER_USAGE);
  const build = await readBuildInfo(import.meta.dirname);
  if (flags.version) return print(versionLine("pychat-server", build));
  const terminal = findTerminal();
  const log = logFor(readChoice("log", given.log, LOG_FORMATS), terminal);
  const name = readName(given.name);
  const host = readHost(given.host);
  const port = readPort(given.port, DEFAULT_PORT);
  const limits = readLimits(given);
  const enough = (limits.maxClients ?? MAX_CLIENTS) + SPARE_DESCRIPTORS;
  const allowed = allowedClients(limits.maxClients, descriptorLimit(enough));
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
  if (allowed.sentence !== null) print(allowed.sentence);
  const stopped = Promise.withResolvers<void>();
  void stopSignal().then(stopped.resolve);
  surviveBugs((error) => log.write("bug", errorFields(error)));
  const version = buildText(build);
  const place = { host, port: listener.port, folder };
  const reach = reachOf(readPublic(given.public, listener.port), place);
  const known = await introduce(version, secrets, given, place, reach);

  const hub = new Hub({ draw, history: limits.history, digest: keyedDigest() });
  const switchboard = new Switchboard(hub, { texts: limits.texts, grace: GRACE_MS });
  const console = new Console(hub, switchboard, {
    invitations: (room) => invitationsTo(secrets.keys.public, reach, room),
    history: limits.history,
  });
  const operator = {
    run: (line: string) => console.run(line, Date.now()),
    complete: (line: string) => console.complete(line),
    stop: stopped.resolve,
  };
  const digest = new LogDigest(log);
  const gate = new Gate({
    ...limits,
    maxClients: allowed.clients,
    random: Math.random,
    met: (limit) => digest.count("limit", limit),
  });
  const porter = hirePorter({ ...secrets, hello }, switchboard, gate, log, digest);
  const status = () =>
    statusNow(known, {
      people: switchboard.size - switchboard.away,
      maxPeople: allowed.clients,
      reconnecting: switchboard.away,
      rooms: hub.rooms,
      handshakes: gate.handshakes,
      queued: porter.queued,
      limits: sumLimits(gate.hits, porter.hits),
    });
  const admin = (ask: Ask) => answerAdmin(operator, ask);
  const control = await openControl(folder, { status, admin }, print);
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

  tidyWhenQuiet();
  terminal?.open(operator);

  await stopped.promise;
  terminal?.close();
  log.write("stopping", { people: switchboard.size });
  listener.close();
  switchboard.close("stopping");
  await porter.stop();
  control?.close();
  await controlled;
  digest.flush();
  await log.flush(FLUSH_MS);
  Deno.exit(0);
}

/** Tells the person who starts it where the server is and who; its status tells that again. */
async function introduce(
  version: string,
  { keys, passphraseFile }: Secrets,
  given: ServerOptions["string"],
  { host, port, folder }: Place,
  reach: Way,
): Promise<Known> {
  const invitations = invitationsTo(keys.public, reach, null);
  const known = { version, host, port, words: await keyWords(keys.public), invitations };
  const guessable = given["passphrase-file"] !== undefined;
  const greeting = { ...known, folder, passphraseFile, guessable, near: reach.near };
  print(greet(greeting, Date.now(), standardSpace()));
  return known;
}

/** The porter brings clients through the handshake; from then on the switchboard has them. */
function hirePorter(
  identity: Identity,
  switchboard: Switchboard,
  gate: Gate,
  log: Log,
  digest: LogDigest,
): Porter {
  const tell = (event: string, end: End): void => {
    if (end.how === "bug") log.write("bug", errorFields(end.error));
    const fault = end.how === "fault" ? { fault: end.fault } : {};
    log.write(event, { people: switchboard.size, how: end.how, ...fault });
  };
  return new Porter(identity, {
    enter(arrival, hello) {
      const entered = switchboard.enter(arrival, hello, Date.now());
      const people = switchboard.size;
      if (entered.how !== "refused") log.write(entered.how, { people });
      else digest.count("refused", entered.code);
    },
    receive: (line, message) => switchboard.receive(line, message, Date.now()),
    lost(line, end) {
      switchboard.lose(line, Date.now());
      tell("reconnecting", end);
    },
    drained: (line) => switchboard.drained(line),
    left(line, end) {
      switchboard.leave(line, end.how === "bye" ? "left" : "cut", Date.now());
      tell("left", end);
    },
    dropped(end) {
      // Strangers can be many: one line for each would be theirs to fill the disk with.
      digest.count("dropped", end.how === "fault" ? end.fault : end.how);
    },
  }, { gate, grace: GRACE_MS, origin: keyedDigest() });
}

/** Where people outside find the server, else where they do in the machine's own network. */
function reachOf(outside: Reach | null, { host, port }: Place): Way {
  if (outside !== null) return { ...outside, near: false };
  const everywhere = host === null || host === "::" || host === "0.0.0.0";
  const hosts = everywhere ? ownAddresses(Deno.networkInterfaces()) : [host];
  return { hosts: hosts.length > 0 ? hosts : ["127.0.0.1"], port, near: everywhere };
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
): Reach | null {
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
