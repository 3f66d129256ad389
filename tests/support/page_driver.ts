/**
 * A page without a browser: talks to a client process as the UI does.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { Intent } from "../../lib/api/intent.ts";
import type { Update } from "../../lib/api/update.ts";
import type { Line, Pending, State } from "../../lib/api/view.ts";

/** How long a test waits for what must come, in milliseconds. */
const PATIENCE_MS = 30_000;

/** One page of one client. */
export class PageDriver {
  state: State | null = null;
  lines: Line[] = [];
  pending: readonly Pending[] = [];
  draft = "";
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

  /** The texts in the conversation, in order. */
  get texts(): string[] {
    return this.lines.flatMap((line) => line.type === "text" ? [line.text] : []);
  }

  /** Where the client stands. */
  get at(): string {
    return this.state?.stage.at ?? "nowhere";
  }

  /** Asks for something. */
  ask(intent: Intent): void {
    this.#send(intent);
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
    if (update.type === "snapshot") this.draft = update.draft;
    if (update.type === "snapshot" || update.type === "state") this.state = update.state;
    if (update.type === "snapshot" || update.type === "pending") this.pending = update.pending;
    if (update.type === "snapshot") this.lines = [...update.lines];
    if (update.type === "lines" && update.from === 0) this.lines = [];
    if (update.type === "lines") this.lines.push(...update.lines);
    this.#wake();
  }
}
