/**
 * What pages see of a program that could not begin as it was asked to.
 *
 * Who started it by a double-click has no terminal to read a sentence in.
 *
 * @module
 */
import { readIntent } from "../../api/intent.ts";
import type { Update } from "../../api/update.ts";
import type { Dispensable, State } from "../../api/view.ts";
import { DEFAULT_SETTINGS } from "../keep/settings.ts";
import type { PageLine } from "./desk.ts";
import type { Counter } from "./desks.ts";
import { Stay } from "./stay.ts";

/** What the person decides: begin once more, or go on without. */
export type Decision = "again" | "without";

/** What is wrong, and what it needs of the world. */
export interface TroubleOptions {
  /** What is wrong and what can be done. */
  readonly sentence: string;
  /** What the program could begin without. */
  readonly without: Dispensable;
  /** The version of the program. */
  readonly version: string;
  /** Milliseconds since any moment. */
  readonly clock: () => number;
  /** Ends the process: somebody asked for it. */
  readonly quit: () => void;
}

/** Says one sentence to every page, and waits for a decision. */
export class Trouble implements Counter {
  /** What was decided. */
  readonly decision: Promise<Decision>;
  readonly #state: State;
  readonly #options: TroubleOptions;
  readonly #stay: Stay;
  readonly #decide: (decision: Decision) => void;

  /** @param options What is wrong. */
  constructor(options: TroubleOptions) {
    const { sentence, without, version, clock } = options;
    const { promise, resolve } = Promise.withResolvers<Decision>();
    this.#options = options;
    this.#stay = new Stay(clock());
    this.decision = promise;
    this.#decide = resolve;
    this.#state = {
      version,
      theme: DEFAULT_SETTINGS.theme,
      choices: DEFAULT_SETTINGS.choices,
      stage: { at: "trouble", sentence, without },
      name: "",
      me: null,
      conversations: [],
      ignored: [],
    };
  }

  /** A page has come. */
  open(page: PageLine): void {
    this.#stay.opened(page.id);
    const update: Update = { type: "snapshot", state: this.#state, conversations: [], show: null };
    page.send(JSON.stringify(update));
  }

  /** A page has gone. */
  close(page: PageLine): void {
    this.#stay.closed(page.id, false, this.#options.clock());
  }

  /** A page says something. */
  receive(_page: PageLine, text: string): void {
    const intent = readIntent(text);
    if (intent === null) return;
    const { type } = intent;
    if (type === "again" || type === "without") this.#decide(type);
    if (type === "quit") this.#options.quit();
  }

  /** There is one desk. */
  expect(lifeMs: number): number {
    this.#stay.expect(this.#options.clock() + lifeMs);
    return 0;
  }

  /** Nothing is lost with a program that could not begin. */
  touch(): boolean {
    return this.#stay.end(false) <= this.#options.clock();
  }
}
