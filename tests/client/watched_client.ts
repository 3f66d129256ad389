/**
 * A client whose every step is looked at, for tests.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { ChatIntent } from "../../lib/api/intent.ts";
import type { Update } from "../../lib/api/update.ts";
import type { Stage, State } from "../../lib/api/view.ts";
import { Client } from "../../lib/client/client.ts";
import type { Effect, LinkEvent } from "../../lib/client/effect.ts";
import type { KnownServer } from "../../lib/client/known_servers.ts";
import type { ClientOptions } from "../../lib/client/options.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/settings.ts";
import type { ServerMessage, TextMessage } from "../../lib/message/from_server.ts";

/** The key of the garden's server. */
export const KEY = "K".repeat(42) + "A";
/** Another key. */
export const OTHER = "O".repeat(42) + "A";
/** An invitation to the garden. */
export const INVITATION = `pychat://garden#${KEY}`;
/** What the server gives for a way back. */
export const SECRET = "S".repeat(43);
/** The garden's server, where it is known. */
export const KNOWN: KnownServer = {
  host: "garden",
  port: 7420,
  key: KEY,
  since: 7,
  compared: true,
  name: "Garden",
};

/** What a test says of a welcome. */
export interface Welcomed {
  readonly name?: string;
  readonly id?: string;
  /** Whether the server numbers. */
  readonly numbered?: boolean;
}

/** A client, and the world around it in the test's hand. Time is `now`. */
export class WatchedClient {
  readonly client: Client;
  now = 100;
  /** The link that was asked for last. */
  link = 0;
  /** The timer that was asked for last. */
  timer = 0;
  #drawn = 0;

  constructor(options: Partial<ClientOptions> = {}) {
    this.client = new Client({
      version: "1.2.3",
      draw: (bytes) => new Uint8Array(bytes).fill(this.#drawn++),
      words: (key) => [key.slice(0, 1).toLowerCase(), "two"],
      known: [],
      settings: DEFAULT_SETTINGS,
      where: options.settings?.where ?? "",
      name: "",
      zone: "UTC",
      printable: (text) => text,
      printableLine: (text) => text,
      ...options,
    });
  }

  do(intent: ChatIntent): readonly Effect[] {
    return this.#noted(this.client.intent(intent, this.now).effects);
  }

  ask(intent: ChatIntent): readonly Update[] {
    return this.client.intent(intent, this.now).replies;
  }

  join(where: string, name = "ada"): readonly Effect[] {
    return this.do({ type: "join", where, name });
  }

  say(text: string): readonly Effect[] {
    return this.do({ type: "say", text });
  }

  /** Something happens to a link; to the last one where none is named. */
  tell(event: LinkEvent, link = this.link): readonly Effect[] {
    return this.#noted(this.client.link(link, event, this.now));
  }

  hears(message: ServerMessage, link = this.link): readonly Effect[] {
    return this.tell({ type: "message", message }, link);
  }

  /** A timer rings; the last one where none is named. */
  rings(timer = this.timer): readonly Effect[] {
    return this.#noted(this.client.waited(timer, this.now));
  }

  networkChanged(): readonly Effect[] {
    return this.#noted(this.client.networkChanged(this.now));
  }

  /** The connection is cut, or ends with a goodbye. */
  cut(clean = false): readonly Effect[] {
    return this.tell({ type: "closed", clean });
  }

  /** The server shows itself. */
  server(key = KEY, passphrase = false, name = "Garden"): readonly Effect[] {
    return this.tell({ type: "server", key, hello: { type: "server", name, passphrase } });
  }

  /** The server lets the person in. */
  welcome({ name = "ada", id = "me", numbered = false }: Welcomed = {}): readonly Effect[] {
    this.tell({ type: "opened" });
    const you = { id, name, tag: "aaaa" };
    const terms = numbered && { delivery: { secret: SECRET, grace: 120 } };
    return this.hears({ type: "welcome", you, room: "lobby", history: 0, time: 1, ...terms });
  }

  /** The server takes the person for whom they were. */
  resumed(missing = 0, name = "ada"): readonly Effect[] {
    this.tell({ type: "opened" });
    const you = { id: "me", name, tag: "aaaa" };
    return this.hears({ type: "resumed", you, received: 0, missing, time: 1 });
  }

  /** The server gives a text its place. */
  echo(id: number, text: string, ref?: number, from = "me"): readonly Effect[] {
    const message: TextMessage = { type: "text", room: "lobby", id, from, text, time: 5 };
    return this.hears(ref === undefined ? message : { ...message, ref });
  }

  /** All the way in, by an invitation. */
  enter(welcomed: Welcomed = {}): this {
    this.join(INVITATION);
    this.server();
    this.welcome(welcomed);
    this.client.takeUpdates();
    return this;
  }

  /** Out again, with the conversation kept. */
  end(clean = false): this {
    this.cut(clean);
    this.do({ type: "cancel" });
    return this;
  }

  get state(): State {
    const snapshot = this.client.snapshot();
    assert(snapshot.type === "snapshot");
    return snapshot.state;
  }

  get stage(): Stage {
    return this.state.stage;
  }

  /** What the connect form says, or the banner of who is coming back. */
  get problem(): unknown {
    const { stage } = this;
    return stage.at === "start" || stage.at === "reconnecting" ? stage.problem : undefined;
  }

  get pending(): string[] {
    const snapshot = this.client.snapshot();
    return snapshot.type === "snapshot"
      ? snapshot.pending.map(({ ref, text, state }) => `${ref} ${text} ${state}`)
      : [];
  }

  /** The lines of the conversation, in short. */
  get lines(): string[] {
    const snapshot = this.client.snapshot();
    if (snapshot.type !== "snapshot") return [];
    return snapshot.lines.map((line) => {
      switch (line.type) {
        case "text":
          return line.text;
        case "connection":
          return `${line.what} ${line.time}`;
        case "gap":
          return `gap ${line.missing}`;
        default:
          return line.type;
      }
    });
  }

  /** What pages are told that did not work, since the last look at anything. */
  get notices(): unknown[] {
    return this.client.takeUpdates()
      .flatMap((update) => update.type === "notice" ? [update.problem] : []);
  }

  #noted(effects: readonly Effect[]): readonly Effect[] {
    for (const effect of effects) {
      if (effect.type === "connect") this.link = effect.link;
      if (effect.type === "wait") this.timer = effect.timer;
    }
    return effects;
  }
}

/** The types of effects, in their order. */
export function types(effects: readonly Effect[]): string[] {
  return effects.map(({ type }) => type);
}
