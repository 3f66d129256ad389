/**
 * What every larger view is given.
 *
 * @module
 */
import type { Actions } from "./actions.ts";
import type { Store } from "./store.ts";

/** The page's state and its verbs. */
export interface App {
  readonly store: Store;
  readonly actions: Actions;
}
