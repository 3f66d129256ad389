/**
 * A stay at a server: what was agreed on the way in, and the conversation since.
 *
 * @module
 */
import type { Update } from "../api/update.ts";
import type { Server } from "../api/view.ts";
import { PAGE_LINES } from "../limits.ts";
import type { ClientMessage } from "../message/from_client.ts";
import type { ErrorMessage, ResumedMessage, ServerMessage } from "../message/from_server.ts";
import { formatInvitation } from "../message/invitation.ts";
import type { Admission, Claim, Target, Way } from "./admission.ts";
import { AskedNames } from "./asked_names.ts";
import { Conversation } from "./conversation.ts";
import { nameProblem } from "./entry_problem.ts";
import { exportConversation, type ExportTools } from "./export.ts";
import type { Feed } from "./feed.ts";
import type { KnownServerChange } from "./known_servers.ts";
import { settledTarget } from "./server_key.ts";
import type { How } from "./step.ts";

/** One server and one conversation, through one connection or several. */
export class Session {
  readonly #target: Target;
  readonly conversation: Conversation;
  readonly #feed: Feed;
  #admission: Admission;
  /** What shows that the person is who they are, where the server gave them that. */
  #claim: Claim | null;
  #compared: boolean;
  #madeUp: boolean;
  /** Whether texts can be sent, wait until they can, or cannot be sent. */
  #says: "sending" | "waiting" | "failed" = "sending";
  readonly #names = new AskedNames();
  /** How many messages went out since the server let the person in. */
  #sent = 0;

