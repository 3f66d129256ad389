/**
 * One person's view of the chat.
 *
 * It knows the way into a server, the conversation, and what pages ask for. It must never know
 * sockets, encryption or the DOM: intents and link events come in, effects and updates go out.
 *
 * @module
 */
import type { ActIntent, ChatIntent } from "../api/intent.ts";
import type { Update } from "../api/update.ts";
import type { State } from "../api/view.ts";
import { checkName } from "../message/name.ts";
import type { Claim, EntryWorld } from "./connection/admission.ts";
import { checkWhere } from "./connection/check_where.ts";
import { answerAbout, contentsOf } from "./content.ts";
import { Door, type Entered } from "./connection/door.ts";
import type { Effect, LinkEvent } from "./effect.ts";
import type { Entry } from "./connection/entry.ts";
import { Feed } from "./conversation/feed.ts";
import { Keepsakes } from "./keep/keepsakes.ts";
import { Knowledge } from "./keep/knowledge.ts";
import { type Answer, type ClientOptions, NOTHING, reply } from "./options.ts";
import { Passphrases } from "./connection/passphrases.ts";
import type { Reconnection } from "./connection/reconnection.ts";
import { Refs } from "./conversation/refs.ts";
import type { Session, SessionIntent } from "./session/session.ts";
import type { Settings } from "./keep/settings.ts";
import type { Step } from "./connection/step.ts";
import { beginVisit, type Visit } from "./visit.ts";

/** What is not about conversations. */
type ConnectIntent = Exclude<ActIntent, SessionIntent | { readonly type: "theme" | "choose" }>;

