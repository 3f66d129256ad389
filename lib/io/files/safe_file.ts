/**
 * Files that are whole or absent, whatever happens while they are written.
 *
 * A new file is written beside the old one, brought to the disk, and then takes the old one's
 * name in one step. Every file is readable by its owner alone.
 *
 * @module
 */

import { writeAll } from "../write_all.ts";

/**
 * Replaces a file, or makes it. Readers see all of the old one or all of the new one.
 *
 * @param path The file.
 * @param bytes What shall be in it.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = await writeBeside(path, bytes);
  try {
    await Deno.rename(fresh, path);
  } catch (error) {
    await Deno.remove(fresh);
    throw error;
  }
  await syncFolder(path);
}

/** How {@linkcode makeOnce} gives a file its name; another one only in tests. */
export type Link = (from: string, to: string) => Promise<void>;

/**
 * Makes a file unless there is one of that name. Of several processes that try at once, exactly
 * one makes it.
 *
 * @param path The file.
 * @param bytes What shall be in it.
 * @param link How the written file gets its name without taking it from another.
 * @returns Whether this call made it; if not, the one that was there is untouched.
 */
export async function makeOnce(
  path: string,
  bytes: Uint8Array,
  link: Link = Deno.link,
): Promise<boolean> {
  if (await isThere(path)) return false; // also where the disk is full or may not be written
  const fresh = await writeBeside(path, bytes);
  try {
    await link(fresh, path);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    // Memory cards and sticks often have a file system without hard links; there a lock keeps
    // other processes of ours away, and nobody else makes files of this name.
    return await locked(path, () => renameUnlessThere(fresh, path));
  } finally {
    await removeIfThere(fresh);
  }
  await syncFolder(path);
  return true;
}

/**
 * Changes a text file. Of several processes that do so at once each sees what the one before it
 * wrote, so nothing is lost.
 *
 * @param path The file. A lock file stands beside it and stays.
 * @param change Makes the new text from the old one, or from null where there is no file; where it
 * gives null, none is made. What it throws is thrown on and the file is untouched.
 * @returns The new text, or null where there is no file.
 */
export function update(
  path: string,
  change: (old: string | null) => string | null,
): Promise<string | null> {
  return locked(path, async () => {
    const old = await readText(path);
    const text = change(old);
    if (text !== null && text !== old) await writeWhole(path, new TextEncoder().encode(text));
    return text ?? old;
  });
}

/**
 * Removes a file that {@linkcode update} changes, and the lock beside it: after a change that is
 * under way, and before the next.
 *
 * @param path The file; it may be absent.
 */
export async function removeKept(path: string): Promise<void> {
  if (!await isThere(path) && !await isThere(`${path}.lock`)) return;
  await locked(path, async () => {
    await removeIfThere(path);
    await removeIfThere(`${path}.lock`);
  });
  await syncFolder(path);
}

/**
 * Removes a file, if there is one.
 *
 * @param path The file.
 */
export async function removeIfThere(path: string): Promise<void> {
  await Deno.remove(path).catch(ignoreAbsence);
}

/**
 * Reads a text file.
 *
 * @param path The file.
 * @returns Its text, or null where there is no such file.
 */
export async function readText(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    ignoreAbsence(error);
    return null;
  }
}

/**
 * Reads a text file at once, for a small file and a moment that cannot wait.
 *
 * @param path The file.
 * @returns Its text, or null where there is no such file.
 */
export function readTextNow(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    ignoreAbsence(error);
    return null;
  }
}

/**
 * How often a lock is taken anew whose file was removed meanwhile. On some network disks a file is
 * never the same twice: there a lock that may keep nobody away is better than none ever.
 */
const MOST_LOCKS = 100;

/** Two locks of one process also exclude each other: each belongs to its own open file. */
async function locked<T>(path: string, act: () => Promise<T>): Promise<T> {
  for (let left = MOST_LOCKS;; left--) {
    using lock = await Deno.open(`${path}.lock`, { create: true, write: true, mode: 0o600 });
    await lock.lock(true);
    if (left > 1 && await isReplaced(lock, `${path}.lock`)) continue;
    return await act(); // closing the file lets go of the lock, as does the end of the process
  }
}

/** Whoever waited for a file that was removed has a lock that keeps nobody away. */
async function isReplaced(file: Deno.FsFile, path: string): Promise<boolean> {
  try {
    const [held, there] = [await file.stat(), await Deno.stat(path)];
    return held.ino !== there.ino || held.dev !== there.dev;
  } catch (error) {
    ignoreAbsence(error);
    return true;
  }
}

async function writeBeside(path: string, bytes: Uint8Array): Promise<string> {
  const fresh = `${path}.${crypto.randomUUID()}.new`;
  const file = await Deno.open(fresh, { createNew: true, write: true, mode: 0o600 });
  try {
    await writeAll(file, bytes);
    await file.sync();
    file.close();
  } catch (error) {
    file.close();
    await Deno.remove(fresh);
    throw error;
  }
  return fresh;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    ignoreAbsence(error);
    return false;
  }
}

async function renameUnlessThere(fresh: string, path: string): Promise<boolean> {
  if (await isThere(path)) return false;
  await Deno.rename(fresh, path);
  await syncFolder(path);
  return true;
}

/** Without it a power cut may bring back the old name. Windows has no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  const slash = path.lastIndexOf("/");
  const folder = slash < 0 ? "." : path.slice(0, Math.max(slash, 1));
  using handle = await Deno.open(folder);
  await handle.sync();
}

function ignoreAbsence(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
