/**
 * The place where a client is found by other starts in the same data folder.
 *
 * @module
 */
import { isHeld, tryLock } from "../files/lock.ts";
import { removeIfThere } from "../files/safe_file.ts";
import { announce, lastRunning, type Running } from "./running.ts";

/** Where other starts look for this one. */
export interface Place {
  readonly path: string;
  /** Whether another client is to be found here. */
  readonly taken: boolean;
  /** Writes down how this client is reached, now or once it has the place. */
  announce(port: number, token: string | null): Promise<void>;
  /** Takes the place if whoever had it has gone. To be called now and then. */
  retry(): Promise<void>;
  /**
   * Leaves the place for good, and nothing of it. One that another client has stays.
   *
   * @throws {Error} If a file cannot be removed.
   */
  clear(): Promise<void>;
}

/** The place of a client that has no folder: nobody finds it. */
export const NO_PLACE: Place = {
  path: "",
  taken: false,
  announce: () => Promise.resolve(),
  retry: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

/**
 * Takes the place where other starts look, if it is free.
 *
 * @param folder The data folder.
 * @param complain Takes a sentence for the person where others will not find this client.
 */
export async function findPlace(
  folder: string,
  complain: (sentence: string) => void,
): Promise<Place> {
  const path = `${folder}/running.json`;
  const lock = `${folder}/running.lock`;
  let claim = await tryLock(lock);
  let reached: Running | null = null;
  let cleared = false;
  /** One after another: what is written must not come after it was removed. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn(act: () => Promise<void>): Promise<void> {
    const done = turn.then(act);
    turn = done.catch(() => {});
    return done;
  }
  async function write(): Promise<void> {
    if (cleared || !isHeld(claim) || reached === null) return;
    try {
      await announce(path, reached);
    } catch (error) {
      // Nobody may ask at a port that stands there from before.
      claim.close();
      claim = null;
      const why = error instanceof Error ? error.message : error;
      complain(`Another start will not find this one: ${why}.`);
    }
  }
  const place = {
    path,
    taken: claim === "taken",
    announce(port: number, token: string | null): Promise<void> {
      return inTurn(async () => {
        reached = { port, token };
        await write();
      });
    },
    retry(): Promise<void> {
      return inTurn(async () => {
        if (cleared || claim !== "taken") return;
        claim = await tryLock(lock);
        await write();
      });
    },
    clear(): Promise<void> {
      return inTurn(async () => {
        cleared = true;
        if (!isHeld(claim)) return;
        try {
          // The lock's file is the last: whoever makes a new one has the place, and writes it down.
          for (const file of [path, lock]) await removeIfThere(file);
        } finally {
          claim.close();
          claim = null;
        }
      });
    },
  };
  // What a client that was killed left behind opens nothing, and others must not believe it.
  const last = await lastRunning(path);
  if (last !== null && last.token !== null) await place.announce(last.port, null);
  return place;
}
