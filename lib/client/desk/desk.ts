/**
 * The desk: where one client, its phone and any number of pages meet.
 *
 * @module
 */
import { type ChatIntent, type Intent, readIntent } from "../../api/intent.ts";
import type { Update } from "../../api/update.ts";
import type { Problem } from "../../api/view.ts";
import type { Client } from "../client.ts";
import type { Effect } from "../effect.ts";
import type { MemoryEffect } from "../keep/memory.ts";
import type { Settings } from "../keep/settings.ts";
import { Phone, type PhoneOptions } from "../connection/phone.ts";

/** One page, as far as texts go to it. */
export interface PageLine {
  /** The same for the same page after a reload. */
  readonly id: string;
  /** The number of the desk it belongs to. */
  readonly desk: number;
  /** Queues a text. Does not wait. */
  send(text: string): void;
  /**
   * A link that opens one more page, at the desk with this number. It dies with this page where
   * this one is shut out.
   */
  link(desk: number): string;
}

/** What a desk needs. */
export interface DeskOptions extends Omit<PhoneOptions, "tell"> {
  /** Milliseconds since 1970 (UTC). */
  readonly now: () => number;
  /** Runs something soon, after all that is under way. */
  readonly later: (act: () => void) => void;
  /**
   * Runs something after so many milliseconds, at the earliest.
   *
   * @returns Lets it be.
   */
  readonly wait: (ms: number, act: () => void) => () => void;
  /** Brings what is known of servers up to date: other clients write to the same file. */
  readonly recall: () => void;
  /** Keeps something on this computer. */
  readonly remember: (effect: MemoryEffect) => void;
  /** Makes one more desk, and gives its number. */
  readonly another: () => number;
  /** Whether there is a conversation at any desk. */
  readonly inConversation: () => boolean;
  /** Ends the process: somebody asked for it. */
  readonly quit: () => void;
  /** Removes all that is kept on this computer, and ends the process. */
  readonly wipe: () => void;
  /** Takes a sentence for the person; it holds nothing of what anybody wrote. */
  readonly complain: (sentence: string) => void;
}

/** Hands intents of pages to the client, its effects to the phone, and its updates to the pages. */
export class Desk {
  readonly #client: Client;
  readonly #options: DeskOptions;
  readonly #phone: Phone;
  readonly #pages = new Set<PageLine>();
  /** Those that are about to be closed by the person. */
  readonly #saidGoodbye = new WeakSet<PageLine>();
  /** How to let timers be that have not rung. */
  readonly #waits = new Map<number, () => void>();
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

  /**
   * A page has gone.
   *
   * @returns Whether it said goodbye before: then the person closed it.
   */
  close(page: PageLine): boolean {
    this.#pages.delete(page);
    return this.#saidGoodbye.has(page);
  }

  /** Whether there is a conversation, which would be lost with this desk. */
  get inConversation(): boolean {
    return this.#client.inConversation;
  }

  /** Tells every page of something that did not work. */
  notice(problem: Problem): void {
    const update: Update = { type: "notice", problem };
    this.#tell(JSON.stringify(update));
  }

  /** Takes settings that were changed elsewhere. */
  settle(settings: Settings): void {
    this.#client.settle(settings);
    this.#run([]);
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
      this.#receive(page, intent);
    });
    if (done) return;
    this.#outlive(() => send(page, { type: "notice", problem: { code: "not_done" } }));
  }

  /**
   * Does what somebody asks for who is not a page.
   *
   * @returns What is for who asked and nobody else.
   */
  act(intent: ChatIntent): readonly Update[] {
    if (intent.type === "join" || intent.type === "rejoin") this.#options.recall();
    const { effects, replies } = this.#client.intent(intent, this.#options.now());
    this.#run(effects);
    return replies;
  }

  /** The way to the server may be another one: a network came or went, or the computer slept. */
  networkChanged(): void {
    this.#run(this.#client.networkChanged(this.#options.now()));
  }

  /**
   * Says goodbye to the server, and dials no more.
   *
   * @returns When it has all that was said, the goodbye too.
   */
  async leave(): Promise<void> {
    this.act({ type: "cancel" });
    this.act({ type: "leave" });
    await this.#phone.idle();
  }

  #receive(page: PageLine, intent: Intent): void {
    switch (intent.type) {
      case "link":
        return this.#link(page, intent.to);
      case "goodbye":
        this.#saidGoodbye.add(page);
        return;
      case "quit":
        if (intent.sure || !this.#options.inConversation()) return this.#options.quit();
        return send(page, { type: "notice", problem: { code: "in_conversation" } });
      case "wipe":
        return this.#options.wipe();
      case "again":
      case "without":
        return; // what these were about is over
      default:
        for (const reply of this.act(intent)) send(page, reply);
    }
  }

  #link(page: PageLine, to: "here" | "another"): void {
    const desk = to === "here" ? page.desk : this.#options.another();
    send(page, { type: "link", url: page.link(desk) });
  }

  #run(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === "remember_server" || effect.type === "remember_settings") {
        this.#options.remember(effect);
      } else if (effect.type === "wait") {
        this.#wait(effect.timer, effect.ms);
      } else {
        this.#phone.run(effect);
      }
    }
    for (const [timer, letBe] of this.#waits) {
      if (this.#client.waitsFor(timer)) continue;
      this.#waits.delete(timer);
      letBe(); // it would hold all this for a day
    }
    if (this.#publishing) return;
    this.#publishing = true;
    // Once for all that happens together: a burst of lines is one update.
    this.#options.later(() => this.#outlive(() => this.#publish()));
  }

  #wait(timer: number, ms: number): void {
    const { wait, now } = this.#options;
    const letBe = wait(ms, () => {
      this.#waits.delete(timer);
      this.#run(this.#client.waited(timer, now()));
    });
    this.#waits.set(timer, letBe);
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
