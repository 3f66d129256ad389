/**
 * Whether other processes use the same data folder.
 *
 * Each holds a lock that all of them may have together, for its whole life.
 *
 * @module
 */
import { isHeld, tryLock } from "./lock.ts";

/** A folder that this process uses. */
export interface Use {
  /**
   * This process uses the folder no more. The last one takes the lock's file with it.
   *
   * @returns Whether another process uses it still; `null` where nobody can tell.
   */
  end(): Promise<boolean | null>;
}

/**
 * Says that this process uses a folder.
 *
 * @param folder The data folder.
 */
export async function useFolder(folder: string): Promise<Use> {
  const path = `${folder}/in_use.lock`;
  const own = await tryLock(path, { shared: true });
  return {
    async end() {
      if (!isHeld(own)) return null;
      own.close();
      const alone = await tryLock(path, { make: false });
      if (alone === "taken") return true;
      if (!isHeld(alone)) return null;
      // Whoever comes now finds no lock, and makes a new one.
      await Deno.remove(path).catch(() => {});
      alone.close();
      return false;
    },
  };
}
