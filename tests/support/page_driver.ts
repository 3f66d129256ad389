/**
 * A page without a browser: talks to a client process as the UI does.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { Intent } from "../../lib/api/intent.ts";
import type { Update } from "../../lib/api/update.ts";
import type { Line, Pending, Present, PrivateView, RoomView, State } from "../../lib/api/view.ts";

/** How long a test waits for what must come, in milliseconds. */
const PATIENCE_MS = 30_000;

/** What a page holds of one conversation. */
export class HeldConversation {
  /** Index of the first held line in the conversation. */
  from = 0;
  lines: Line[] = [];
  pending: readonly Pending[] = [];
  members: readonly Present[] = [];
  draft = "";

  /** The texts in it, in order. */
  get texts(): string[] {
    return this.lines.flatMap((line) => line.type === "text" ? [line.text] : []);
  }
}

/** One page of one client. */
export class PageDriver {
  state: State | null = null;
  /** By the ids of the conversations. */
  readonly held = new Map<string, HeldConversation>();
  readonly updates: Update[] = [];
  closed = false;
  readonly #socket: WebSocket;
  readonly #gone: Promise<void>;
  #wake: () => void = () => {};

  /** The link it was opened by. */
  readonly link: string;

  private constructor(link: string) {
    this.link = link;
    const { host, hash, origin } = new URL(link);
    this.#socket = new WebSocket(`ws://${host}/ws`, { headers: { origin } });
    this.#socket.onopen = () => this.#send({ type: "code", code: hash.slice(1) });
    this.#socket.onmessage = ({ data }) => this.#take(JSON.parse(String(data)));
    this.#gone = new Promise((resolve) => {
      this.#socket.onclose = () => {
        this.closed = true;
        this.#wake();
        resolve();
      };
    });
  }

  /** Opens a page by a link, and waits until it shows something. */
  static async open(link: string): Promise<PageDriver> {
    const page = new PageDriver(link);
    await page.until(({ state }) => state !== null);
    return page;
  }

  /** What is in the lobby. */
  get lobby(): HeldConversation {
    return this.in(this.room("lobby")?.id ?? "");
  }

  get lines(): Line[] {
    return this.lobby.lines;
  }

  get pending(): readonly Pending[] {
    return this.lobby.pending;
  }

  get draft(): string {
    return this.lobby.draft;
  }

  /** The texts in the lobby, in order. */
  get texts(): string[] {
    return this.lobby.texts;
  }

  /** What is in the conversation with this id; nothing where there is none. */
  in(id: string): HeldConversation {
    return this.held.get(id) ?? new HeldConversation();
  }

  /** The newest conversation that is a room of this name. */
  room(name: string): RoomView | undefined {
    return this.state?.conversations.findLast((one): one is RoomView =>
      one.type === "room" && one.name === name
    );
  }

  /** The newest private conversation with somebody of this name. */
  privateWith(name: string): PrivateView | undefined {
    return this.state?.conversations.findLast((one): one is PrivateView =>
      one.type === "private" && one.partner.name === name
    );
  }

  /** Where the client stands. */
  get at(): string {
    return this.state?.stage.at ?? "nowhere";
  }

  /** Asks for something. */
  ask(intent: Intent): void {
    this.#send(intent);
  }

  /** Says a text in the lobby. */
  say(text: string): void {
    const place = this.room("lobby")?.id;
    assert(place !== undefined, "there is no lobby yet");
    this.ask({ type: "say", in: place, text, action: false, reply: null, mentions: [] });
  }

  /** Waits until something is so. */
  async until(so: (page: PageDriver) => boolean): Promise<void> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#wake();
    }, PATIENCE_MS);
    while (!so(this)) {
      assert(!late, `it is not so: ${JSON.stringify(this.state)}`);
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    clearTimeout(timer);
  }

  /** Waits for the answer of this type, and takes it. */
  async answer<T extends Update["type"]>(type: T): Promise<Extract<Update, { type: T }>> {
    const is = (update: Update): update is Extract<Update, { type: T }> => update.type === type;
    await this.until(({ updates }) => updates.some(is));
    const found = this.updates.find(is);
    assert(found !== undefined);
    this.updates.splice(this.updates.indexOf(found), 1);
    return found;
  }

  /** Closes the page, as its tab would be. */
  async close(): Promise<void> {
    this.#socket.close();
    await this.#gone;
  }

  #send(value: unknown): void {
    this.#socket.send(JSON.stringify(value));
  }

  #take(update: Update): void {
    this.updates.push(update);
    if (update.type === "snapshot" || update.type === "state") {
      this.state = update.state;
      const ids = new Set(update.state.conversations.map(({ id }) => id));
      for (const id of this.held.keys()) if (!ids.has(id)) this.held.delete(id);
    }
    if (update.type === "snapshot") {
      for (const { in: id, from, lines, pending, members, draft } of update.conversations) {
        Object.assign(this.#at(id), { from, lines: [...lines], pending, members, draft });
      }
    }
    if (update.type === "pending") this.#at(update.in).pending = update.pending;
    if (update.type === "members") this.#at(update.in).members = update.members;
    if (update.type === "lines") {
      const held = this.#at(update.in);
      if (update.from === 0) Object.assign(held, { from: 0, lines: [] });
      held.lines.push(...update.lines);
    }
    if (update.type === "line") {
      const held = this.#at(update.in);
      if (update.index >= held.from) held.lines[update.index - held.from] = update.line;
    }
    this.#wake();
  }

  #at(id: string): HeldConversation {
    const held = this.held.get(id) ?? new HeldConversation();
    this.held.set(id, held);
    return held;
  }
}
