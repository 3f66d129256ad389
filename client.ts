/**
 * pychat-client: one person's connection, and the pages on which they see it.
 *
 * This file is glue: it joins the model of the chat (`lib/client`) to a connection and to browser
 * pages (`lib/io`), and does what the command line says.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import config from "./deno.json" with { type: "json" };
import { Client } from "./lib/client/client.ts";
import { Desk } from "./lib/client/desk.ts";
import { Memory } from "./lib/client/memory.ts";
import { NO_PASSPHRASE, rememberedStretch } from "./lib/crypto/passphrase.ts";
import { Call } from "./lib/io/call.ts";
import { dataFolder, makeDataFolder } from "./lib/io/data_folder.ts";
import { keyWordsNow } from "./lib/io/key_words.ts";
import { openBrowser } from "./lib/io/open_browser.ts";
import { readOptions, readPort } from "./lib/io/options.ts";
import { readPageFiles } from "./lib/io/page_files.ts";
import { PageServer } from "./lib/io/page_server.ts";
import { printable, printableLine } from "./lib/io/printable.ts";
import { findLink } from "./lib/io/running.ts";
import { findPlace } from "./lib/io/place.ts";
import { readTextNow, update } from "./lib/io/safe_file.ts";
import { stopSignal } from "./lib/io/signals.ts";
import { StartError } from "./lib/io/start_error.ts";
import { complain, print, runProgram } from "./lib/io/terminal.ts";
import { DEFAULT_PORT, LINK_MS, PRINTED_LINK_MS } from "./lib/limits.ts";
import { formatAddress } from "./lib/message/host.ts";

const USAGE = `pychat-client: join a chat.

Usage: pychat-client [INVITATION] [OPTIONS]

  -s, --server ADDRESS  join the server at this address
  -p, --port PORT       and at this port (${DEFAULT_PORT})
  -n, --name NAME       be called this; without it a name is made up
      --ui-port PORT    serve the page at this port of 127.0.0.1 (any free one)
      --no-open         print the link instead of opening the browser
      --new             start one more client beside those that run
      --data DIR        keep known servers and settings in this folder
      --version         print the version
      --help            print this`;

const OPTIONS = {
  string: ["server", "port", "name", "ui-port", "data"],
  boolean: ["no-open", "new", "version", "help"],
  alias: { s: "server", p: "port", n: "name" },
  words: 1,
} as const;

/** How long the end may wait for what is still being written, in milliseconds. */
const END_MS = 2_000;

/** What happens within this time reaches the pages together, in milliseconds. */
const PUBLISH_MS = 15;

async function main(): Promise<void> {
  const { string: given, boolean: flags, words } = readOptions(Deno.args, OPTIONS);
  if (flags.help) return print(USAGE);
  if (flags.version) return print(`pychat-client ${config.version}`);
  const where = readWhere(words[0], given.server, given.port);
  const uiPort = readUiPort(given["ui-port"]);
  const usual = () => dataFolder("client", Deno.build.os, (variable) => Deno.env.get(variable));
  const folder = await makeDataFolder(given.data ?? usual());
  const browser = flags["no-open"] ? null : openBrowser;

  const stopped = stopSignal();
  const place = await findPlace(folder, complain);
  // Who names a server wants to be in two at once; who names none wants their page back.
  if (place.taken && !flags.new && where === null) {
    const link = await findLink(place.path);
    if (link !== null) {
      print("pyChat runs already: this is one more page of it. --new starts another client.");
      return await show(link, link, browser);
    }
  }
  // Browsers give what they allow a page, such as notifications, to its port.
  const port = uiPort ?? place.port;
  const { desk, server, memory } = await openDesk(folder, given.name ?? "", port, uiPort === null);
  await place.announce(server.port, server.token());
  if (where !== null) desk.act({ type: "join", where, name: given.name ?? "" });
  await show(server.link(LINK_MS), server.link(PRINTED_LINK_MS), browser);
  print("Enter prints a link for another page. Ctrl+C ends pyChat.");
  void printLinks(server);
  await stopped;
  const late = new Promise((resolve) => setTimeout(resolve, END_MS));
  // A disk that hangs must not keep the program, nor a token stay that opens nothing more.
  await Promise.race([
    Promise.allSettled([
      desk.leave(),
      server.stop(),
      memory.kept(),
      place.announce(server.port, null),
    ]),
    late,
  ]);
  Deno.exit(0);
}

