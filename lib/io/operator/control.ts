/**
 * The control socket: how an operator asks a server that runs.
 *
 * A Unix socket in the data folder that only the server's own user, and root, can connect to. It
 * takes one JSON object a line, `{"ask": …}` and perhaps more fields, and answers each with one
 * JSON object a line. What it needs is opened before the server gives up its permissions, and it
 * goes on after that.
 *
 * @module
 */
import { CONTROL_MS, MAX_ASK_BYTES, MAX_ASKS, MAX_CONTROL_CONNECTIONS } from "../../limits.ts";
import { hangUp } from "../net/hang_up.ts";
import { writeAll } from "../write_all.ts";
import { bindControl, controlPath } from "./control_bind.ts";

/** Pause after a failed accept, in milliseconds: descriptors come back as connections end. */
const ACCEPT_PAUSE_MS = 100;

/** One question, as somebody sent it: what its other fields hold is still to be looked at. */
export type Ask = Readonly<Record<string, unknown>> & { readonly ask: string };

/** What can be asked, and what makes the answer, which must be a value that JSON has. */
export type Answers = Readonly<Record<string, (ask: Ask) => unknown>>;

/**
 * Opens the control socket of a data folder that no other server serves from; a socket that a
 * killed server left behind is replaced.
 *
 * @param folder The data folder, an absolute path.
 * @param answers What can be asked.
 * @param complain Takes a sentence for the person where there can be no such socket.
 * @returns `null` where there is none: a server works without.
 */
export async function openControl(
  folder: string,
  answers: Answers,
  complain: (sentence: string) => void,
): Promise<ControlSocket | null> {
  if (Deno.build.os === "windows") return null;
  try {
    return new ControlSocket(await bindControl(folder), answers);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    const path = controlPath(folder);
    complain(`“pychat-server status” will not work: ${path} cannot be made: ${why}.`);
    return null;
  }
}

/** Answers whoever connects until it is closed, whatever a single connection does. */
export class ControlSocket {
  readonly #listener: Deno.UnixListener;
  readonly #answers: Answers;
  readonly #connectionMs: number;
  readonly #connections = new Set<Deno.UnixConn>();
  #closed = false;

  /**
   * @param listener Listens already.
   * @param answers What can be asked.
   * @param connectionMs How long a connection may last, in milliseconds; another than the usual
   * time only in tests.
   */
  constructor(listener: Deno.UnixListener, answers: Answers, connectionMs: number = CONTROL_MS) {
    this.#listener = listener;
    this.#answers = answers;
    this.#connectionMs = connectionMs;
  }

  /** Accepts and answers until `close`; when this ends, the socket's file is gone, if it can be. */
  async run(): Promise<void> {
    while (!this.#closed) {
      try {
        const socket = await this.#listener.accept();
        if (this.#connections.size >= MAX_CONTROL_CONNECTIONS) socket.close();
        else void this.#talk(socket);
      } catch {
        if (this.#closed) return;
        await new Promise((resolve) => setTimeout(resolve, ACCEPT_PAUSE_MS));
      }
    }
  }

  /** Accepts no more, and ends every connection. */
  close(): void {
    this.#closed = true;
    this.#listener.close();
    for (const socket of this.#connections) hangUp(socket);
  }

  /** A mistake of ours in an answer ends the connection, and is thrown on. */
  async #talk(socket: Deno.UnixConn): Promise<void> {
    this.#connections.add(socket);
    const timer = setTimeout(() => hangUp(socket), this.#connectionMs);
    let asked = 0;
    try {
      for await (const line of readLines(socket)) {
        const written = await write(socket, `${JSON.stringify(this.#answer(line))}\n`);
        if (!written || ++asked === MAX_ASKS) return;
      }
    } finally {
      clearTimeout(timer);
      this.#connections.delete(socket);
      hangUp(socket);
    }
  }

  #answer(line: string): unknown {
    const ask = readAsk(line);
    if (ask === null) return { error: "bad_ask" };
    const answer = Object.hasOwn(this.#answers, ask.ask) ? this.#answers[ask.ask] : undefined;
    return answer === undefined ? { error: "unknown_ask" } : answer(ask);
  }
}

/** The question, or `null` if the line is none. */
function readAsk(line: string): Ask | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("ask" in value)) return null;
    return typeof value.ask === "string" ? { ...value, ask: value.ask } : null;
  } catch {
    return null;
  }
}

/** The lines of a connection, up to its end or one that is too long. */
async function* readLines(socket: Deno.UnixConn): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(MAX_ASK_BYTES + 1);
  for (let filled = 0; filled < buffer.length;) {
    const count = await socket.read(buffer.subarray(filled)).catch(() => null);
    if (count === null) return;
    filled += count;
    for (let end = buffer.indexOf(10); end >= 0 && end < filled; end = buffer.indexOf(10)) {
      yield decoder.decode(buffer.subarray(0, end));
      buffer.copyWithin(0, end + 1, filled);
      filled -= end + 1;
    }
  }
}

async function write(socket: Deno.UnixConn, text: string): Promise<boolean> {
  try {
    await writeAll(socket, new TextEncoder().encode(text));
    return true;
  } catch {
    return false; // it has hung up, or was too slow
  }
}
