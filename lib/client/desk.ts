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
  /** Queues a text. Neither waits nor throws. */
  send(text: string): void;
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
  /** A link that opens one more page. */
  readonly link: () => string;
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
    this.#publish();
    send(page, this.#client.snapshot());
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
    if (intent.type === "link") return send(page, { type: "link", url: this.#options.link() });
    for (const reply of this.act(intent)) send(page, reply);
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

  /** Says goodbye to the server. */
  leave(): void {
    this.#phone.run({ type: "disconnect" });
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
    this.#options.later(() => this.#publish());
  }

  #publish(): void {
    this.#publishing = false;
    for (const update of this.#client.takeUpdates()) {
      const text = JSON.stringify(update);
      for (const page of this.#pages) page.send(text);
    }
  }
}

function send(page: PageLine, update: Update): void {
  page.send(JSON.stringify(update));
}
