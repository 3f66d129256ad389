/**
 * Files that root makes for the user that a server runs as.
 *
 * A system service has a user of its own, which cannot be logged in to, so its operator acts as
 * root. In a folder that somebody else may change, root must not trust a name from one step to
 * the next: `chown` follows links, and a name could have become a link to any file of the system.
 *
 * @module
 */
import { makeOnce, writeWhole } from "../files/safe_file.ts";
import { StartError } from "../start_error.ts";

/** Whose a file is, by number. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Makes a file in a folder unless there is one of that name; where root makes it for somebody
 * else, it is theirs from the moment it has its name.
 *
 * @param folder The folder, an absolute path without symbolic links.
 * @param name The file's name.
 * @param bytes What shall be in it.
 * @returns Whether this call made it; if not, the one that was there is untouched.
 * @throws {StartError} If root would have to trust names that somebody else may change.
 */
export async function makeForOwner(
  folder: string,
  name: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const owner = await whoseIfRoot(folder);
  const path = `${folder}/${name}`;
  if (owner === null) return await makeOnce(path, bytes);
  if (!await onlyRootMoves(folder)) {
    throw new StartError(
      `The folder ${folder} is another user's, who may change what leads there. Do this as that ` +
        `user, with sudo -u '#${owner.uid}' before the command.`,
    );
  }
  // Beside the folder only root gives names; within it only the last step is done, in one go.
  const fresh = `${folder}.${crypto.randomUUID()}.new`;
  await writeWhole(fresh, bytes);
  try {
    await Deno.chown(fresh, owner.uid, owner.gid);
    await Deno.link(fresh, path);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  } finally {
    await Deno.remove(fresh);
  }
  using handle = await Deno.open(folder);
  await handle.sync();
  return true;
}

/** Who has the folder, if this is root and they are not; `null` in every other case. */
async function whoseIfRoot(folder: string): Promise<Owner | null> {
  const { uid, gid } = await Deno.stat(folder);
  if (uid === null || gid === null || uid === 0) return null;
  // Asking for the number of one's own user is a right that the program does not have.
  const probe = await Deno.makeTempDir({ dir: folder, prefix: ".whose-" });
  const own = await Deno.lstat(probe);
  await Deno.remove(probe);
  return own.uid === 0 ? { uid, gid } : null;
}

/**
 * Whether nobody but root can give a folder's path another meaning: in each folder above it only
 * root may rename, or, as in `/tmp`, each their own.
 */
async function onlyRootMoves(folder: string): Promise<boolean> {
  let ofRoot = false;
  for (let path = folder; path !== "/"; ofRoot = true) {
    path = path.slice(0, Math.max(path.lastIndexOf("/"), 1));
    const { uid, mode } = await Deno.stat(path);
    const open = ((mode ?? 0) & 0o022) !== 0;
    const sticky = ((mode ?? 0) & 0o1000) !== 0;
    if (uid !== 0 || (open && !(sticky && ofRoot))) return false;
  }
  return true;
}
