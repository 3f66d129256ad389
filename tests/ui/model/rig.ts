/**
 * A store in the chat, with its actions and what they send.
 *
 * @module
 */
import type { Intent } from "../../../lib/api/intent.ts";
import { Actions } from "../../../ui/model/actions.ts";
import { Store } from "../../../ui/model/store.ts";
import { type Scene, snapshotOf } from "../../support/scenes.ts";

/** One page without a browser. */
export interface Rig {
  readonly store: Store;
  readonly actions: Actions;
  /** What was sent, in order. */
  readonly sent: Intent[];
  /** Milliseconds since 1970 (UTC). */
  now: number;
}

/** A page in a scene, with nothing sent yet. */
export function chatting(scene: Scene = "chat"): Rig {
  const store = new Store();
  const sent: Intent[] = [];
  store.link.value = "open";
  store.take([snapshotOf(scene)], false);
  // Long after everything in the scenes.
  const rig = { store, sent, now: new Date().setHours(23, 59, 0, 0) };
  const actions = new Actions(store, (intent) => sent.push(intent), () => rig.now);
  return Object.assign(rig, { actions });
}

/** Types a text and presses Enter. */
export function write({ store, actions }: Rig, text: string): void {
  actions.typeDraft(text);
  store.chosen.value = null;
  actions.enter();
  actions.keepDraft();
}

/** What was sent that the person asked for: drafts and questions of the page itself are not. */
export function acts({ sent }: Rig): Intent[] {
  const asides: readonly string[] = ["draft", "rooms", "look"];
  return sent.filter(({ type }) => !asides.includes(type));
}