/** The port that was chosen for the page, or null. */
function readUiPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = readPort(text, 0);
  if (port === 0 || port >= 1024) return port;
  throw new StartError(
    `Port ${port} is not for the page: choose one from 1024 to 65535, or leave out --ui-port.`,
  );
}

/** Opens everything that one client consists of. */
async function openDesk(
  folder: string,
  name: string,
  port: number,
  otherPort: boolean,
): Promise<{ desk: Desk; server: PageServer; memory: Memory }> {
  const memory = openMemory(folder);
  const files = await readPageFiles(`${import.meta.dirname}/ui/dist`).catch(() => {
    throw new StartError("The page is not built yet. Build it with: deno task ui");
  });
  const draw = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const client = new Client({
    version: config.version,
    draw,
    words: keyWordsNow,
    known: memory.recall(),
    settings: memory.settings,
    name,
    zone,
    printable,
    printableLine,
  });
  const index = new TextDecoder().decode(files.get("/"));
  const server = new PageServer({
    port,
    otherPort,
    files,
    index: () => index.replace(`data-theme="system"`, `data-theme="${memory.settings.theme}"`),
    onReuse: () =>
      complain(
        "Somebody else used the link to a page, or it was opened twice. Whoever opened it first " +
          "was shut out. Press Enter for a new one.",
      ),
    onPage(page) {
      desk.open(page);
      page.onmessage = (text) => desk.receive(page, text);
      page.onclose = () => desk.close(page);
    },
  });
  const stretch = rememberedStretch();
  const desk: Desk = new Desk(client, {
    dial: Call.start,
    psk: async (passphrase, key) =>
      passphrase === null ? NO_PASSPHRASE : await stretch(passphrase, key),
    now: Date.now,
    later: (act) => void setTimeout(act, PUBLISH_MS),
    recall: () => client.setKnown(memory.recall()),
    remember: async (effect) => {
      const kept = await memory.remember(effect);
      if (kept && effect.type === "remember_server") client.kept(effect.change);
    },
    complain,
  });
  return { desk, server, memory };
}

function openMemory(folder: string): Memory {
  try {
    return new Memory({
      read: (file) => readTextNow(`${folder}/${file}`),
      update: (file, change) => update(`${folder}/${file}`, change),
    }, complain);
  } catch (error) {
    if (error instanceof SyntaxError) throw new StartError(`In ${folder}: ${error.message}`);
    throw error;
  }
}

/** An invitation, or an address and a port, as what would be typed into the page. */
function readWhere(
  invitation: string | undefined,
  address: string | undefined,
  port: string | undefined,
): string | null {
  if (invitation !== undefined && (address !== undefined || port !== undefined)) {
    throw new StartError("An invitation holds the address already: leave out -s and -p.");
  }
  if (invitation !== undefined) return invitation;
  if (address !== undefined && port !== undefined) {
    return formatAddress(address.replace(/^\[(.*)\]$/, "$1"), readPort(port, DEFAULT_PORT));
  }
  if (port !== undefined) {
    throw new StartError("-p is the port of a server: name it with -s ADDRESS.");
  }
  return address ?? null;
}

/** Opens the page, and prints a link that works where no browser opened. */
async function show(link: string, printed: string, browser: Browser | null): Promise<void> {
  const opened = browser !== null && await browser(link);
  print(
    opened
      ? "pyChat is open in your browser."
      : "Open this in your browser soon; it is good for one page:",
  );
  if (!opened) print(`    ${printed}`);
}

type Browser = (url: string) => Promise<boolean>;

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
