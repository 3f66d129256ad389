/**
 * One server at a time in a data folder.
 *
 * Two would be the same server at two ports, and only one of them could be asked how it is. The
 * folder may be open for others to read, the file of the lock is not.
 *
 * @module
 */
import { tryLock } from "../files/lock.ts";
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
  const lock = await tryLock(lockFile(folder));
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
  const lock = await tryLock(lockFile(folder), false);
  if (lock === "taken") return true;
  lock?.close();
  return false;
}
