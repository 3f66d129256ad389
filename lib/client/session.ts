/**
 * A stay at a server: what was agreed on the way in, and the conversation since.
 *
 * @module
 */
import type { Update } from "../api/update.ts";
import type { Server, Stage } from "../api/view.ts";
import { PAGE_LINES } from "../limits.ts";
import type { ErrorMessage, ServerMessage } from "../message/from_server.ts";
import { formatInvitation } from "../message/invitation.ts";
import type { Admission, Target } from "./admission.ts";
import { Conversation } from "./conversation.ts";
import type { Effect } from "./effect.ts";
import { exportConversation, type ExportTools } from "./export.ts";
import type { Feed } from "./feed.ts";
import type { KnownServerChange } from "./known_servers.ts";
import { settledTarget } from "./server_key.ts";

/** One server and one conversation, through one connection or several. */
export class Session {
  readonly #target: Target;
  readonly conversation: Conversation;
  readonly #feed: Feed;
  #admission: Admission;
  #compared: boolean;
  #madeUp: boolean;
  #ended: "cut" | "stopping" | null = null;
  /** Names that were asked for and not answered: the server answers in this order. */
  #asked: string[] = [];

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
    this.#compared = compared;
    this.#madeUp = madeUp;
    feed.conversationChanged();
  }

  /**
   * Goes on after it had ended.
   *
   * @param admission What the server let us in with this time.
   * @param madeUp Whether the name was made up this time.
   * @param now Milliseconds since 1970 (UTC).
   */
  resume(admission: Admission, madeUp: boolean, now: number): void {
    const { welcome, compared } = admission;
    this.conversation.resume(welcome.you, welcome.room, now);
    this.#admission = admission;
    this.#compared = compared;
    this.#madeUp = madeUp;
    this.#ended = null;
    this.#asked = [];
  }

  /** Where it is; without an invitation that was given up for another key. */
  get target(): Target {
    return settledTarget(this.#target, this.#admission.key);
  }

  /** Where the person stands: in it, or not any more. */
  get stage(): Stage {
    const { server } = this;
    return this.#ended === null
      ? { at: "joined", server }
      : { at: "ended", server, how: this.#ended };
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

  /** How it ended, or null while it goes on. */
  get ended(): "cut" | "stopping" | null {
    return this.#ended;
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
    if (this.#ended) return;
    if (message.type === "error") return this.#refused(message);
    this.conversation.take(message);
    if (message.type === "text") {
      if (message.ref !== undefined) this.#feed.pendingChanged();
      return;
    }
    this.#feed.stateChanged();
    if (message.type === "renamed") this.#renamed(this.conversation.members.me.name);
  }

  /**
   * The connection ended.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  end(how: "cut" | "stopping", now: number): void {
    if (this.#ended) return;
    this.#ended = how;
    this.conversation.end(how, now);
    this.#feed.stateChanged();
    this.#feed.pendingChanged();
  }

  /**
   * Writes a text; without a connection it is kept as not sent.
   *
   * @param text What was typed, at most `MAX_SAY_UNITS` long.
   * @param now Milliseconds since 1970 (UTC).
   */
  say(text: string, now: number): Effect[] {
    this.#feed.pendingChanged();
    return this.conversation.say(text, now, this.#ended === null)
      .map((message) => ({ type: "send", message }));
  }

  /**
   * Sends a pending text that is not on its way once more.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  retry(ref: number, now: number): Effect[] {
    const text = this.#ended === null ? this.conversation.pending.take(ref) : null;
    return text === null ? [] : this.say(text, now);
  }

  /** Forgets a pending text that is not on its way. */
  discard(ref: number): void {
    if (this.conversation.pending.take(ref) !== null) this.#feed.pendingChanged();
  }

  /**
   * Asks for another name.
   *
   * @param name A name that passed the check.
   */
  rename(name: string): Effect[] {
    if (this.#ended) return [];
    // A server says nothing to somebody who asks for the name they have.
    if (this.#asked.length === 0 && name === this.conversation.members.me.name) return [];
    this.#asked.push(name);
    return [{ type: "send", message: { type: "rename", name } }];
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

  #refused({ code, ref }: ErrorMessage): void {
    if (ref !== undefined) {
      const why = code === "text_empty" || code === "text_too_long" ? code : "refused";
      if (this.conversation.pending.fail(ref, why)) this.#feed.pendingChanged();
    } else if (code === "name_taken" || code === "name_invalid") {
      // A hostile server may say so unasked, as often as it likes.
      const name = this.#asked.shift();
      if (name === undefined) return;
      const reserved = { code: "name", rule: "reserved" } as const;
      this.#feed.notice(code === "name_taken" ? { code, name } : reserved);
    }
  }

  #renamed(name: string): void {
    const at = this.#asked.indexOf(name);
    if (at < 0) return;
    this.#madeUp = false;
    this.#asked = this.#asked.slice(at + 1).filter((other) => other !== name);
  }
}
