/**
 * Asking a server that runs, over its control socket.
 *
 * @module
 */
import { hangUp } from "../net/hang_up.ts";
import { controlPath, fitsSocket } from "./control_bind.ts";

/** Longest answer that is read, in bytes without its newline: many times the longest there is. */
export const MAX_ANSWER_BYTES = 64 * 1024;

/** A question. */
export interface Ask {
  readonly ask: string;
  /** What an operator types, where that is asked for. */
  readonly line?: string;
}

/** How long a server may take to answer, in milliseconds. */
const ANSWER_MS = 5_000;

/**
 * What came of asking: a value that whoever answered made of JSON, and that proves nothing, or why
 * there is none. `absent`: nobody listens there. `denied`: this user may not ask. `long`: the path
 * is too long for a socket, so no server can listen there. `mute`: somebody listens, and no answer
 * came that can be read.
 */
export type Asked =
  | { readonly how: "answered"; readonly value: unknown }
  | { readonly how: "absent" | "denied" | "long" | "mute" };

/**
 * Asks the server of a data folder.
 *
 * @param folder The data folder.
 * @param ask What to ask, by its name alone or whole; as JSON at most `MAX_ASK_BYTES` long.
 * @param ms How long it may take, in milliseconds.
 */
export async function askServer(
  folder: string,
  ask: string | Ask,
  ms: number = ANSWER_MS,
): Promise<Asked> {
  const path = controlPath(folder);
  if (!fitsSocket(path, Deno.build.os)) return { how: "long" };
  let socket: Deno.UnixConn;
  try {
    socket = await Deno.connect({ transport: "unix", path });
  } catch (error) {
    return { how: error instanceof Deno.errors.PermissionDenied ? "denied" : "absent" };
  }
  const timer = setTimeout(() => socket.close(), ms);
  try {
    await socket.write(
      new TextEncoder().encode(`${JSON.stringify(typeof ask === "string" ? { ask } : ask)}\n`),
    );
    return { how: "answered", value: JSON.parse(await readLine(socket)) };
  } catch {
    return { how: "mute" };
  } finally {
    clearTimeout(timer);
    hangUp(socket);
  }
}

/** The first line; what ends without one, or is too long, is not JSON then. */
async function readLine(socket: Deno.UnixConn): Promise<string> {
  const buffer = new Uint8Array(MAX_ANSWER_BYTES + 1);
  for (let filled = 0; filled < buffer.length;) {
    const count = await socket.read(buffer.subarray(filled));
    if (count === null) break;
    const end = buffer.subarray(0, filled + count).indexOf(10, filled);
    if (end >= 0) return new TextDecoder().decode(buffer.subarray(0, end));
    filled += count;
  }
  return "";
}
