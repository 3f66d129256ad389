/**
 * What a client keeps between its starts: known servers and settings, each in a file of its own.
 *
 * Files are given; this knows their names and what is in them.
 *
 * @module
 */
import type { Effect } from "../effect.ts";
import {
  findServer,
  type KnownServer,
  type KnownServerChange,
  mergeKnownServers,
  parseKnownServers,
} from "./known_servers.ts";
import {
  DEFAULT_SETTINGS,
  mergeSettings,
  parseSettings,
  type Settings,
  settingsChange,
  type StoredSettings,
} from "./settings.ts";

/** The files of one folder. */
export interface Files {
  /** The text of a file, or `null` where there is none. */
  read(name: string): string | null;
  /**
   * Changes a file; of several at once, none is lost. What `change` throws is thrown on; where it
   * gives `null`, there is no file and none is made.
   */
  update(name: string, change: (old: string | null) => string | null): Promise<string | null>;
}

/** Files that are forgotten with the process, where there is no folder to keep them in. */
export function volatileFiles(): Files {
  const texts = new Map<string, string>();
  return {
    read: (name) => texts.get(name) ?? null,
    update(name, change) {
      const text = change(texts.get(name) ?? null);
      if (text !== null) texts.set(name, text);
      return Promise.resolve(text);
    },
  };
}

/** Effects that are about what stays on this computer. */
export type MemoryEffect = Extract<Effect, { type: "remember_server" | "remember_settings" }>;

const KNOWN = "known_servers.json";
const SETTINGS = "settings.json";

/** The names of the files in which something is kept. */
export const MEMORY_FILES: readonly string[] = [KNOWN, SETTINGS];

/** What is kept, as it was last seen. */
export class Memory {
  readonly #files: Files;
  readonly #complain: (sentence: string) => void;
  #known: readonly KnownServer[];
  #settings: Settings;
  /** What was chosen and is not in its file, since that could not be written. */
  #owed: Partial<StoredSettings> = {};
  /** Whether nothing is kept any more. */
  #closed = false;
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

  /**
   * What is known of servers now, with what other processes wrote. Where one of them removed all,
   * that is over for this one too.
   */
  recall(): readonly KnownServer[] {
    if (this.#isRemoved()) this.#settings = { ...this.#settings, where: DEFAULT_SETTINGS.where };
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
    const writing = this.#writing.then(this.#writer(effect)).catch((error) => {
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

  /**
   * Keeps nothing from here on: it is all to be removed.
   *
   * @returns When nothing is under way any more that would bring a file back.
   */
  close(): Promise<void> {
    this.#closed = true;
    return this.kept();
  }

  /** What writes something when its turn has come. */
  #writer(effect: MemoryEffect): () => Promise<boolean> {
    if (effect.type === "remember_server") {
      return async () => !this.#closed && await this.#learn(effect.change, effect.again ?? false);
    }
    const change = settingsChange(this.#settings, effect.settings);
    this.#settings = effect.settings;
    return async () => !this.#closed && await this.#choose(effect.again ? {} : change);
  }

  #isRemoved(): boolean {
    try {
      return this.#files.read(SETTINGS) === null && this.#owed.where === undefined;
    } catch {
      return false; // it is there, and cannot be read
    }
  }

  async #choose(change: Partial<StoredSettings>): Promise<boolean> {
    const owed = { ...this.#owed, ...change };
    if (Object.keys(owed).length === 0) return true;
    this.#owed = owed;
    await this.#files.update(SETTINGS, (old) => mergeSettings(old, owed));
    this.#owed = {};
    return true;
  }

  /** What comes up again by itself is brought up to date where it is kept, and never brought back. */
  async #learn(change: KnownServerChange, again: boolean): Promise<boolean> {
    const { host, port } = change.server;
    const isKept = (text: string | null) =>
      findServer(parseKnownServers(text), host, port) !== null;
    // Not even a lock is made in a folder that was emptied.
    if (again && !isKept(this.#files.read(KNOWN))) return false;
    const text = await this.#files.update(
      KNOWN,
      (old) => again && !isKept(old) ? old : mergeKnownServers(old, change),
    );
    this.#known = parseKnownServers(text);
    return isKept(text);
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
