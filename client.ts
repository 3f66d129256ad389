/**
 * pychat-client: one person's connection, and the pages on which they see it.
 *
 * This file is glue: it joins the model of the chat (`lib/client`) to a connection and to browser
 * pages (`lib/io`), and does what the command line says.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import type { Remains } from "./lib/api/update.ts";
import type { Dispensable } from "./lib/api/view.ts";
import { Client } from "./lib/client/client.ts";
import { AwakeClock } from "./lib/client/desk/awake_clock.ts";
import { Desk } from "./lib/client/desk/desk.ts";
import { Desks } from "./lib/client/desk/desks.ts";
import { SleepWatch } from "./lib/client/desk/sleep_watch.ts";
import { Trouble } from "./lib/client/desk/trouble.ts";
import { Wiped } from "./lib/client/desk/wiped.ts";
import { Memory, MEMORY_FILES, volatileFiles } from "./lib/client/keep/memory.ts";
import { pageAttributes } from "./lib/client/keep/settings.ts";
import { NO_PASSPHRASE, rememberedStretch } from "./lib/crypto/passphrase.ts";
import { Delivery } from "./lib/delivery/delivery.ts";
import { Stock } from "./lib/delivery/stock.ts";
import { type BuildInfo, readBuildInfo, versionLine } from "./lib/io/build_info.ts";
import { Call } from "./lib/io/net/call.ts";
import { watchNetwork } from "./lib/io/net/network_watch.ts";
import {
  CLIENT_USAGE,
  type ClientOptions,
  readClientOptions,
  type Where,
} from "./lib/io/client_options.ts";
import { installDesktop, isInstalled, uninstallDesktop } from "./lib/io/desktop/desktop_install.ts";
import { checkWritable, dataFolder, makeDataFolder } from "./lib/io/files/data_folder.ts";
import { useFolder } from "./lib/io/files/in_use.ts";
import { Front, isShownByAnother, TOUCH_MS } from "./lib/io/page/front.ts";
import { insistOn } from "./lib/io/page/insist.ts";
import { keyWordsNow } from "./lib/io/key_words.ts";
import { openBrowser } from "./lib/io/page/open_browser.ts";
import { readPageFiles } from "./lib/io/page/page_files.ts";
import type { PageServer } from "./lib/io/page/page_server.ts";
import { printable, printableLine } from "./lib/io/printable.ts";
import { findPlace, NO_PLACE, type Place } from "./lib/io/page/place.ts";
import { type Kept, type Unwiped, wipeKept } from "./lib/io/page/wipe_kept.ts";
import { readTextNow, update } from "./lib/io/files/safe_file.ts";
import { stopSignal } from "./lib/io/signals.ts";
import { StartError } from "./lib/io/start_error.ts";
import { surviveBugs } from "./lib/io/survive_bugs.ts";
import { complain, print, runProgram } from "./lib/io/terminal.ts";
import { LINK_MS, PRINTED_LINK_MS } from "./lib/limits.ts";
import { formatAddress } from "./lib/message/host.ts";

/** How long the end may wait for what is still being written, in milliseconds. */
const END_MS = 2_000;

/** What happens within this time reaches the pages together, in milliseconds. */
const PUBLISH_MS = 15;

/** How often a client that others do not find looks whether they could, in milliseconds. */
const RETRY_MS = 5_000;

async function main(): Promise<void> {
  const options = readClientOptions(Deno.args);
  if (options.command === "help") return print(CLIENT_USAGE);
  const build = await readBuildInfo(import.meta.dirname);
  if (options.command === "version") return print(versionLine("pychat-client", build));
  if (options.command === "run") await run(options, build);
  else print(await desktop(options.command));
  Deno.exit(0);
}

/** Whose computer this is. */
const HERE = { os: Deno.build.os, env: (name: string): string | undefined => Deno.env.get(name) };

