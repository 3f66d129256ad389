/**
 * The place where a client is found by other starts in the same data folder.
 *
 * @module
 */
import { announce, claimRunning, lastRunning } from "./running.ts";

/** Where other starts look for this one. */
export interface Place {
  readonly path: string;
  /** Whether another client is to be found here. */
  readonly taken: boolean;
  /** The port to try first; 0 is any. */
  readonly port: number;
  /** Writes down how this client is reached, unless another is to be found here. */
  announce(port: number, token: string | null): Promise<void>;
}

/** The place of a client that has no folder: nobody finds it. */
export const NO_PLACE: Place = {
  path: "",
  taken: false,
  port: 0,
  announce: () => Promise.resolve(),
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
  let claim = await claimRunning(`${folder}/running.lock`);
  const last = await lastRunning(path);
  const place = {
    path,
    taken: claim === "taken",
    port: claim === "taken" ? 0 : last?.port ?? 0,
    async announce(port: number, token: string | null): Promise<void> {
      if (claim === null || claim === "taken") return;
      try {
        await announce(path, { port, token });
      } catch (error) {
        // Nobody may ask at a port that stands there from before.
        claim.close();
        claim = null;
        complain(
          `Another start will not find this one: ${
            error instanceof Error ? error.message : error
          }.`,
        );
      }
    },
  };
  // What a client that was killed left behind opens nothing, and others must not believe it.
  if (last !== null && last.token !== null) await place.announce(last.port, null);
  return place;
}
