/**
 * Removing what pyChat keeps in its data folder.
 *
 * Only files of its names are removed, whatever else lies there: the person may have named any
 * folder. What was removed can be found on some disks by who has the right tools; writing over it
 * first would not help on most of those made today.
 *
 * @module
 */
import { printableLine } from "../printable.ts";
import { removeKept } from "./safe_file.ts";
import { reason } from "./file_changes.ts";

/** What lies beside a file while it is written, and where the writing broke off. */
const UNFINISHED = /^(?:(.+)\.)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.new$/;

/**
 * Removes files with their locks and with what an interrupted write of theirs left behind.
 *
 * @param folder The data folder.
 * @param names The names of the files.
 * @returns Why something is there still, each as a sentence; empty where nothing is.
 */
export async function wipeFolder(
  folder: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const failures: string[] = [];
  async function attempt(path: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      failures.push(`${printableLine(path)} could not be removed: ${reason(error)}.`);
    }
  }
  for (const name of names) {
    const path = `${folder}/${name}`;
    const linked = await isLink(path);
    await attempt(path, () => removeKept(path));
    // It was the person who put it elsewhere, and perhaps others read it there.
    if (linked) failures.push(`${printableLine(path)} was a link: what it led to is still there.`);
  }
  await attempt(folder, async () => {
    for await (const { name } of Deno.readDir(folder)) {
      if (!isUnfinished(name, names)) continue;
      await attempt(`${folder}/${name}`, () => Deno.remove(`${folder}/${name}`));
    }
  });
  return failures;
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await Deno.lstat(path)).isSymlink;
  } catch {
    return false; // its removal will say what is wrong
  }
}

function isUnfinished(name: string, names: readonly string[]): boolean {
  const [found, of] = UNFINISHED.exec(name) ?? [];
  return found !== undefined && (of === undefined || names.includes(of));
}