/** Puts the program among those of this person's desktop, or takes it away from there. */
async function desktop(command: "install" | "uninstall"): Promise<string> {
  if (command === "uninstall") return await uninstallDesktop(HERE);
  if (!Deno.build.standalone) {
    throw new StartError(
      "Only a downloaded program can be installed, not one run from its source.",
    );
  }
  const icon = await Deno.readFile(`${import.meta.dirname}/ui/dist/icon.svg`);
  return await installDesktop({ ...HERE, program: Deno.execPath(), icon });
}

/** From the start to the end of a client. */
async function run({ where, ...options }: ClientOptions, build: BuildInfo): Promise<void> {
  const files = await readPageFiles(`${import.meta.dirname}/ui/dist`).catch(() => {
    throw new StartError("The page is not built yet. Build it with: deno task ui");
  });
  const { promise: stopped, resolve: stop } = Promise.withResolvers<End>();
  void stopSignal().then(() => stop("quit"));
  surviveBugs(() => complain("pyChat made a mistake of its own. It goes on."));
  const browser = options.open ? openBrowser : null;
  let desks: Desks | null = null;
  // Who double-clicked has no terminal to read this in.
  const forgetful = (sentence: string) => {
    complain(sentence);
    desks?.notice({ code: "not_remembered", sentence });
  };
  let memory = new Memory(volatileFiles(), forgetful);
  const attributes = () => pageAttributes(memory.settings);
  const over = () => {
    print("No page of pyChat is open any more, so it has ended. Start it again for a new one.");
    stop("quit");
  };
  const front = new Front({ files, browser, attributes, over });
  const awake = new AwakeClock(() => performance.now(), 2 * TOUCH_MS);
  const clock = () => awake.now();
  const port = options.uiPort ?? 0;
  const plea = (sentence: string, without: Dispensable) =>
    new Trouble({ sentence, without, version: build.version, clock, quit: () => stop("quit") });
  const starting = { front, port, plea, isPort: (what: Dispensable) => what === "port", stopped };

  // What lies there is to be wiped also where it could not be used.
  let found: Pick<Kept, "folder" | "usual"> | null = null;
  const folder = await insistOn(starting, "memory", async () => {
    const way = options.data ?? dataFolder("client", HERE.os, HERE.env);
    const made = await makeDataFolder(way);
    found = { folder: made, usual: options.data === null ? way : null };
    await checkWritable(made);
    memory = openMemory(made, forgetful);
    return made;
  });
  const place = folder === null ? NO_PLACE : await findPlace(folder, complain);
  const shown = where === null ? null : typed(where);
  // Who names a server wants to be in two at once; who names none wants their page back, and a link
  // that a website opened is shown there.
  const mayShare = !options.another && (shown === null || options.ask);
  if (mayShare && await isShownByAnother(place, shown, browser)) return await front.stop();
  const serve = () => Promise.resolve(front.serve(port));
  const server = await insistOn(starting, "port", serve) ?? front.serve(0);
  const kept = await useKept(found, place);
  desks = openDesks({ build, memory, name: options.name, where: shown, clock, stop });
  await place.announce(server.port, server.token);
  const retry = setInterval(() => void place.retry(), RETRY_MS);
  const watching = watchConnections(desks);
  if (shown !== null && !options.ask) {
    desks.current.act({ type: "join", where: shown, name: options.name });
  }
  front.hand(desks);
  if (!front.isOpen) await front.show(server);
  print("Enter prints a link for another page. Ctrl+C ends pyChat.");
  void printLinks(server);
  const end = await stopped;
  clearInterval(retry);
  watching();
  const left = desks.leave();
  if (end === "wipe") {
    const rest = await wipe(memory, kept);
    desks.dismiss();
    front.hand(new Wiped(rest));
    print(["Left and wiped, as a page asked.", ...rest.failures].join(" "));
  }
  // A disk that hangs must not keep the program, nor a token stay that opens nothing more.
  const forgotten = place.announce(server.port, null);
  await inTime(Promise.allSettled([left, front.stop(), memory.kept(), forgotten]));
}

/** How a client ends. */
type End = "quit" | "wipe";

async function useKept(
  found: Pick<Kept, "folder" | "usual"> | null,
  place: Place,
): Promise<Kept | null> {
  return found && { ...found, place, use: await useFolder(found.folder) };
}

