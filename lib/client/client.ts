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
import type { Stage, State, Theme } from "../api/view.ts";
import { PAGE_LINES } from "../limits.ts";
import { checkName } from "../message/name.ts";
import type { Claim, EntryWorld } from "./admission.ts";
import { checkWhere } from "./check_where.ts";
import type { Effect, LinkEvent } from "./effect.ts";
import { Entry } from "./entry.ts";
import { Feed } from "./feed.ts";
import { Form } from "./form.ts";
import { Knowledge } from "./knowledge.ts";
import { madeUpName } from "./made_up_name.ts";
import { type Answer, type ClientOptions, NOTHING, reply } from "./options.ts";
import { Passphrases } from "./passphrases.ts";
import { Reconnection } from "./reconnection.ts";
import { Session } from "./session.ts";
import type { Settings } from "./settings.ts";
import type { Step } from "./step.ts";
import { Visit } from "./visit.ts";

/** The client of one person, at one server at a time. */
export class Client {
  readonly #options: ClientOptions;
  readonly #feed = new Feed();
  /** What is known of servers. */
  readonly knowledge: Knowledge;
  readonly #world: EntryWorld;
  readonly #form: Form;
  #settings: Settings;
  /** The way in, before there is a conversation. */
  #entry: Entry | null = null;
  #visit: Visit | null = null;
  #draft = "";
  /** The last number that a link or a timer has. */
  #number = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    const { draw, words } = options;
    const knowledge = new Knowledge(options.known);
    const passphrases = new Passphrases();
    this.knowledge = knowledge;
    const spent = new WeakSet<Claim>();
    this.#world = { knowledge, passphrases, spent, words, draw, nextLink: () => ++this.#number };
    this.#settings = options.settings;
    this.#form = new Form(options.where, options.name, madeUpName(draw));
  }

  /** Takes settings that were changed elsewhere. */
  settle(settings: Settings): void {
    if (settings.theme !== this.#settings.theme) this.#feed.stateChanged();
    this.#settings = settings;
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
      case "check":
        return reply({
          type: "checked",
          where: intent.where,
          result: checkWhere(intent.where, this.knowledge.all, this.#options.words),
        });
      case "older":
        return this.#visit ? reply(this.#visit.session.older(intent.before)) : NOTHING;
      case "export":
        return this.#visit ? reply(this.#visit.session.export(this.#options, now)) : NOTHING;
      case "rename":
        return this.#rename(intent.name);
      case "draft":
        this.#draft = intent.text;
        return NOTHING;
      default:
        return { effects: this.#act(intent, now), replies: [] };
    }
  }

  /**
   * Takes what happened to a link.
   *
   * @param link The number the link was asked for under; others are those given up.
   * @param now Milliseconds since 1970 (UTC).
   */
  link(link: number, event: LinkEvent, now: number): readonly Effect[] {
    if (this.#entry) return this.#advance(this.#entry.hear(link, event), now);
    return this.#step((connection) => connection.hear(link, event, now), now);
  }

  /**
   * A timer rings that was asked for.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  waited(timer: number, now: number): readonly Effect[] {
    return this.#step((connection) => connection.waited(timer, now), now);
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
    return this.#feed.take(() => this.#state(), this.#visit?.session.conversation ?? null);
  }

  /**
   * Everything, for a page that has just come. Whatever {@linkcode takeUpdates} still holds must
   * have gone to the other pages before, and does not belong to this one.
   */
  snapshot(): Update {
    const conversation = this.#visit?.session.conversation;
    const length = conversation?.length ?? 0;
    const from = Math.max(conversation?.first ?? 0, length - PAGE_LINES);
    return {
      type: "snapshot",
      state: this.#state(),
      from,
      lines: conversation?.slice(from, length) ?? [],
      pending: conversation?.pending.all ?? [],
      draft: this.#draft,
    };
  }

  #act(intent: ActIntent, now: number): readonly Effect[] {
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
      case "say":
        return this.#say(intent.text, now);
      case "compared":
        return this.#compared();
      case "leave":
        return this.#leave();
      case "retry":
        return this.#visit?.send(this.#visit.session.retry(intent.ref, now)) ?? [];
      case "discard":
        this.#visit?.session.discard(intent.ref);
        return [];
      case "theme":
        return this.#setTheme(intent.theme);
    }
  }

  #join(where: string, name: string, now: number): readonly Effect[] {
    if (this.#entry || this.#visit) return [];
    this.#feed.stateChanged();
    const wish = this.#form.submit(where, name);
    if (wish === null) return [];
    this.#entry = new Entry({ ...wish, claim: null }, this.#world, now);
    return this.#advance(this.#entry.begin(), now);
  }

  #decide(decision: (entry: Entry) => Effect[], now: number): readonly Effect[] {
    if (this.#entry) return this.#advance(decision(this.#entry), now);
    return this.#step((connection) => connection.decide(decision, now), now);
  }

  /** Looks where the first way in stands after a step of it. */
  #advance(effects: readonly Effect[], now: number): readonly Effect[] {
    const entry = this.#entry;
    this.#feed.stateChanged();
    if (!entry?.outcome) return effects;
    this.#entry = null;
    const { outcome, wanted, target } = entry;
    if (outcome.type === "failed") this.#form.fail(target.where, wanted.name, outcome.problem);
    if (outcome.type !== "admitted") return effects;
    const session = new Session(outcome.admission, target, wanted.madeUp, this.#feed, now);
    const isNumbered = outcome.admission.welcome.delivery !== undefined;
    const connection = new Reconnection(entry.link, isNumbered, {
      ...this.#options,
      nextTimer: () => ++this.#number,
      enter: (now) => new Entry(session.way, this.#world, now),
    });
    const remember = () => this.#remember(session);
    this.#visit = new Visit({ session, connection, feed: this.#feed, remember });
    return [...effects, ...remember(), ...this.#step(() => connection.watch(), now)];
  }

  #step(act: (connection: Reconnection) => readonly Step[], now: number): readonly Effect[] {
    return this.#visit?.step(act, now) ?? [];
  }

  #cancel(now: number): readonly Effect[] {
    const entry = this.#entry;
    if (!entry) return this.#step((connection) => connection.want("cancel", now), now);
    this.#entry = null;
    this.#feed.stateChanged();
    this.#form.forgive();
    return entry.cancel();
  }

  #leave(): readonly Effect[] {
    const visit = this.#visit;
    if (!visit) return [];
    this.#visit = null;
    this.#draft = "";
    const { session } = visit;
    const { name } = session.conversation.members.me;
    this.#form.offer(session.target.where, name, session.madeUp);
    this.#feed.stateChanged();
    this.#feed.conversationChanged();
    return visit.leave();
  }

  #say(text: string, now: number): readonly Effect[] {
    if (!this.#visit) return [];
    this.#draft = "";
    return this.#visit.send(this.#visit.session.say(text, now));
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
    return this.#remember(session).slice(0, 1);
  }

  #remember(session: Session): readonly Effect[] {
    const { change } = session;
    this.knowledge.learn(change);
    this.#settings = { ...this.#settings, where: session.target.where };
    return [
      { type: "remember_server", change },
      { type: "remember_settings", settings: this.#settings },
    ];
  }

  #setTheme(theme: Theme): readonly Effect[] {
    this.#settings = { ...this.#settings, theme };
    this.#feed.stateChanged();
    return [{ type: "remember_settings", settings: this.#settings }];
  }

  #stage(): Stage {
    const { where, problem } = this.#form;
    return this.#entry?.stage ?? this.#visit?.stage ?? { at: "start", where, problem };
  }

  #state(): State {
    const { version } = this.#options;
    const conversation = this.#visit?.session.conversation;
    return {
      version,
      theme: this.#settings.theme,
      stage: this.#stage(),
      name: conversation?.members.me.name ?? this.#form.name,
      me: conversation?.members.me ?? null,
      room: conversation?.room ?? "",
      members: conversation?.members.all ?? [],
    };
  }
}
