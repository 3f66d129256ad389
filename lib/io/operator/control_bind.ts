/**
 * Where the control socket is, and how it comes to be there.
 *
 * @module
 */

/** The socket's path. */
export function controlPath(folder: string): string {
  return `${folder}/control.sock`;
}

/**
 * Whether a path is short enough for a Unix socket.
 *
 * The system keeps it with its final zero in 108 bytes on Linux (unix(7)), 104 elsewhere.
 *
 * @param os The platform, as `Deno.build.os` names it.
 */
export function fitsSocket(path: string, os: string): boolean {
  return new TextEncoder().encode(path).length < (os === "linux" ? 108 : 104);
}

/**
 * Listens at the control socket of a data folder, so that at no moment anybody else can connect; a
 * socket that a killed server left behind is replaced.
 *
 * A socket is born with the mode that the process's mask leaves, and changing the mask is a right
 * that the program does not have. In a folder that is shut nobody reaches it before its mode is
 * set; in one that others may enter it is made in a shut one inside, and moved. A folder that the
 * server made is shut; there the socket's file goes when it is closed, for which nobody needs a
 * right, as long as it has the name that it was born with.
 *
 * @param folder The data folder, an absolute path, that no other server serves from.
 * @throws {Error} If there can be none; the message is the rest of a sentence.
 */
export async function bindControl(folder: string): Promise<Deno.UnixListener> {
  const path = controlPath(folder);
  if (!fitsSocket(path, Deno.build.os)) throw new Error("its path is too long for a socket");
  await removeSocket(path);
  if (((Deno.statSync(folder).mode ?? 0) & 0o077) === 0) return listen(path);
  // No longer than the final name, so that whatever fits there fits here.
  const nursery = `${folder}/.${crypto.randomUUID().slice(0, 8)}`;
  Deno.mkdirSync(nursery, { mode: 0o700 });
  const born = `${nursery}/s`;
  try {
    const listener = listen(born);
    try {
      Deno.renameSync(born, path);
    } catch (error) {
      listener.close();
      throw error;
    }
    return listener;
  } finally {
    Deno.removeSync(nursery, { recursive: true });
  }
}

function listen(path: string): Deno.UnixListener {
  const listener = Deno.listen({ transport: "unix", path });
  Deno.chmodSync(path, 0o600);
  return listener;
}

/**
 * Removes what a killed server left. Anything that is no socket, or that somebody still answers, is
 * not ours to remove: where there are no locks, that is a server that runs.
 */
async function removeSocket(path: string): Promise<void> {
  try {
    if (!Deno.lstatSync(path).isSocket) throw new Error("something else has its name");
    if (await answers(path)) throw new Error("another server answers there");
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function answers(path: string): Promise<boolean> {
  try {
    (await Deno.connect({ transport: "unix", path })).close();
    return true;
  } catch {
    return false;
  }
}
