/**
 * The whole product in one command: a server on this machine, and a client connected to it.
 *
 * Words after `deno task start`: `-p PORT` for the server, `--data DIR` for both, `--no-open` for
 * the client.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import { readOptions, readPort } from "../lib/io/options.ts";
import { stopSignal } from "../lib/io/signals.ts";
import { StartError } from "../lib/io/start_error.ts";
import { print, runProgram } from "../lib/io/terminal.ts";
import { DEFAULT_PORT } from "../lib/limits.ts";
import { deno } from "./deno.ts";

const OPTIONS = {
  string: ["port", "data"],
  boolean: ["no-open", "help"],
  alias: { p: "port" },
  words: 0,
} as const;

const USAGE = `deno task start: a server on this machine, and a client connected to it.

  -p, --port PORT  the server listens on this port (${DEFAULT_PORT})
      --data DIR   keep the data of both in folders below this one
      --no-open    print the link to the page instead of opening the browser
      --help       print this`;

/** What a server prints, from which the client on the same machine learns its port and key. */
const INVITATION = /pychat:\/\/(?:\[\S+\]|[^\s:]+)(:\d+)?#([\w-]{43})/;

const SERVER_ENDED = "The server has ended. The page stays until Ctrl+C.";
const CLIENT_ENDED = "The client has ended; the server goes on until Ctrl+C. For a page again: " +
  "deno task client";

/** How long the programs may take to say goodbye, in milliseconds. */
const GOODBYE_MS = 6_000;

async function main(): Promise<void> {
  const { string: given, boolean: flags } = readOptions(Deno.args, OPTIONS);
  if (flags.help) return print(USAGE);
  const port = String(readPort(given.port, DEFAULT_PORT));
  const data = (name: string) =>
    given.data === undefined ? [] : ["--data", `${given.data}/${name}`];
  const stopped = stopSignal();

  const server = deno(["task", "--quiet", "server", "-p", port, ...data("server")], {
    stdout: "piped",
  });
  const invitation = await invitationHere(server.stdout);
  if (invitation === null) throw new StartError("The server did not start; it says why above.");
  const open = flags["no-open"] ? ["--no-open"] : [];
  const client = deno(["task", "--quiet", "client", invitation, ...data("client"), ...open]);

  const ended = Promise.all([client.status, server.status]);
  // The page has what was said, and is still worth reading when only the server has ended.
  server.status.then(({ code }) => code > 0 && print(SERVER_ENDED));
  // Others may be talking on the server when nobody looks at this page any more.
  const failed = client.status.then(({ code }) => {
    if (code > 0) return;
    print(CLIENT_ENDED);
    return ended;
  });
  await Promise.race([stopped, failed]);
  for (const child of [client, server]) ask(child);
  const timer = setTimeout(() => Deno.exit(1), GOODBYE_MS);
  const codes = (await ended).map(({ code }) => code);
  clearTimeout(timer);
  Deno.exit(Math.max(...codes));
}

/**
 * Shows what the server prints, and finds an invitation in it, which is made one for this machine;
 * `null` if the server ends without one.
 */
function invitationHere(stdout: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string | null> {
  const lines = stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  return new Promise((resolve) => {
    (async () => {
      for await (const line of lines) {
        print(line);
        const [, port = "", key] = INVITATION.exec(line) ?? [];
        if (key !== undefined) resolve(`pychat://127.0.0.1${port}#${key}`);
      }
      resolve(null);
    })();
  });
}

/** Asks a program to end; one that has ended already cannot be asked. */
function ask(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGTERM");
  } catch {
    // It has ended.
  }
}

await runProgram("deno task start", main);
