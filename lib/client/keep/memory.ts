/**
 * What a client keeps between its starts: known servers and settings, each in a file of its own.
 *
 * Files are given; this knows their names and what is in them.
 *
 * @module
 */
import type { Effect } from "../effect.ts";
import { type KnownServer, mergeKnownServers, parseKnownServers } from "./known_servers.ts";
import { parseSettings, serialiseSettings, type Settings } from "./settings.ts";

/** The files of one folder. */
export interface Files {
  /** The text of a file, or `null` where there is none. */
  read(name: string): string | null;
  /** Changes a file; of several at once, none is lost. What `change` throws is thrown on. */
  update(name: string, change: (old: string | null) => string): Promise<string>;
}

/** Files that are forgotten with the process, where there is no folder to keep them in. */
export function volatileFiles(): Files {
  const texts = new Map<string, string>();
  return {
    read: (name) => texts.get(name) ?? null,
    update(name, change) {
      const text = change(texts.get(name) ?? null);
      texts.set(name, text);
      return Promise.resolve(text);
    },
  };
}

/** Effects that are about what stays on this computer. */
export type MemoryEffect = Extract<Effect, { type: "remember_server" | "remember_settings" }>;

const KNOWN = "known_servers.json";
const SETTINGS = "settings.json";

/** What is kept, as it was last seen. */
export class Memory {
  readonly #files: Files;
  readonly #complain: (sentence: string) => void;
  #known: readonly KnownServer[];
  #settings: Settings;
  /** Writes one after another: the last setting chosen is the one that stays. */
  #writing: Promise<unknown> = Promise.resolve();

  /**
   * Reads everything.
   *
   * @param files Where it is kept.
   * @param complain Takes a sentence for the person when something cannot be kept.
   * @throws {SyntaxError} A sentence for the person, if the known servers are damaged.
   */
  constructor(files: Files, complain: (sentence: string) => void) {
    this.#files = files;
    this.#complain = complain;
    this.#known = parseKnownServers(files.read(KNOWN));
    this.#settings = parseSettings(files.read(SETTINGS));
  }

  /** What was chosen last. */
  get settings(): Settings {
    return this.#settings;
  }

  /** What is known of servers now, with what other processes wrote. */
  recall(): readonly KnownServer[] {
    try {
      this.#known = parseKnownServers(this.#files.read(KNOWN));
    } catch (error) {
      this.#complain(`Known servers are as they were before. ${sentenceOf(error)}`);
    }
    return this.#known;
  }

  /**
   * Keeps something. A failure is told, and changes nothing else.
   *
   * @returns Whether it is in its file now.
   */
  remember(effect: MemoryEffect): Promise<boolean> {
    if (effect.type === "remember_settings") this.#settings = effect.settings;
    const writing = this.#writing.then(() => this.#write(effect)).then(() => true, (error) => {
      this.#complain(`This could not be kept for the next start. ${sentenceOf(error)}`);
      return false;
    });
    this.#writing = writing;
    return writing;
  }

  /** Waits until everything is kept that was to be remembered so far. */
  async kept(): Promise<void> {
    await this.#writing;
  }

  async #write(effect: MemoryEffect): Promise<void> {
    if (effect.type === "remember_settings") {
      await this.#files.update(SETTINGS, () => serialiseSettings(effect.settings));
    } else {
      const text = await this.#files.update(KNOWN, (old) => mergeKnownServers(old, effect.change));
      this.#known = parseKnownServers(text);
    }
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
