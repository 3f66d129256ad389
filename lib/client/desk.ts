/**
 * The desk: where one client, its phone and any number of pages meet.
 *
 * @module
 */
import { type Intent, readIntent } from "../api/intent.ts";
import type { Update } from "../api/update.ts";
import type { Client } from "./client.ts";
import type { Effect } from "./effect.ts";
import type { MemoryEffect } from "./memory.ts";
import { Phone, type PhoneOptions } from "./phone.ts";

/** One page, as far as texts go to it. */
export interface PageLine {
  /** Queues a text. Does not wait. */
  send(text: string): void;
  /** A link that opens one more page. It dies with this page where this one is shut out. */
  link(): string;
}

/** What a desk needs. */
export interface DeskOptions extends Omit<PhoneOptions, "tell"> {
  /** Milliseconds since 1970 (UTC). */
  readonly now: () => number;
  /** Runs something soon, after all that is under way. */
  readonly later: (act: () => void) => void;
  /** Brings what is known of servers up to date: other clients write to the same file. */
  readonly recall: () => void;
  /** Keeps something on this computer. */
  readonly remember: (effect: MemoryEffect) => void;
  /** Takes a sentence for the person; it holds nothing of what anybody wrote. */
  readonly complain: (sentence: string) => void;
}

/** Hands intents of pages to the client, its effects to the phone, and its updates to the pages. */
export class Desk {
  readonly #client: Client;
  readonly #options: DeskOptions;
  readonly #phone: Phone;
  readonly #pages = new Set<PageLine>();
  #publishing = false;

  /**
   * @param client The model; nobody else may give it intents.
   * @param options What the desk needs of the world.
   */
  constructor(client: Client, options: DeskOptions) {
    this.#client = client;
    this.#options = options;
    this.#phone = new Phone({
      ...options,
      tell: (link, event) => this.#run(client.link(link, event, options.now())),
    });
  }

  /** A page has come: it gets everything, and from then on what changes. */
  open(page: PageLine): void {
    this.#outlive(() => {
      this.#publish();
      send(page, this.#client.snapshot());
    });
    this.#pages.add(page);
  }

  /** A page has gone. */
  close(page: PageLine): void {
    this.#pages.delete(page);
  }

  /**
   * Does what a page asks for. What is not an intent does nothing.
   *
   * @param page Who asks, and gets what is for nobody else.
   * @param text An intent as JSON.
   */
  receive(page: PageLine, text: string): void {
    const intent = readIntent(text);
    if (intent === null) return;
    const done = this.#outlive(() => {
      if (intent.type === "link") return send(page, { type: "link", url: page.link() });
      for (const reply of this.act(intent)) send(page, reply);
    });
    if (done) return;
    this.#outlive(() => send(page, { type: "notice", problem: { code: "not_done" } }));
  }

  /**
   * Does what somebody asks for who is not a page.
   *
   * @returns What is for who asked and nobody else.
   */
  act(intent: Intent): readonly Update[] {
    if (intent.type === "join" || intent.type === "rejoin") this.#options.recall();
    const { effects, replies } = this.#client.intent(intent, this.#options.now());
    this.#run(effects);
    return replies;
  }

  /**
   * Says goodbye to the server.
   *
   * @returns When it has all that was said, the goodbye too.
   */
  async leave(): Promise<void> {
    await this.#phone.hangUp();
  }

  #run(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === "remember_server" || effect.type === "remember_settings") {
        this.#options.remember(effect);
      } else {
        this.#phone.run(effect);
      }
    }
    if (this.#publishing) return;
    this.#publishing = true;
    // Once for all that happens together: a burst of lines is one update.
    this.#options.later(() => this.#outlive(() => this.#publish()));
  }

  /**
   * Does something whose failure must not end the process, and everybody's conversation with it.
   * What failed is not said: an error may quote what somebody wrote.
   *
   * @returns Whether it was done.
   */
  #outlive(act: () => void): boolean {
    try {
      act();
      return true;
    } catch {
      this.#options.complain("A page asked for something that pyChat could not do. It goes on.");
      return false;
    }
  }

  #tell(text: string): void {
    for (const page of this.#pages) this.#outlive(() => page.send(text));
  }

  #publish(): void {
    this.#publishing = false;
    for (const update of this.#client.takeUpdates()) {
      this.#outlive(() => this.#tell(JSON.stringify(update)));
    }
  }
}

function send(page: PageLine, update: Update): void {
  page.send(JSON.stringify(update));
}
