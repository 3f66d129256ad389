/**
 * The client that is running already in a data folder.
 *
 * A second start asks the first for a link over the loopback, with a token that stands in a file
 * only its owner may read. A port alone proves nothing: once its
 * client has ended, any user of the computer may listen there. So a client that runs holds a
 * lock for its whole life, which no other user can take, and nobody is asked while it is free.
 *
 * @module
 */
import { hangUp } from "../net/hang_up.ts";
import { writeAll } from "../write_all.ts";
import { dial } from "../net/dial.ts";
import { readText, writeWhole } from "../files/safe_file.ts";

/** How a running client is reached. */
export interface Running {
  /** The port of its page server. */
  readonly port: number;
  /** Lets a page in, for as long as that process runs; null after its end. */
  readonly token: string | null;
}

/** How long a running client may take to answer, in milliseconds. */
const ANSWER_MS = 1_000;

/** How long one that has just started may take to write down how it is reached, in milliseconds. */
const START_MS = 2_000;

/** Longest answer that is read, in bytes: a few headers and a link. */
const MAX_ANSWER_BYTES = 4_096;

/** How long to wait before looking once more, in milliseconds. */
const LOOK_MS = 50;

/** Writes down how this process is reached. */
export async function announce(path: string, running: Running): Promise<void> {
  await writeWhole(path, new TextEncoder().encode(`${JSON.stringify(running)}\n`));
}

/**
 * Reads what the last process wrote down, whether or not it still runs.
 *
 * @returns `null` where nothing usable is there; a client then starts as if it were the first.
 */
export async function lastRunning(path: string): Promise<Running | null> {
  try {
    const value: unknown = JSON.parse(await readText(path) ?? "");
    if (typeof value !== "object" || value === null) return null;
    if (!("port" in value) || !("token" in value)) return null;
    const { port, token } = value;
    if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65535) {
      return null;
    }
    return typeof token === "string" || token === null ? { port, token } : null;
  } catch {
    return null;
  }
}

/**
 * Asks the client that holds the lock for a link to one more page.
 *
 * @param path What it wrote down.
 * @param where The invitation that the page is to show, or null.
 * @param ms How long it may take to do so, in milliseconds, if it has just started.
 * @returns The link, or `null` if it gives none.
 */
export async function findLink(
  path: string,
  where: string | null,
  ms: number = START_MS,
): Promise<string | null> {
  for (let left = ms; left >= 0; left -= LOOK_MS) {
    const running = await lastRunning(path);
    const link = running?.token ? await askForLink(running, where) : null;
    // What a process left behind that was killed is gone as soon as another has the lock; a link
    // from there may be anybody's.
    const still = await lastRunning(path);
    if (still?.token && still.token === running?.token) return link;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}

/**
 * Asks a running client for a link to one more page.
 *
 * By a plain request on a plain socket: `fetch` and `WebSocket` would go through a proxy that the
 * environment names, and show it the token.
 *
 * @param running How it is reached.
 * @param where The invitation that the page is to show, or null.
 * @param ms How long it may take, in milliseconds.
 * @returns The link, or `null` if it does not run any more.
 */
export async function askForLink(
  { port, token }: Running,
  where: string | null,
  ms: number = ANSWER_MS,
): Promise<string | null> {
  if (token === null || !/^[A-Za-z0-9_-]+$/.test(token)) return null;
  const socket = await dial("127.0.0.1", port, ms);
  if (typeof socket === "string") return null;
  const timer = setTimeout(() => socket.close(), ms);
  try {
    const here = `127.0.0.1:${port}`;
    const body = new TextEncoder().encode(where ?? "");
    const head = `POST /link HTTP/1.1\r\nHost: ${here}\r\nOrigin: http://${here}\r\n` +
      `Authorization: Bearer ${token}\r\nContent-Length: ${body.length}\r\n` +
      "Connection: close\r\n\r\n";
    await writeAll(socket, new TextEncoder().encode(head));
    await writeAll(socket, body);
    const answer = await readAnswer(socket);
    const link = answer.slice(answer.indexOf("\r\n\r\n") + 4);
    return answer.startsWith("HTTP/1.1 200 ") && isOurs(link, `http://${here}`) ? link : null;
  } catch {
    return null; // too slow, or whoever has the port now does not speak HTTP
  } finally {
    clearTimeout(timer);
    hangUp(socket);
  }
}

/** All that comes until the other side closes, up to a bound that no answer of ours reaches. */
async function readAnswer(socket: Deno.TcpConn): Promise<string> {
  const buffer = new Uint8Array(MAX_ANSWER_BYTES);
  for (let filled = 0;;) {
    const count = await socket.read(buffer.subarray(filled));
    if (count === null || count === 0) return new TextDecoder().decode(buffer.subarray(0, filled));
    filled += count;
  }
}

/** Whoever took the port meanwhile must not send a browser elsewhere, nor write to the terminal. */
function isOurs(link: string, origin: string): boolean {
  const start = `${origin}/#`;
  return link.startsWith(start) && /^[A-Za-z0-9_-]+$/.test(link.slice(start.length));
}
