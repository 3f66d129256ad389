/**
 * pychat-client: one person's connection, and the pages on which they see it.
 *
 * This file is glue: it joins the model of the chat (`lib/client`) to a connection and to browser
 * pages (`lib/io`), and does what the command line says.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import type { Dispensable } from "./lib/api/view.ts";
import { Client } from "./lib/client/client.ts";
import { AwakeClock } from "./lib/client/desk/awake_clock.ts";
import { Desk } from "./lib/client/desk/desk.ts";
import { Desks } from "./lib/client/desk/desks.ts";
import { SleepWatch } from "./lib/client/desk/sleep_watch.ts";
import { Trouble } from "./lib/client/desk/trouble.ts";
import { Memory, volatileFiles } from "./lib/client/keep/memory.ts";
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
import { installDesktop, uninstallDesktop } from "./lib/io/desktop/desktop_install.ts";
import { checkWritable, dataFolder, makeDataFolder } from "./lib/io/files/data_folder.ts";
import { Front, isShownByAnother, TOUCH_MS } from "./lib/io/page/front.ts";
import { keyWordsNow } from "./lib/io/key_words.ts";
import { openBrowser } from "./lib/io/page/open_browser.ts";
import { readPageFiles } from "./lib/io/page/page_files.ts";
import type { PageServer } from "./lib/io/page/page_server.ts";
import { printable, printableLine } from "./lib/io/printable.ts";
import { findPlace, NO_PLACE } from "./lib/io/page/place.ts";
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

/** Puts the program among those of this person's desktop, or takes it away from there. */
async function desktop(command: "install" | "uninstall"): Promise<string> {
  const place = { os: Deno.build.os, env: (name: string) => Deno.env.get(name) };
  if (command === "uninstall") return await uninstallDesktop(place);
  if (!Deno.build.standalone) {
    throw new StartError(
      "Only a downloaded program can be installed, not one run from its source.",
    );
  }
  const icon = await Deno.readFile(`${import.meta.dirname}/ui/dist/icon.svg`);
  return await installDesktop({ ...place, program: Deno.execPath(), icon });
}

/** From the start to the end of a client. */
async function run({ where, ...options }: ClientOptions, build: BuildInfo): Promise<void> {
  const files = await readPageFiles(`${import.meta.dirname}/ui/dist`).catch(() => {
    throw new StartError("The page is not built yet. Build it with: deno task ui");
  });
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  void stopSignal().then(stop);
  surviveBugs(() => complain("pyChat made a mistake of its own. It goes on."));
  const browser = options.open ? openBrowser : null;
  let desks: Desks | null = null;
  // Who double-clicked has no terminal to read this in.
  const forgetful = (sentence: string) => {
    complain(sentence);
    desks?.notice({ code: "not_remembered", sentence });
  };
  let memory = new Memory(volatileFiles(), forgetful);
  const theme = () => memory.settings.theme;
  const over = () => {
    print("No page of pyChat is open any more, so it has ended. Start it again for a new one.");
    stop();
  };
  const front = new Front({ files, browser, theme, over });
  const awake = new AwakeClock(() => performance.now(), 2 * TOUCH_MS);
  const clock = () => awake.now();
  const port = options.uiPort ?? 0;
  const program: Running = { front, port, version: build.version, clock, stopped, stop };
  const insist: Insist = (what, act) => insistOn(program, what, act);

  const folder = await insist("memory", async () => {
    const usual = () => dataFolder("client", Deno.build.os, (name) => Deno.env.get(name));
    const made = await makeDataFolder(options.data ?? usual());
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
  const server = await insist("port", () => Promise.resolve(front.serve(port))) ?? front.serve(0);
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
  await stopped;
  clearInterval(retry);
  watching();
  const late = new Promise((resolve) => setTimeout(resolve, END_MS));
  const forgotten = place.announce(server.port, null);
  // A disk that hangs must not keep the program, nor a token stay that opens nothing more.
  const ends = [desks.leave(), front.stop(), memory.kept(), forgotten];
  await Promise.race([Promise.allSettled(ends), late]);
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

/** A program that runs, and its end. */
interface Running {
  readonly front: Front;
  /** The port for the page; 0 is any free one. */
  readonly port: number;
  readonly version: string;
  readonly clock: () => number;
  readonly stopped: Promise<void>;
  readonly stop: () => void;
}

/** Does something that the program can go on without, if somebody says so; then null. */
type Insist = <T>(what: Dispensable, act: () => Promise<T>) => Promise<T | null>;

/**
 * Does something, or asks the person on a page what to do where it does not work. Where they have
 * a terminal the sentence is said there, and the program ends.
 */
async function insistOn<T>(
  { front, port, version, clock, stopped, stop }: Running,
  without: Dispensable,
  act: () => Promise<T>,
): Promise<T | null> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof StartError) || !front.isOnlyWay) throw error;
      const sentence = error.message;
      complain(sentence);
      const trouble = new Trouble({ sentence, without, version, clock, quit: stop });
      front.hand(trouble);
      if (!front.isOpen) await front.show(without === "port" ? front.serve(0) : serve(front, port));
      const decision = await Promise.race([trouble.decision, stopped]);
      if (decision === "without") return null;
      if (decision === "again") continue;
      await front.stop();
      Deno.exit(1);
    }
  }
}

/** Serves at the port that is wanted, or at any free one where that cannot be had. */
function serve(front: Front, port: number): PageServer {
  try {
    return front.serve(port);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return front.serve(0);
  }
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
  readonly stop: () => void;
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
        quit: stop,
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