/** Removes all that is kept here, and says what is left. */
async function wipe(memory: Memory, kept: Kept | null): Promise<Remains> {
  const nothing: Unwiped = { failures: [], others: null };
  const wiped = memory.close().then(() => kept ? wipeKept(kept, MEMORY_FILES) : nothing);
  const late =
    () => [`It took too long to remove everything: look what is left in ${kept?.folder}.`];
  const { failures, others } = await inTime(wiped) ?? { failures: late(), others: null };
  return { failures, others, installed: await isInstalled(HERE) };
}

/** Waits for something, but not for ever: disks and servers may answer late or never. */
async function inTime<T>(done: Promise<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), END_MS));
  return await Promise.race([done, late]);
}

/** A connection that looks alive may be none after the network changed, or the computer slept. */
function watchConnections(desks: Desks): () => void {
  const network = watchNetwork(() => desks.networkChanged());
  const sleep = new SleepWatch(2 * TOUCH_MS, performance.now(), Date.now());
  const look = setInterval(() => {
    if (sleep.look(performance.now(), Date.now())) desks.networkChanged();
  }, TOUCH_MS);
  return () => {
    network.stop();
    clearInterval(look);
  };
}

/** What desks are made of. */
interface DesksNeeds {
  readonly build: BuildInfo;
  readonly memory: Memory;
  /** The name to offer at the first; may be empty. */
  readonly name: string;
  /** The invitation that the first form holds, or null for what was used last. */
  readonly where: string | null;
  readonly clock: () => number;
  readonly stop: (end: End) => void;
}

/** Makes the desks, with everything that a connection consists of. */
function openDesks({ build, memory, name, where, clock, stop }: DesksNeeds): Desks {
  const draw = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const stretch = rememberedStretch();
  let made = false;
  const desks: Desks = new Desks({
    clock,
    make(offered) {
      const { settings } = memory;
      const first = !made;
      made = true;
      const client = new Client({
        version: build.version,
        draw,
        words: keyWordsNow,
        known: memory.recall(),
        settings,
        where: offered ?? settings.where,
        name: first ? name : "", // nobody is there twice under one name
        zone,
        printable,
        printableLine,
      });
      return new Desk(client, {
        mail: () => new Delivery(new Stock()),
        dial: Call.start,
        psk: async (passphrase, key) =>
          passphrase === null ? NO_PASSPHRASE : await stretch(passphrase, key),
        now: Date.now,
        later: (act) => void setTimeout(act, PUBLISH_MS),
        wait: (ms, act) => clearTimeout.bind(null, setTimeout(act, ms)),
        recall: () => client.knowledge.read(memory.recall()),
        remember: async (effect) => {
          if (effect.type === "remember_settings") desks.settle(effect.settings);
          const kept = await memory.remember(effect);
          if (kept && effect.type === "remember_server") client.knowledge.kept(effect.change);
        },
        another: () => desks.another(LINK_MS),
        inConversation: () => desks.inConversation,
        quit: () => stop("quit"),
        wipe: () => stop("wipe"),
        complain,
      });
    },
  }, where);
  return desks;
}

function openMemory(folder: string, complain: (sentence: string) => void): Memory {
  try {
    return new Memory({
      read: (file) => readTextNow(`${folder}/${file}`),
      update: (file, change) => update(`${folder}/${file}`, change),
    }, complain);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartError(`In ${folder}: ${error.message}`);
  }
}

/** Where to join, as it would be typed into the page. */
function typed(where: Where): string {
  if ("invitation" in where) return where.invitation;
  const { address, port } = where;
  return port === null ? address : formatAddress(address.replace(/^\[(.*)\]$/, "$1"), port);
}

/** A line on the terminal asks for a link; where there is no terminal, nobody does. */
async function printLinks(server: PageServer): Promise<void> {
  try {
    const lines = Deno.stdin.readable
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const _ of lines) print(`    ${server.link(PRINTED_LINK_MS)}`);
  } catch {
    // Started by nohup, or the terminal was closed.
  }
}

await runProgram("pychat-client", main);
