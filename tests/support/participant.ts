/**
 * A whole client without a browser: the model, its desk, a real connection, and one page that
 * notes what a person would see.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { ChatIntent } from "../../lib/api/intent.ts";
import type { Update } from "../../lib/api/update.ts";
import type { Line, Pending, Problem, Stage } from "../../lib/api/view.ts";
import { Client } from "../../lib/client/client.ts";
import { Desk } from "../../lib/client/desk.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/settings.ts";
import { NO_PASSPHRASE } from "../../lib/crypto/passphrase.ts";
import { Delivery } from "../../lib/delivery/delivery.ts";
import { Stock } from "../../lib/delivery/stock.ts";
import { Call, type Caller } from "../../lib/io/net/call.ts";

/** How long something may take that must happen, in milliseconds: only a failure takes as long. */
const PATIENCE_MS = 120_000;

/** How a participant differs from a client as it comes. */
export interface ParticipantOptions {
  /** Pauses before it dials again, in milliseconds. */
  readonly retry?: { readonly first: number; readonly most: number };
  /** Where it dials instead of where the invitation says, such as a proxy. */
  readonly port?: number;
}

/** One client and what its page shows. */
export class Participant {
  /** Every line that the page was told, in order. */
  readonly lines: Line[] = [];
  pending: readonly Pending[] = [];
  stage: Stage = { at: "start", where: "", problem: null };
  readonly problems: Problem[] = [];
  readonly #join: ChatIntent;
  readonly #desk: Desk;
  readonly #waiting = new Set<() => void>();

  /** Begins to join. */
  constructor(invitation: string, name: string, options: ParticipantOptions = {}) {
    const client = new Client({
      version: "test",
      draw: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      words: () => ["a", "b", "c", "d", "e", "f", "g", "h"],
      known: [],
      settings: DEFAULT_SETTINGS,
      where: invitation,
      name,
      zone: "UTC",
      printable: (text) => text,
      printableLine: (text) => text,
      ...(options.retry && { retry: options.retry }),
    });
    this.#desk = new Desk(client, {
      mail: () => new Delivery(new Stock()),
      dial: (host: string, port: number, caller: Caller, mail: Delivery) =>
        Call.start(host, options.port ?? port, caller, mail),
      psk: () => Promise.resolve(NO_PASSPHRASE),
      now: Date.now,
      later: (act) => void setTimeout(act, 0),
      wait: (ms, act) => void setTimeout(act, ms),
      recall: () => {},
      remember: () => {},
      another: () => 0,
      inConversation: () => true,
      quit: () => {},
      complain: (sentence) => {
        throw new Error(sentence);
      },
    });
    this.#desk.open({
      id: "page",
      desk: 0,
      send: (text) => this.#take(JSON.parse(text)),
      link: () => "",
    });
    this.#join = { type: "join", where: invitation, name };
    this.join();
  }

  /** Joins, and waits until it is in. */
  static async join(
    invitation: string,
    name: string,
    options?: ParticipantOptions,
  ): Promise<Participant> {
    const participant = new Participant(invitation, name, options);
    await participant.until(({ stage }) => stage.at === "joined");
    return participant;
  }

  /** The texts that are shown, in order. */
  get texts(): string[] {
    return this.lines.flatMap((line) => line.type === "text" ? [line.text] : []);
  }

  /** Presses the button of the connect form. */
  join(): void {
    this.act(this.#join);
  }

  /** Does what a person would do on the page. */
  act(intent: ChatIntent): void {
    this.#desk.act(intent);
  }

  /** Says a text. */
  say(text: string): void {
    this.act({ type: "say", text });
  }

  /** Says goodbye, and waits until it is said. */
  async leave(): Promise<void> {
    await this.#desk.leave();
  }

  /** Waits until something is so. Fails if it is not so after very long. */
  async until(so: (participant: Participant) => boolean): Promise<void> {
    const start = performance.now();
    const timer = setInterval(() => this.#wake(), 1_000);
    try {
      while (!so(this)) {
        const { stage, texts, pending, problems } = this;
        const seen = { stage, texts: texts.length, pending: pending.length, problems };
        assert(performance.now() - start < PATIENCE_MS, JSON.stringify(seen));
        await new Promise<void>((resolve) => this.#waiting.add(resolve));
      }
    } finally {
      clearInterval(timer);
    }
  }

  #take(update: Update): void {
    switch (update.type) {
      case "snapshot":
        this.lines.length = 0;
        this.lines.push(...update.lines);
        this.stage = update.state.stage;
        this.pending = update.pending;
        break;
      case "state":
        this.stage = update.state.stage;
        break;
      case "lines":
        if (update.from === 0) this.lines.length = 0;
        this.lines.push(...update.lines);
        break;
      case "pending":
        this.pending = update.pending;
        break;
      case "notice":
        this.problems.push(update.problem);
        break;
      default:
        break;
    }
    this.#wake();
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
