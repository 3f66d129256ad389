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
import type { EntryWorld, Passphrase, Target, WantedName } from "./admission.ts";
import { checkWhere } from "./check_where.ts";
import type { Effect, LinkEvent } from "./effect.ts";
import { Entry } from "./entry.ts";
import { Feed } from "./feed.ts";
import { Form } from "./form.ts";
import { type KnownServer, type KnownServerChange, learnServer } from "./known_servers.ts";
import { madeUpName } from "./made_up_name.ts";
import { type Answer, type ClientOptions, NOTHING, reply } from "./options.ts";
import { Session } from "./session.ts";
import type { Settings } from "./settings.ts";

/** The client of one person, at one server at a time. */
export class Client {
  readonly #options: ClientOptions;
  readonly #feed = new Feed();
  readonly #passphrases = new Map<string, Passphrase>();
  #known: readonly KnownServer[];
  /** What was learnt and is not in the file yet, in this order. */
  #learnt: readonly KnownServerChange[] = [];
  #settings: Settings;
  #link = 0;
  readonly #form: Form;
  #entry: Entry | null = null;
  #session: Session | null = null;
  #draft = "";

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#known = options.known;
    this.#settings = options.settings;
    this.#form = new Form(options.where, options.name, madeUpName(options.draw));
  }

  /**
   * Takes what is kept of servers: other processes write to the same file. What this client
   * learnt stays, since it may not have been written yet, or could not be.
   *
   * @param known All that the file says now.
   */
  setKnown(known: readonly KnownServer[]): void {
    this.#known = this.#learnt.reduce(learnServer, known);
  }

  /** Takes settings that were changed elsewhere. */
  settle(settings: Settings): void {
    if (settings.theme !== this.#settings.theme) this.#feed.stateChanged();
    this.#settings = settings;
  }

  /** Whether there is a conversation, also one whose connection has ended. */
  get inConversation(): boolean {
    return this.#session !== null;
  }

  /** What was learnt is in the file: from here on that one holds, if another process changes it. */
  kept(change: KnownServerChange): void {
    this.#learnt = this.#learnt.filter((other) => other !== change);
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
          result: checkWhere(intent.where, this.#known, this.#options.words),
        });
      case "older":
        return this.#session ? reply(this.#session.older(intent.before)) : NOTHING;
      case "export":
        return this.#session ? reply(this.#session.export(this.#options, now)) : NOTHING;
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
    if (link !== this.#link) return [];
    if (this.#entry) return this.#advance(this.#entry.link(event), now);
    if (event.type === "message") this.#session?.receive(event.message);
    else if (event.type === "closed" && event.clean) this.#session?.end("stopping", now);
    else if (event.type === "closed" || event.type === "failed") this.#session?.end("cut", now);
    return [];
  }

  /** Takes what all pages must be told, in this order: what changed since the last call. */
  takeUpdates(): readonly Update[] {
    return this.#feed.take(() => this.#state(), this.#session?.conversation ?? null);
  }

  /**
   * Everything, for a page that has just come. Whatever {@linkcode takeUpdates} still holds must
   * have gone to the other pages before, and does not belong to this one.
   */
  snapshot(): Update {
    const conversation = this.#session?.conversation;
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
        return this.#cancel();
      case "say":
        return this.#say(intent.text, now);
      case "compared":
        return this.#compared();
      case "leave":
        return this.#leave();
      case "rejoin":
        return this.#rejoin(now);
      case "retry":
        return this.#entry ? [] : this.#session?.retry(intent.ref, now) ?? [];
      case "discard":
        this.#session?.discard(intent.ref);
        return [];
      case "theme":
        return this.#setTheme(intent.theme);
    }
  }

  #join(where: string, name: string, now: number): readonly Effect[] {
    if (this.#entry || this.#session) return [];
    this.#feed.stateChanged();
    const wish = this.#form.submit(where, name);
    return wish === null ? [] : this.#enter(wish.target, wish.wanted, now);
  }

  #enter(target: Target, wanted: WantedName, now: number): readonly Effect[] {
    const { draw, words } = this.#options;
    const world: EntryWorld = {
      known: this.#known,
      words,
      draw,
      passphrases: this.#passphrases,
      connect: (host, port) => ({ type: "connect", link: ++this.#link, host, port }),
    };
    this.#entry = new Entry(target, wanted, world, now);
    return this.#advance(this.#entry.begin(), now);
  }

  #decide(decision: (entry: Entry) => Effect[], now: number): readonly Effect[] {
    return this.#entry ? this.#advance(decision(this.#entry), now) : [];
  }

  /** Looks where the entry stands after a step of it. */
  #advance(effects: readonly Effect[], now: number): readonly Effect[] {
    const entry = this.#entry;
    this.#feed.stateChanged();
    if (!entry?.outcome) return effects;
    this.#entry = null;
    const { outcome, wanted } = entry;
    if (outcome.type === "failed") {
      // A conversation that is still there is not to be lost by a failure to go on with it.
      if (this.#session) this.#feed.notice(outcome.problem);
      else this.#form.fail(entry.target.where, wanted.name, outcome.problem);
      return effects;
    }
    const { admission } = outcome;
    const { madeUp } = wanted;
    if (this.#session) this.#session.resume(admission, madeUp, now);
    else this.#session = new Session(admission, entry.target, madeUp, this.#feed, now);
    this.#settings = { ...this.#settings, where: this.#session.target.where };
    return [
      ...effects,
      ...this.#remember(this.#session),
      { type: "remember_settings", settings: this.#settings },
    ];
  }

  #cancel(): readonly Effect[] {
    const entry = this.#entry;
    if (!entry) return [];
    this.#entry = null;
    this.#feed.stateChanged();
    if (!this.#session) this.#form.forgive();
    return entry.cancel();
  }

  #rejoin(now: number): readonly Effect[] {
    const session = this.#session;
    if (this.#entry || !session?.ended) return [];
    const { name } = session.conversation.members.me;
    return this.#enter(session.target, { name, madeUp: session.madeUp }, now);
  }

  #leave(): readonly Effect[] {
    const session = this.#session;
    if (this.#entry || !session) return [];
    this.#session = null;
    this.#draft = "";
    const { name } = session.conversation.members.me;
    this.#form.offer(session.target.where, name, session.madeUp);
    this.#feed.stateChanged();
    this.#feed.conversationChanged();
    return session.ended ? [] : [{ type: "disconnect" }];
  }

  #say(text: string, now: number): readonly Effect[] {
    if (!this.#session) return [];
    this.#draft = "";
    return this.#session.say(text, now);
  }

  #rename(name: string): Answer {
    if (!this.#session) return NOTHING;
    const checked = checkName(name);
    if (!checked.ok) {
      return reply({ type: "notice", problem: { code: "name", rule: checked.rule } });
    }
    return { effects: this.#session.rename(checked.name), replies: [] };
  }

  #compared(): readonly Effect[] {
    const session = this.#session;
    if (!session || session.server.compared) return [];
    session.compare();
    return this.#remember(session);
  }

  #remember(session: Session): readonly Effect[] {
    const { change } = session;
    this.#learnt = [...this.#learnt, change];
    this.#known = learnServer(this.#known, change);
    return [{ type: "remember_server", change }];
  }

  #setTheme(theme: Theme): readonly Effect[] {
    this.#settings = { ...this.#settings, theme };
    this.#feed.stateChanged();
    return [{ type: "remember_settings", settings: this.#settings }];
  }

  #stage(): Stage {
    const { where, problem } = this.#form;
    return this.#entry?.stage ?? this.#session?.stage ?? { at: "start", where, problem };
  }

  #state(): State {
    const { version } = this.#options;
    const conversation = this.#session?.conversation;
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
