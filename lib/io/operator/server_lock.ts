/**
 * One server at a time in a data folder.
 *
 * Two would be the same server at two ports, and only one of them could be asked how it is. The
 * folder may be open for others to read, the file of the lock is not.
 *
 * @module
 */
import { isHeld, tryLock } from "../files/lock.ts";
import { StartError } from "../start_error.ts";

/** A file without content, which stays. */
function lockFile(folder: string): string {
  return `${folder}/server.lock`;
}

/** Who only looks whether a server runs has the lock for a moment; so often it is tried again. */
const TRIES = 10;

/** And so long later each time, in milliseconds. */
const AGAIN_MS = 50;

/**
 * Takes the lock for the rest of the process; a file that nobody closes stays open.
 *
 * @param folder The data folder.
 * @returns Whether it has it. Where there can be none, such as on a read-only disk, a server does
 * without.
 * @throws {StartError} If another server has it, or another user's file is in its place.
 */
export async function holdFolder(folder: string): Promise<boolean> {
  let lock = await tryLock(lockFile(folder));
  for (let tries = 1; lock === "taken" && tries < TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    lock = await tryLock(lockFile(folder));
  }
  if (lock === "taken") {
    throw new StartError(
      `A server runs already with the data in ${folder}. “pychat-server status” shows how it is; ` +
        "for a second one name another folder with --data DIR.",
    );
  }
  if (lock === "denied") {
    throw new StartError(
      `The file ${lockFile(folder)} belongs to another user, who may have a server here. If none ` +
        "runs, remove that file, and start again.",
    );
  }
  return lock !== null;
}

/**
 * Whether a server runs in a data folder. Makes no file: one that root made there would shut out
 * the server's own user.
 *
 * @param folder The data folder.
 */
export async function isServed(folder: string): Promise<boolean> {
  const lock = await tryLock(lockFile(folder), { make: false });
  if (!isHeld(lock)) return lock === "taken";
  lock.close();
  return false;
}