  /**
   * Begins with the server's welcome.
   *
   * @param admission What the server let us in with.
   * @param target Where it is.
   * @param madeUp Whether the person's name was made up and may be drawn anew.
   * @param feed Is told of each change.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor(admission: Admission, target: Target, madeUp: boolean, feed: Feed, now: number) {
    const { welcome, compared } = admission;
    this.#target = target;
    this.conversation = new Conversation(welcome.you, welcome.room, now);
    this.#feed = feed;
    this.#admission = admission;
    this.#claim = claimOf(admission);
    this.#compared = compared;
    this.#madeUp = madeUp;
    feed.conversationChanged();
  }

  /** There is no connection for now: what is written waits. */
  cut(): void {
    this.#says = "waiting";
    if (this.#claim !== null) return;
    this.conversation.lose();
    this.#feed.pendingChanged();
  }

  /**
   * The connection did not come back at once.
   *
   * @param since When it ended, in milliseconds since 1970 (UTC).
   */
  lost(since: number): void {
    this.conversation.lost(since);
  }

  /**
   * Goes on as the same member.
   *
   * @param now Milliseconds since 1970 (UTC).
   * @returns What to send now.
   */
  resume(message: ResumedMessage, now: number): readonly ClientMessage[] {
    this.conversation.resume(message, now);
    if (message.missing > 0) this.#names.forgetAsked(); // an answer may be missing
    this.#renamed(this.conversation.members.me.name);
    return this.#catchUp(false);
  }

  /**
   * Goes on as another member.
   *
   * @param admission What the server let us in with this time.
   * @param madeUp Whether the name was made up this time.
   * @param now Milliseconds since 1970 (UTC).
   * @returns What to send now.
   */
  begin(admission: Admission, madeUp: boolean, now: number): readonly ClientMessage[] {
    const { welcome, compared, key } = admission;
    this.conversation.begin(welcome.you, welcome.room, now);
    // The words may have been compared while this way in was under way.
    this.#compared = compared || (this.#compared && key === this.#admission.key);
    this.#admission = admission;
    this.#claim = claimOf(admission);
    this.#madeUp = madeUp;
    this.#sent = 0;
    return this.#catchUp(true);
  }

  /** Where it is; without an invitation that was given up for another key. */
  get target(): Target {
    return settledTarget(this.#target, this.#admission.key);
  }

  /** The way back in, as whom the person is now. */
  get way(): Way {
    const wanted = {
      name: this.conversation.members.me.name,
      madeUp: this.#madeUp,
      own: true,
    };
    return { target: this.target, wanted, claim: this.#claim };
  }

  /** The server, as pages show it. */
  get server(): Server {
    const { key, words, standing, serverName, welcome } = this.#admission;
    const { host, port, room } = this.target;
    return {
      host,
      port,
      name: serverName,
      words,
      standing,
      compared: this.#compared,
      invitation: formatInvitation({ host, port, room, key, secret: null }),
      history: welcome.history,
    };
  }

  /** Whether the person's name was made up. */
  get madeUp(): boolean {
    return this.#madeUp;
  }

  /** What is to be remembered of the server. */
  get change(): KnownServerChange {
    const { key, since, serverName, replaces } = this.#admission;
    const { host, port } = this.target;
    const server = { host, port, key, since, compared: this.#compared, name: serverName };
    return { server, replaces };
  }

  /** The person says that they compared the words of the server's key. */
  compare(): void {
    this.#compared = true;
    this.#feed.stateChanged();
  }

  /** Takes a message of the server. */
  receive(message: ServerMessage): void {
    if (message.type === "error") return this.#refused(message);
    if (message.type === "closing" && message.reason === "refused") {
      this.#feed.notice({ code: "refused", name: this.server.name });
    }
    this.conversation.take(message);
    if (message.type === "text") {
      if (message.ref !== undefined) this.#feed.pendingChanged();
      return;
    }
    this.#feed.stateChanged();
    if (message.type === "renamed") this.#renamed(this.conversation.members.me.name);
  }

  /**
   * The connection ended, and nothing is dialled. Whom the person was is kept: the server may hold
   * their place for a while yet, and with it their name, so they can only come back as the same.
   *
   * @param since When it ended, in milliseconds since 1970 (UTC).
   * @param now Milliseconds since 1970 (UTC).
   */
  end(how: How, since: number, now: number): void {
    if (this.#says === "failed") return;
    this.#says = "failed";
    this.#names.take(this.#claim === null);
    this.conversation.end(how, since, now);
    this.#feed.stateChanged();
    this.#feed.pendingChanged();
  }

  /**
   * Writes a text; without a connection it waits for one, and where none will come it is kept as
   * not sent.
   *
   * @param text What was typed, at most `MAX_SAY_UNITS` long.
   * @param now Milliseconds since 1970 (UTC).
   * @returns What to send now.
   */
  say(text: string, now: number): readonly ClientMessage[] {
    this.#feed.pendingChanged();
    return this.#send(this.conversation.say(text, now, this.#says));
  }

  /**
   * Sends a pending text once more, or lets it wait, where it neither is on its way nor waits.
   *
   * @param now Milliseconds since 1970 (UTC).
   * @returns What to send now.
   */
  retry(ref: number, now: number): readonly ClientMessage[] {
    const text = this.#says === "failed" ? null : this.conversation.pending.take(ref);
    return text === null ? [] : this.say(text, now);
  }

  /** Forgets a pending text that is not on its way. */
  discard(ref: number): void {
    if (this.conversation.pending.discard(ref)) this.#feed.pendingChanged();
  }

  /**
   * Asks for another name.
   *
   * @param name A name that passed the check.
   * @returns What to send now.
   */
  rename(name: string): readonly ClientMessage[] {
    if (this.#says === "waiting") this.#names.wish(name);
    const mine = this.conversation.members.me.name;
    if (this.#says !== "sending" || !this.#names.ask(name, mine)) return [];
    return this.#send([{ type: "rename", name }]);
  }

  /**
   * Lines before another.
   *
   * @param before Index of that line in the conversation.
   */
  older(before: number): Update {
    const { first, length } = this.conversation;
    const to = Math.max(first, Math.min(before, length));
    const from = Math.max(first, to - PAGE_LINES);
    return { type: "older", from, lines: this.conversation.slice(from, to) };
  }

  /**
   * The conversation as a text file.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  export(tools: ExportTools, now: number): Update {
    const { room, first, length, pending } = this.conversation;
    const lines = this.conversation.slice(first, length);
    const exported = { server: this.server, room, lines, dropped: first, pending: pending.all };
    return { type: "exported", ...exportConversation(exported, tools, now) };
  }

  /** There is a connection: what waited for it goes out. */
  #catchUp(isNew: boolean): readonly ClientMessage[] {
    this.#says = "sending";
    this.#feed.stateChanged();
    this.#feed.pendingChanged();
    const wish = this.#names.take(isNew);
    const asks = wish === null ? [] : this.rename(wish);
    return [...asks, ...this.#send(this.conversation.release())];
  }

  #send(messages: readonly ClientMessage[]): readonly ClientMessage[] {
    for (const message of messages) {
      this.#sent++;
      if (message.type === "say") this.conversation.pending.number(message.ref, this.#sent);
    }
    return messages;
  }

  #refused({ code, ref, seconds }: ErrorMessage): void {
    if (ref !== undefined) {
      const why = code === "text_empty" || code === "text_too_long" ? code : "refused";
      if (this.conversation.pending.fail(ref, why)) this.#feed.pendingChanged();
      return;
    }
    if (code !== "name_taken" && code !== "name_invalid" && code !== "too_often") return;
    const name = this.#names.refused();
    if (name !== null) this.#feed.notice(nameProblem(code, name, seconds));
  }

  #renamed(name: string): void {
    if (this.#names.given(name)) this.#madeUp = false;
  }
}

function claimOf({ welcome, key }: Admission): Claim | null {
  const { you, delivery } = welcome;
  return delivery === undefined ? null : { key, member: you.id, secret: delivery.secret };
}
