/**
 * A whole client without a browser: the model, its desk, a real connection, and one page that
 * notes what a person would see.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { ChatIntent } from "../../lib/api/intent.ts";
import type { Update } from "../../lib/api/update.ts";
import type {
  ConversationView,
  Line,
  Pending,
  Person,
  Present,
  Problem,
  Stage,
  State,
} from "../../lib/api/view.ts";
import { Client } from "../../lib/client/client.ts";
import { Desk } from "../../lib/client/desk/desk.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/keep/settings.ts";
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

/** What the page shows of one conversation. */
export class Shown {
  /** Every line that the page was told, in order. */
  readonly lines: Line[] = [];
  pending: readonly Pending[] = [];
  members: readonly Present[] = [];

  /** The texts that are shown, in order. */
  get texts(): string[] {
    return this.lines.flatMap((line) => line.type === "text" ? [line.text] : []);
  }
}

/** One client and what its page shows. */
export class Participant {
  /** Null until the page was told anything. */
  state: State | null = null;
  readonly problems: Problem[] = [];
  /** Everything that the page was told, in order, but for what is in conversations. */
  readonly told: Update[] = [];
  /** Conversations by their ids; one that is forgotten stays here. */
  readonly #shown = new Map<string, Shown>();
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
      wait: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      recall: () => {},
      remember: () => {},
      another: () => 0,
      inConversation: () => true,
      quit: () => {},
      wipe: () => {},
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

  get stage(): Stage {
    return this.state?.stage ?? { at: "start", where: "", problem: null };
  }

  /** Every line of the lobby that the page was told, in order. */
  get lines(): Line[] {
    return this.#lobby.lines;
  }

  /** The texts that are shown in the lobby, in order. */
  get texts(): string[] {
    return this.#lobby.texts;
  }

  /** The person's own texts without a place in the lobby. */
  get pending(): readonly Pending[] {
    return this.#lobby.pending;
  }

  /** The person's own entry. */
  get me(): Person {
    const { me = null } = this.state ?? {};
    assert(me !== null, "not in");
    return me;
  }

  /** Rooms, and private conversations by the names of the others, as the list shows them. */
  get conversations(): readonly ConversationView[] {
    return this.state?.conversations ?? [];
  }

  /**
   * What is shown of a room, or of the conversation with somebody.
   *
   * @param name The room's without `#`, or the other person's.
   */
  in(name: string): Shown {
    return this.#showing(this.view(name)?.id ?? "");
  }

  /** A room, or the conversation with somebody, as the list shows it. */
  view(name: string): ConversationView | null {
    const all = this.conversations.toReversed();
    return all.find((one) => (one.type === "room" ? one.name : one.partner.name) === name) ?? null;
  }

  /** Somebody on the server, by their name. */
  person(name: string): Person {
    const person = this.#lobby.members.find((one) => one.name === name);
    assert(person !== undefined, `${name} is not there`);
    return person;
  }

  /** Presses the button of the connect form. */
  join(): void {
    this.act(this.#join);
  }

  /** Does what a person would do on the page. */
  act(intent: ChatIntent): void {
    for (const reply of this.#desk.act(intent)) this.#take(reply);
  }

  /**
   * Says a text.
   *
   * @param name Where: a room or a person.
   */
  say(text: string, name: string = this.#lobbyName): void {
    const marks = { action: false, reply: null, mentions: [] };
    this.act({ type: "say", in: this.id(name), text, ...marks });
  }

  /** The id of a room, or of the conversation with somebody. */
  id(name: string): string {
    const view = this.view(name);
    assert(view !== null, `no conversation ${name}`);
    return view.id;
  }

  /** Makes a room, and waits until it is there. */
  async create(room: string, passphrase: string | null = null, hidden = false): Promise<void> {
    this.act({ type: "create", room, hidden, passphrase });
    await this.until((one) => one.isIn(room));
  }

  /** Comes into a room, and waits until it is in. */
  async enter(room: string, passphrase: string | null = null): Promise<void> {
    this.act({ type: "join_room", room, passphrase });
    await this.until((one) => one.isIn(room));
  }

  /** Begins to write to somebody, and waits until there is such a conversation. */
  async writeTo(name: string): Promise<void> {
    this.act({ type: "write_to", member: this.person(name).id });
    await this.until((one) => one.view(name) !== null);
  }

  /** Whether it is in a room. */
  isIn(room: string): boolean {
    return this.view(room)?.over === null;
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

  get #lobbyName(): string {
    const [lobby] = this.conversations;
    return lobby?.type === "room" ? lobby.name : "";
  }

  get #lobby(): Shown {
    return this.#showing(this.conversations[0]?.id ?? "");
  }

  #showing(id: string): Shown {
    const shown = this.#shown.get(id) ?? new Shown();
    if (id !== "") this.#shown.set(id, shown);
    return shown;
  }

  #take(update: Update): void {
    switch (update.type) {
      case "snapshot":
        this.state = update.state;
        for (const { in: id, lines, pending, members } of update.conversations) {
          const shown = this.#showing(id);
          shown.lines.splice(0, Infinity, ...lines);
          shown.pending = pending;
          shown.members = members;
        }
        break;
      case "state":
        this.state = update.state;
        break;
      case "lines":
        if (update.from === 0) this.#showing(update.in).lines.length = 0;
        this.#showing(update.in).lines.push(...update.lines);
        break;
      case "line":
        this.#showing(update.in).lines[update.index] = update.line;
        break;
      case "pending":
        this.#showing(update.in).pending = update.pending;
        break;
      case "members":
        this.#showing(update.in).members = update.members;
        break;
      case "notice":
        this.problems.push(update.problem);
        break;
      default:
        this.told.push(update);
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
