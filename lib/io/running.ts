/**
 * The client that is running already in a data folder.
 *
 * A second start asks the first for a link in the way a page does: over the loopback, with a
 * token that stands in a file only its owner may read. A port alone proves nothing: once its
 * client has ended, any user of the computer may listen there. So a client that runs holds a
 * lock for its whole life, which no other user can take, and nobody is asked while it is free.
 *
 * @module
 */
import { readText, writeWhole } from "./safe_file.ts";

/** How a running client is reached. */
export interface Running {
  /** The port of its page server; also the one to try first at the next start. */
  readonly port: number;
  /** Lets a page in, for as long as that process runs; null after its end. */
  readonly token: string | null;
}

/** The right to be found by other starts, held by one process of a data folder at a time. */
export interface Claim {
  /** Lets go of it, as does the end of the process. */
  close(): void;
}

/** How long a running client may take to answer, in milliseconds. */
const ANSWER_MS = 1_000;

/** How long one that has just started may take to write down how it is reached, in milliseconds. */
const START_MS = 2_000;

/** How long to wait before looking once more, in milliseconds. */
const LOOK_MS = 50;

/**
 * Takes the lock, if it is free.
 *
 * @param path A file of its own, in a folder that only its owner may write to. It stays.
 * @returns `"taken"` where another process has it, and null where there can be no lock.
 */
export async function claimRunning(path: string): Promise<Claim | "taken" | null> {
  let file: Deno.FsFile | null = null;
  try {
    file = await Deno.open(path, { create: true, write: true, mode: 0o600 });
    if (await file.tryLock(true)) return file;
    file.close();
    return "taken";
  } catch {
    file?.close();
    return null;
  }
}

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
 * @param ms How long it may take to do so, in milliseconds, if it has just started.
 * @returns The link, or `null` if it gives none.
 */
export async function findLink(path: string, ms: number = START_MS): Promise<string | null> {
  for (let left = ms; left >= 0; left -= LOOK_MS) {
    const running = await lastRunning(path);
    const link = running?.token ? await askForLink(running) : null;
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
 * @param running How it is reached.
 * @param ms How long it may take, in milliseconds.
 * @returns The link, or `null` if it does not run any more.
 */
export function askForLink(running: Running, ms: number = ANSWER_MS): Promise<string | null> {
  const origin = `http://127.0.0.1:${running.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${running.port}/ws`, { headers: { origin } });
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(null), ms);
    function settle(link: string | null): void {
      clearTimeout(timer);
      socket.close();
      resolve(link);
    }
    socket.onopen = () => socket.send(JSON.stringify({ type: "token", token: running.token }));
    socket.onmessage = ({ data }) => {
      const update = parse(data);
      if (typeof update !== "object" || update === null || !("type" in update)) return;
      if (update.type === "denied") settle(null);
      if (update.type === "welcome") socket.send(`{"type":"link"}`);
      if (update.type === "link" && "url" in update && typeof update.url === "string") {
        settle(isOurs(update.url, origin) ? update.url : null);
      }
    };
    socket.onerror = () => settle(null);
    socket.onclose = () => settle(null);
  });
}

/** Whoever took the port meanwhile must not send a browser elsewhere, nor write to the terminal. */
function isOurs(link: string, origin: string): boolean {
  const start = `${origin}/#`;
  return link.startsWith(start) && /^[A-Za-z0-9_-]+$/.test(link.slice(start.length));
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
