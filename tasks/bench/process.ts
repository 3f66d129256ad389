/**
 * Processes of a bench: with as many descriptors as the machine allows, and ended by their id.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import { ROOT } from "../deno.ts";

/** How long one may take until it says that it is ready, in milliseconds. */
const START_MS = 30_000;

/** What there is of ours now: an end from outside must leave nothing behind. */
const children = new Set<Deno.ChildProcess>();
const folders = new Set<string>();

/**
 * Starts a program that may hold thousands of connections.
 *
 * @param command Its words.
 * @param options Where its streams go.
 */
export function spawn(
  command: readonly string[],
  options: Pick<Deno.CommandOptions, "stdin" | "stdout" | "stderr" | "env">,
): Deno.ChildProcess {
  const child = new Deno.Command("/bin/sh", {
    args: ["-c", 'ulimit -n "$(ulimit -Hn)" && exec "$@"', "sh", ...command],
    cwd: ROOT,
    ...options,
  }).spawn();
  children.add(child);
  return child;
}

/** Ends a process at once, and waits until it is gone. */
export async function endProcess(child: Deno.ChildProcess): Promise<void> {
  kill(child);
  await child.status;
  children.delete(child);
}

/** A folder for as long as something is measured. */
export async function makeFolder(): Promise<string> {
  const folder = await Deno.makeTempDir();
  folders.add(folder);
  return folder;
}

/** Removes one. */
export async function removeFolder(folder: string): Promise<void> {
  await Deno.remove(folder, { recursive: true });
  folders.delete(folder);
}

/** Ends everything and removes everything, without waiting. */
export function endEverything(): void {
  for (const child of children) kill(child);
  for (const folder of folders) {
    try {
      Deno.removeSync(folder, { recursive: true });
    } catch {
      // Who is just being ended may still write there.
    }
  }
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended.
  }
}

/**
 * Reads all that a program prints, until it ends.
 *
 * @param child With both streams piped.
 * @param pattern With one group.
 * @returns What the group matches in the first line that is like the pattern.
 * @throws {Error} If the program ends before, or takes very long.
 */
export async function firstMatch(child: Deno.ChildProcess, pattern: RegExp): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const seen: string[] = [];
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> => {
    const lines = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
    for await (const line of lines) {
      if (seen.length < 20) seen.push(line);
      const found = pattern.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    }
  };
  const timer = setTimeout(() => reject(new Error("a server takes too long to start")), START_MS);
  void Promise.all([read(child.stdout), read(child.stderr)]).then(() => {
    reject(new Error(`a server has ended at once:\n${seen.join("\n")}`));
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
