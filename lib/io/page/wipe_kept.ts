/**
 * Removing all that a client keeps on this computer.
 *
 * @module
 */
import type { Use } from "../files/in_use.ts";
import { reason } from "../files/file_changes.ts";
import { wipeFolder } from "../files/wipe_folder.ts";
import type { Place } from "./place.ts";

/** Where a client keeps what it keeps. */
export interface Kept {
  /** Its data folder, as an absolute path. */
  readonly folder: string;
  /** The way to it where it is the one that the program has by itself; one that was named stays. */
  readonly usual: string | null;
  readonly place: Place;
  readonly use: Use;
}

/** What could not be done. */
export interface Unwiped {
  /** Why something is there still, each as a sentence. */
  readonly failures: readonly string[];
  /** Whether another process uses the same folder; `null` where nobody can tell. */
  readonly others: boolean | null;
}

/**
 * Removes it. Whatever fails, the rest is done.
 *
 * @param kept Where it is; nothing of this process may write there any more.
 * @param names The names of the files with what is remembered.
 */
export async function wipeKept(kept: Kept, names: readonly string[]): Promise<Unwiped> {
  const { folder, usual, place, use } = kept;
  const failures = [...await wipeFolder(folder, names)];
  try {
    await place.clear();
  } catch (error) {
    failures.push(`A file in ${folder} could not be removed: ${reason(error)}.`);
  }
  const others = await use.end();
  // Who goes on must find the folder.
  if (usual !== null && others === false) await removeUsual(usual);
  return { failures, others };
}

/** The folder, and the one around it that the other program has a folder in too; never a link. */
async function removeUsual(folder: string): Promise<void> {
  const around = folder.replace(/[\\/][^\\/]*$/, "");
  for (const one of [folder, ...(/[\\/]pychat$/.test(around) ? [around] : [])]) {
    try {
      if (!(await Deno.lstat(one)).isDirectory) return;
      await Deno.remove(one);
    } catch {
      return; // not empty
    }
  }
}