/** The client of one person, at one server at a time. */
export class Client {
  readonly #options: ClientOptions;
  readonly #feed = new Feed();
  /** What is known of servers. */
  readonly knowledge: Knowledge;
  readonly #world: EntryWorld;
  readonly #door: Door;
  readonly #kept: Keepsakes;
  #visit: Visit | null = null;
  readonly #refs = new Refs();
  /** The last number that a link or a timer has. */
  #number = 0;
  /** How many conversations there ever were. */
  #conversations = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    const { draw, words } = options;
    const [knowledge, passphrases] = [new Knowledge(options.known), new Passphrases()];
    this.knowledge = knowledge;
    const spent = new WeakSet<Claim>();
    this.#world = { knowledge, passphrases, spent, words, draw, nextLink: () => ++this.#number };
    this.#kept = new Keepsakes(knowledge, options.settings);
    this.#door = new Door(options, this.#world, this.#feed);
  }

  /** Takes settings that were changed elsewhere. */
  settle(settings: Settings): void {
    if (this.#kept.settle(settings)) this.#feed.stateChanged();
  }

  /** Whether there is a conversation, also one whose connection has ended. */
  get inConversation(): boolean {
    return this.#visit !== null;
  }

  /**
   * Does what a page asks for. What makes no sense at the moment does nothing: two pages may
   * have asked for the same.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  intent(intent: ChatIntent, now: number): Answer {
    switch (intent.type) {
      case "check": {
        const { where } = intent;
        const result = checkWhere(where, this.knowledge.all, this.#options.words);
        return reply({ type: "checked", where, result });
      }
      case "rename":
        return this.#rename(intent.name);
      case "look":
        this.#feed.look(intent.in);
        return NOTHING;
      case "older":
      case "search":
      case "export":
      case "draft": {
        const session = this.#visit?.session;
        return session ? answerAbout(session, intent, this.#options, now) : NOTHING;
      }
      default:
        return this.#act(intent, now);
    }
  }

  /**
   * Takes what happened to a link.
   *
   * @param link The number the link was asked for under; others are those given up.
   * @param now Milliseconds since 1970 (UTC).
   */
  link(link: number, event: LinkEvent, now: number): readonly Effect[] {
    if (this.#door.isUnderWay) return this.#advance((entry) => entry.hear(link, event), now);
    return this.#step((connection) => connection.hear(link, event, now), now);
  }

  /**
   * A timer rings that was asked for.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  waited(timer: number, now: number): readonly Effect[] {
    return this.#visit?.waited(timer, now) ?? [];
  }

  /** Whether a timer that was asked for means anything still. */
  waitsFor(timer: number): boolean {
    return this.#visit?.waitsFor(timer) ?? false;
  }

  /**
   * The way to the server may be another one: a network has come or gone, or the computer has
   * slept.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  networkChanged(now: number): readonly Effect[] {
    return this.#step((connection) => connection.want("network", now), now);
  }

  /** Takes what all pages must be told, in this order: what changed since the last call. */
  takeUpdates(): readonly Update[] {
    return this.#feed.take(() => this.#state(), this.#visit?.session.conversations.shown ?? []);
  }

  /**
   * Everything, for a page that has just come. Whatever {@linkcode takeUpdates} still holds must
   * have gone to the other pages before, and does not belong to this one.
   */
  snapshot(): Extract<Update, { readonly type: "snapshot" }> {
    const conversations = contentsOf(this.#visit?.session.conversations.shown ?? []);
    return { type: "snapshot", state: this.#state(), conversations, show: this.#feed.shown };
  }

  #act(intent: ActIntent, now: number): Answer {
    switch (intent.type) {
      case "join":
      case "accept_new_key":
      case "accept_changed_key":
      case "passphrase":
      case "cancel":
      case "try_now":
      case "rejoin":
      case "compared":
      case "leave":
        return { effects: this.#connect(intent, now), replies: [] };
      case "theme":
        return this.#choose({ theme: intent.theme });
      case "choose":
        return this.#choose({ choices: { ...this.#kept.settings.choices, ...intent.choices } });
      case "typing":
        return this.#kept.settings.choices.typing ? this.#talk(intent, now) : NOTHING;
      default:
        return this.#talk(intent, now);
    }
  }

  /** What is wanted of the way in and of the connection. */
  #connect(intent: ConnectIntent, now: number): readonly Effect[] {
    switch (intent.type) {
      case "join":
        return this.#join(intent.where, intent.name, now);
      case "accept_new_key":
        return this.#decide((entry) => entry.acceptNewKey(intent.compared, now), now);
      case "accept_changed_key":
        return this.#decide((entry) => entry.acceptChangedKey(intent.word, now), now);
      case "passphrase":
        return this.#decide((entry) => entry.givePassphrase(intent.passphrase), now);
      case "cancel":
        return this.#cancel(now);
      case "try_now":
      case "rejoin":
        return this.#step((connection) => connection.want(intent.type, now), now);
      case "compared":
        return this.#compared();
      case "leave":
        return this.#leave();
    }
  }

  #talk(intent: SessionIntent, now: number): Answer {
    return this.#visit?.answer(this.#visit.session.do(intent, now)) ?? NOTHING;
  }

  #join(where: string, name: string, now: number): readonly Effect[] {
    if (this.#door.isUnderWay || this.#visit) return [];
    return this.#letIn(this.#door.join(where, name, now), now);
  }

  #decide(decision: (entry: Entry) => Effect[], now: number): readonly Effect[] {
    if (this.#door.isUnderWay) return this.#advance(decision, now);
    return this.#step((connection) => connection.decide(decision, now), now);
  }

  /** Goes a step on the first way in. */
  #advance(act: (entry: Entry) => readonly Effect[], now: number): readonly Effect[] {
    return this.#letIn(this.#door.step(act), now);
  }

  #letIn(effects: readonly Effect[], now: number): readonly Effect[] {
    const entered = this.#door.take();
    return entered === null ? effects : [...effects, ...this.#enter(entered, now)];
  }

  #enter(entered: Entered, now: number): readonly Effect[] {
    const visit = beginVisit(entered, {
      options: this.#options,
      world: this.#world,
      feed: this.#feed,
      refs: this.#refs,
      nextId: () => `c${++this.#conversations}`,
      nextTimer: () => ++this.#number,
      remember: (session) => this.#remember(session),
    }, now);
    this.#visit = visit;
    const timers = visit.step((connection) => connection.watch(), now);
    return [...this.#remember(visit.session), ...timers, ...visit.arrive()];
  }

  #step(act: (connection: Reconnection) => readonly Step[], now: number): readonly Effect[] {
    return this.#visit?.step(act, now) ?? [];
  }

  #cancel(now: number): readonly Effect[] {
    if (this.#door.isUnderWay) return this.#door.cancel();
    return this.#step((connection) => connection.want("cancel", now), now);
  }

  #leave(): readonly Effect[] {
    const visit = this.#visit;
    if (!visit) return [];
    this.#visit = null;
    const { session } = visit;
    this.#door.offer(session.target.where, session.name, session.madeUp);
    for (const { id } of session.conversations.all) this.#feed.ended(id);
    return visit.leave();
  }

  #rename(name: string): Answer {
    if (!this.#visit) return NOTHING;
    const checked = checkName(name);
    if (!checked.ok) {
      return reply({ type: "notice", problem: { code: "name", rule: checked.rule } });
    }
    return { effects: this.#visit.send(this.#visit.session.rename(checked.name)), replies: [] };
  }

  #compared(): readonly Effect[] {
    const session = this.#visit?.session;
    if (!session || session.server.compared) return [];
    session.compare();
    return [this.#kept.learn(session.change)];
  }

  #remember({ change, target: { where } }: Session): readonly Effect[] {
    return [this.#kept.learn(change), this.#kept.choose({ where })];
  }

  #choose(change: Partial<Settings>): Answer {
    this.#feed.stateChanged();
    return { effects: [this.#kept.choose(change)], replies: [] };
  }

  #state(): State {
    const { theme, choices } = this.#kept.settings;
    const session = this.#visit?.session;
    return {
      version: this.#options.version,
      theme,
      choices,
      stage: this.#visit?.stage ?? this.#door.stage,
      name: session?.name ?? this.#door.name,
      me: session?.conversations.me ?? null,
      conversations: session?.conversations.shown.map(({ view }) => view) ?? [],
      ignored: session?.ignored.all ?? [],
    };
  }
}
