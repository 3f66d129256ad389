/**
 * What a client keeps on this computer: what it knows of servers, and what the person chose.
 *
 * @module
 */
import type { Effect } from "../effect.ts";
import type { KnownServerChange } from "./known_servers.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Settings } from "./settings.ts";

const AGAIN = { again: true } as const;

/** Both, as one client has them. */
export class Keepsakes {
  readonly #knowledge: Knowledge;
  #settings: Settings;

  /**
   * @param knowledge What is known of servers.
   * @param settings What was chosen.
   */
  constructor(knowledge: Knowledge, settings: Settings) {
    this.#knowledge = knowledge;
    this.#settings = settings;
  }

  /** What was chosen. */
  get settings(): Settings {
    return this.#settings;
  }

  /**
   * Takes settings that were changed elsewhere.
   *
   * @returns Whether pages show anything of it.
   */
  settle(settings: Settings): boolean {
    const { theme, choices } = this.#settings;
    this.#settings = settings;
    return settings.theme !== theme || settings.choices !== choices;
  }

  /** Something was chosen, or somewhere the person has come in. */
  choose(change: Partial<Settings>): Effect {
    this.#settings = { ...this.#settings, ...change };
    const { where } = change;
    const again = where !== undefined && !this.#knowledge.isNews(where);
    return { type: "remember_settings", settings: this.#settings, ...(again && AGAIN) };
  }

  /** Something was learnt of a server. */
  learn(change: KnownServerChange): Effect {
    const again = !this.#knowledge.learn(change);
    return { type: "remember_server", change, ...(again && AGAIN) };
  }
}
