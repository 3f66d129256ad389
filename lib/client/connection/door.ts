/**
 * The first way into a server, from the connect form to its welcome.
 *
 * @module
 */
import type { Stage } from "../../api/view.ts";
import type { Effect } from "../effect.ts";
import type { Feed } from "../conversation/feed.ts";
import type { ClientOptions } from "../options.ts";
import type { Admission, EntryWorld } from "./admission.ts";
import { Entry } from "./entry.ts";
import { Form } from "./form.ts";
import { madeUpName } from "./made_up_name.ts";

/** Somebody who was let in. */
export interface Entered {
  readonly admission: Admission;
  /** The way that they came by. */
  readonly entry: Entry;
}

/** Stands between the form and the conversations. */
export class Door {
  readonly #world: EntryWorld;
  readonly #feed: Feed;
  readonly #form: Form;
  #entry: Entry | null = null;
  #entered: Entered | null = null;

  /**
   * @param options What the form holds first.
   * @param world What a way in needs.
   * @param feed Is told of each change.
   */
  constructor({ where, name }: ClientOptions, world: EntryWorld, feed: Feed) {
    this.#world = world;
    this.#feed = feed;
    this.#form = new Form(where, name, madeUpName(world.draw));
  }

  /** Whether somebody is on the way. */
  get isUnderWay(): boolean {
    return this.#entry !== null;
  }

  /** Where they stand, who are not in. */
  get stage(): Stage {
    const { where, problem } = this.#form;
    return this.#entry?.stage ?? { at: "start", where, problem };
  }

  /** The name to offer. */
  get name(): string {
    return this.#form.name;
  }

  /**
   * Somebody wants in.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  join(where: string, name: string, now: number): readonly Effect[] {
    this.#feed.stateChanged();
    const wish = this.#form.submit(where, name);
    if (wish === null) return [];
    this.#entry = new Entry({ ...wish, claim: null }, this.#world, now);
    return this.step((entry) => entry.begin());
  }

  /** Goes a step on the way, if anybody is on it, and looks where they stand then. */
  step(act: (entry: Entry) => readonly Effect[]): readonly Effect[] {
    const entry = this.#entry;
    if (entry === null) return [];
    const effects = act(entry);
    this.#feed.stateChanged();
    const { outcome, wanted, target } = entry;
    if (outcome === null) return effects;
    this.#entry = null;
    if (outcome.type === "failed") this.#form.fail(target.where, wanted.name, outcome.problem);
    if (outcome.type === "admitted") this.#entered = { admission: outcome.admission, entry };
    return effects;
  }

  /** Takes who was let in since the last call, or null. */
  take(): Entered | null {
    const entered = this.#entered;
    this.#entered = null;
    return entered;
  }

  /** They do not want in any more. */
  cancel(): readonly Effect[] {
    const entry = this.#entry;
    this.#entry = null;
    this.#feed.stateChanged();
    this.#form.forgive();
    return entry?.cancel() ?? [];
  }

  /** They have left: where they were and what they were called is what to offer next. */
  offer(where: string, name: string, madeUp: boolean): void {
    this.#form.offer(where, name, madeUp);
  }
}
