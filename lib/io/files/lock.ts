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

/** What became of a lock: held, `"taken"` by another process, `"denied"` to this user, or impossible. */
export type Locked = Lock | "taken" | "denied" | null;

/**
 * Takes a lock, if it is free. Of one that nobody closes, the process keeps the file open.
 *
 * @param path A file of its own, in a folder that only its owner may write to.
 * @param how `make`: whether the file is made where there is none; otherwise it is not even written
 * to. `shared`: whether others may have it too who say the same.
 * @returns `null` where there can be no lock, such as on a read-only disk, or where something that
 * is no file has its name.
 */
export async function tryLock(
  path: string,
  { make = true, shared = false }: { readonly make?: boolean; readonly shared?: boolean } = {},
): Promise<Locked> {
  let file: Deno.FsFile | null = null;
  try {
    // Opening a pipe would wait for its other end for ever.
    if (!await isFileOrAbsent(path)) return null;
    file = await Deno.open(
      path,
      make ? { create: true, write: true, mode: 0o600 } : { read: true },
    );
    if (await file.tryLock(!shared)) return file;
    file.close();
    return "taken";
  } catch (error) {
    file?.close();
    return error instanceof Deno.errors.PermissionDenied ? "denied" : null;
  }
}

/** Whether this process has it. */
export function isHeld(lock: Locked): lock is Lock {
  return lock !== null && typeof lock !== "string";
}

async function isFileOrAbsent(path: string): Promise<boolean> {
  try {
    return (await Deno.lstat(path)).isFile;
  } catch (error) {
    return error instanceof Deno.errors.NotFound;
  }
}
