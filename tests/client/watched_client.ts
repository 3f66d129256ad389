/**
 * A client whose every step is looked at, for tests.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { ChatIntent } from "../../lib/api/intent.ts";
import type { Content, Update } from "../../lib/api/update.ts";
import type { ConversationView, Line, Present, Stage, State } from "../../lib/api/view.ts";
import { Client } from "../../lib/client/client.ts";
import type { Effect, LinkEvent } from "../../lib/client/effect.ts";
import type { KnownServer } from "../../lib/client/keep/known_servers.ts";
import type { ClientOptions } from "../../lib/client/options.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/keep/settings.ts";
import type { RoomState, ServerMessage, TextMessage } from "../../lib/message/from_server.ts";

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
  /** Whether the server has rooms; absent is yes. */
  readonly rooms?: boolean;
}

/** Where something is said: the lobby, where nothing is named. */
const NO_MARKS = { action: false, reply: null, mentions: [] } as const;

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

  say(text: string, place = this.lobby): readonly Effect[] {
    return this.do({ type: "say", in: place, text, ...NO_MARKS });
  }

  retry(ref: number, place = this.lobby): readonly Effect[] {
    return this.do({ type: "retry", in: place, ref });
  }

  discard(ref: number, place = this.lobby): readonly Effect[] {
    return this.do({ type: "discard", in: place, ref });
  }

  /** The person asks to come into a room, and is let in. */
  comesInto(room: string, state: Partial<RoomState> = {}): string {
    const [effect] = this.do({ type: "join_room", room, passphrase: null });
    assert(effect?.type === "send" && effect.message.type === "join");
    return this.entered(effect.message.ref, room, state);
  }

  /** The server lets the person into a room. Gives its id. */
  entered(ref: number, room: string, state: Partial<RoomState> = {}): string {
    const is = { room, kind: "public", topic: "", history: 0, ...state } as const;
    this.hears({ type: "entered", ref, time: this.now, ...is });
    return this.room(room)?.id ?? "";
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
  welcome(
    { name = "ada", id = "me", numbered = false, rooms = true }: Welcomed = {},
  ): readonly Effect[] {
    this.tell({ type: "opened" });
    const you = { id, name, tag: "aaaa" };
    const terms = numbered && { delivery: { secret: SECRET, grace: 120 } };
    const knows = rooms && { rooms };
    const room = "lobby";
    return this.hears({ type: "welcome", you, room, history: 0, time: 1, ...terms, ...knows });
  }

  /** The server takes the person for whom they were. */
  resumed(missing = 0, name = "ada", id = "me"): readonly Effect[] {
    this.tell({ type: "opened" });
    const you = { id, name, tag: "aaaa" };
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
    return this.client.snapshot().state;
  }

  get stage(): Stage {
    return this.state.stage;
  }

  /** What the connect form says, or the banner of who is coming back. */
  get problem(): unknown {
    const { stage } = this;
    return stage.at === "start" || stage.at === "reconnecting" ? stage.problem : undefined;
  }

  /** The id of the lobby. */
  get lobby(): string {
    return this.state.conversations[0]?.id ?? "c1";
  }

  /** A room as the list of conversations shows it. */
  room(name: string): Extract<ConversationView, { readonly type: "room" }> | undefined {
    return this.state.conversations.flatMap((one) => one.type === "room" ? [one] : [])
      .find((one) => one.name === name);
  }

  /** What is in a conversation: the lobby, where none is named. */
  content(place = this.lobby): Content {
    const content = this.client.snapshot().conversations.find((one) => one.in === place);
    return content ?? { in: place, from: 0, lines: [], pending: [], members: [], draft: "" };
  }

  /** Who is in the lobby. */
  get members(): readonly Present[] {
    return this.content().members;
  }

  /** The texts without a place in the lobby. */
  get pending(): string[] {
    return this.pendingIn();
  }

  pendingIn(place = this.lobby): string[] {
    return this.content(place).pending.map(({ ref, text, state }) => `${ref} ${text} ${state}`);
  }

  /** The lines of the lobby, in short. */
  get lines(): string[] {
    return this.linesIn();
  }

  /** The lines of a conversation, in short, but for what is kept of it. */
  linesIn(place = this.lobby): string[] {
    return this.content(place).lines.filter(({ type }) => type !== "rule").map(inShort);
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

function inShort(line: Line): string {
  switch (line.type) {
    case "text":
      return line.text;
    case "connection":
      return `${line.what} ${line.time}`;
    case "gap":
      return `gap ${line.missing}`;
    case "out":
      return `out ${line.how}`;
    default:
      return line.type;
  }
}

/** The types of effects, in their order. */
export function types(effects: readonly Effect[]): string[] {
  return effects.map(({ type }) => type);
}
