/**
 * Locks that one process has at a time, and that end with it, however it ends.
 *
 * A lock is on a file of its own, which stays. No other user can take it where the file is not
 * theirs to open.
 *
 * @module
 */

/** A lock that is held. */
export interface Lock {
  /** Lets go of it, as does the end of the process. */
  close(): void;
}

/**
 * Takes a lock, if it is free. Of one that nobody closes, the process keeps the file open.
 *
 * @param path A file of its own, in a folder that only its owner may write to.
 * @param make Whether the file is made where there is none.
 * @returns `"taken"` where another process has it, and null where there can be no lock, such as on
 * a read-only disk.
 */
export async function tryLock(path: string, make: boolean = true): Promise<Lock | "taken" | null> {
  let file: Deno.FsFile | null = null;
  try {
    file = await Deno.open(path, { create: make, write: true, mode: 0o600 });
    if (await file.tryLock(true)) return file;
    file.close();
    return "taken";
  } catch {
    file?.close();
    return null;
  }
}
