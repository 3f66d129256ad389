/**
 * Where a program keeps what it must remember.
 *
 * @module
 */
import { StartError } from "../start_error.ts";

/** Which of the two programs; each has a folder of its own. */
export type Program = "server" | "client";

/**
 * The platform's usual place for what a program remembers between its starts.
 *
 * On Linux that is the state folder of the XDG Base Directory Specification, version 0.8, which
 * also says that a relative path in its variables is to be ignored.
 *
 * @param program Whose folder.
 * @param os The platform, as `Deno.build.os` names it.
 * @param env How to read a variable of the environment.
 * @throws {StartError} If the environment names no home.
 */
export function dataFolder(
  program: Program,
  os: string,
  env: (name: string) => string | undefined,
): string {
  if (os === "windows") {
    const local = env("LOCALAPPDATA") || env("APPDATA");
    if (local) return `${local}\\pychat\\${program}`;
    throw new StartError(
      "There is no %LOCALAPPDATA% to keep data in. Name a folder with --data DIR.",
    );
  }
  const state = env("XDG_STATE_HOME");
  if (os !== "darwin" && state?.startsWith("/")) return `${state}/pychat/${program}`;
  const home = env("HOME");
  if (!home?.startsWith("/")) {
    throw new StartError("There is no $HOME to keep data in. Name a folder with --data DIR.");
  }
  if (os === "darwin") return `${home}/Library/Application Support/pychat/${program}`;
  return `${home}/.local/state/pychat/${program}`;
}

/**
 * Tries whether something can be kept in a folder, before anything depends on it.
 *
 * @param folder The folder.
 * @throws {StartError} If no file can be made there.
 */
export async function checkWritable(folder: string): Promise<void> {
  const path = `${folder}/${crypto.randomUUID()}.new`;
  try {
    await Deno.writeFile(path, new Uint8Array(1), { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartError(
      `Nothing can be kept in ${folder}: ${error.message}. Name another folder with --data DIR.`,
    );
  } finally {
    await Deno.remove(path).catch(() => {});
  }
}

/**
 * Makes the folder, and those above it, readable by its owner alone; one that is there stays as
 * it is, since the person may have chosen it and its mode. The files in it have mode 0600.
 *
 * @param path The folder.
 * @returns The folder's absolute path without symbolic links.
 * @throws {StartError} If it is not a folder, cannot be made, or is open to everybody.
 */
export async function makeDataFolder(path: string): Promise<string> {
  try {
    await Deno.mkdir(path, { recursive: true, mode: 0o700 });
    const real = await Deno.realPath(path);
    const { isDirectory, mode } = await Deno.stat(real);
    if (isDirectory && ((mode ?? 0) & 0o002) !== 0 && Deno.build.os !== "windows") {
      throw new StartError(
        `Everybody on this machine may change what is in ${path}. Allow it to its owner alone: ` +
          `chmod 700 '${real}'`,
      );
    }
    if (isDirectory) return real;
  } catch (error) {
    if (error instanceof StartError || !(error instanceof Error)) throw error;
    throw new StartError(
      `The data folder ${path} cannot be used: ${error.message}. Name another with --data DIR.`,
    );
  }
  throw new StartError(`The data folder ${path} is not a folder. Name another with --data DIR.`);
}
