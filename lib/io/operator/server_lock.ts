/**
 * One server at a time in a data folder.
 *
 * Two would be the same server at two ports, and only one of them could be asked how it is. The
 * lock ends with its process, however that ends, and no other user can take it: a folder may be
 * open for others to read, the file is not.
 *
 * @module
 */
import { StartError } from "../start_error.ts";

/** A file without content, which stays. */
function lockFile(folder: string): string {
  return `${folder}/server.lock`;
}

/**
 * Takes the lock for the rest of the process; a file that nobody closes stays open. Where there
 * can be no lock, such as on a read-only disk, a server does without.
 *
 * @param folder The data folder.
 * @throws {StartError} If another server has it.
 */
export async function holdFolder(folder: string): Promise<void> {
  const lock = await tryLock(lockFile(folder), { create: true, write: true, mode: 0o600 });
  if (lock !== "taken") return;
  throw new StartError(
    `A server runs already with the data in ${folder}. “pychat-server status” shows how it is; ` +
      "for a second one name another folder with --data DIR.",
  );
}

/**
 * Whether a server runs in a data folder. Makes no file: one that root made there would shut out
 * the server's own user.
 *
 * @param folder The data folder.
 */
export async function isServed(folder: string): Promise<boolean> {
  const lock = await tryLock(lockFile(folder), { write: true });
  if (lock === "taken") return true;
  lock?.close();
  return false;
}

/** An open file that is locked; closing it lets go, as does the end of the process. */
async function tryLock(
  path: string,
  options: Deno.OpenOptions,
): Promise<Deno.FsFile | "taken" | null> {
  let file: Deno.FsFile | null = null;
  try {
    file = await Deno.open(path, options);
    if (await file.tryLock(true)) return file;
    file.close();
    return "taken";
  } catch {
    file?.close();
    return null;
  }
}
