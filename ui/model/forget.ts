/**
 * Forgetting everything that a page holds.
 *
 * @module
 */
import { batch, Signal } from "@preact/signals";
import type { Remains } from "../../lib/api/update.ts";
import { Kept } from "./kept.ts";
import { Store } from "./store.ts";

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Leaves a store as a new one is, but for that everything was wiped.
 *
 * It goes through all that the store has, so that what is added to it is forgotten too.
 *
 * @param store What is emptied.
 * @param rest What is left on this computer all the same.
 */
export function forget(store: Store, rest: Remains): void {
  const empty = new Map<string, unknown>(Object.entries(new Store()));
  batch(() => {
    for (const [name, part] of Object.entries(store)) {
      const blank = empty.get(name);
      if (part instanceof Kept) part.keepOnly(NOBODY);
      else if (part instanceof Map) part.clear();
      else if (isSettable(part) && blank instanceof Signal) part.value = blank.peek();
    }
    store.wiped.value = rest;
  });
  // What is computed holds what it was until somebody asks.
  for (const part of Object.values(store)) if (part instanceof Signal) part.peek();
}

/** What is computed from others changes with them, and can be set to nothing. */
function isSettable(part: unknown): part is Signal<unknown> {
  if (!(part instanceof Signal)) return false;
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(part), "value") ?? {};
  return set !== undefined;
}
