/**
 * Several files of a person changed together: all of them or none.
 *
 * @module
 */
import { printableLine } from "../printable.ts";
import { writeWhole } from "./safe_file.ts";
import { StartError } from "../start_error.ts";

/** What becomes of one file. */
export interface Change {
  /** An absolute path. */
  readonly path: string;
  /** What shall be in it; null where it shall be gone. */
  readonly bytes: Uint8Array | null;
  /** Its mode; where none is named it is readable by its owner alone. */
  readonly mode?: number;
}

/**
 * Makes the changes one after the other. Where one fails, those before it are undone, and the
 * folders made for them are removed. Files that are as they shall be are not touched.
 *
 * @param changes What shall be.
 * @throws {StartError} If one of them cannot be made, or would leave files of root in the folders
 * of somebody else.
 */
export async function changeFiles(changes: readonly Change[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  let path = "";
  try {
    for (const change of changes) {
      path = change.path;
      await checkOwner(folderOf(path));
    }
    for (const change of changes) {
      path = change.path;
      await makeFolder(folderOf(path), undo);
      const old = await readOld(path);
      if (isSame(old, change.bytes)) continue;
      const before = { ...change, bytes: old };
      undo.push(() => put(before));
      await put(change);
    }
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => {});
    if (error instanceof StartError) throw error;
    throw new StartError(
      `${printableLine(path)} cannot be changed: ${reason(error)}.`,
    );
  }
}

/**
 * Removes the folders above a file that are empty. A link among them stays, and ends the search.
 *
 * @param path The file, as an absolute path.
 * @param end The folder above them all, which stays.
 */
export async function removeEmptyFolders(path: string, end: string): Promise<void> {
  for (let folder = folderOf(path); folder.startsWith(`${end}/`); folder = folderOf(folder)) {
    try {
      if (!(await Deno.lstat(folder)).isDirectory) return;
      await Deno.remove(folder);
    } catch {
      return; // not empty
    }
  }
}

/** Why something failed, as a clause of a sentence. */
export function reason(error: unknown): string {
  return printableLine(error instanceof Error ? error.message : String(error));
}

async function put({ path, bytes, mode }: Change): Promise<void> {
  if (bytes === null) return await Deno.remove(path);
  await writeWhole(path, bytes);
  if (mode !== undefined) await Deno.chmod(path, mode & 0o777);
}

/**
 * Files of root in the home of somebody else could not be read by that person's desktop. They
 * come of `sudo`, which often keeps `$HOME`.
 */
async function checkOwner(folder: string): Promise<void> {
  const there = await nearest(folder);
  const { uid } = await Deno.stat(there);
  const probe = await Deno.makeTempFile({ dir: there, prefix: ".pychat-" });
  const mine = await Deno.stat(probe).finally(() => Deno.remove(probe));
  if (mine.uid !== 0 || uid === 0) return;
  throw new StartError(
    `${printableLine(there)} belongs to somebody else. Try again without sudo.`,
  );
}

/** The folder, or the nearest one above it that is there. */
async function nearest(folder: string): Promise<string> {
  try {
    await Deno.stat(folder);
    return folder;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound) || folder === "/") throw error;
    return await nearest(folderOf(folder));
  }
}

/** Makes a folder and those above it, with mode 0700 as the XDG specification wants them. */
async function makeFolder(folder: string, undo: (() => Promise<void>)[]): Promise<void> {
  try {
    await Deno.mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return;
    if (!(error instanceof Deno.errors.NotFound) || folder === "/") throw error;
    await makeFolder(folderOf(folder), undo);
    await Deno.mkdir(folder, { mode: 0o700 });
  }
  undo.push(() => Deno.remove(folder));
}

async function readOld(path: string): Promise<Uint8Array | null> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function isSame(one: Uint8Array | null, other: Uint8Array | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 1));
}
