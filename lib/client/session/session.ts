/**
 * A stay at a server: what was agreed on the way in, and the conversations since.
 *
 * @module
 */
import type { ChatIntent } from "../../api/intent.ts";
import type { Server } from "../../api/view.ts";
import type { ClientMessage } from "../../message/from_client.ts";
import type { ResumedMessage, ServerMessage } from "../../message/from_server.ts";
import type { Admission, Target, Way } from "../connection/admission.ts";
import { ConnectionLines } from "../conversation/connection_lines.ts";
import { Conversations } from "../conversation/conversations.ts";
import { closingProblem } from "../connection/entry_problem.ts";
import type { Feed } from "../conversation/feed.ts";
import { Ignored } from "../conversation/ignored.ts";
import type { KnownServerChange } from "../keep/known_servers.ts";
import type { Refs } from "../conversation/refs.ts";
import type { How } from "../connection/step.ts";
import { Asks } from "./asks.ts";
import type { Exchange, Says } from "./exchange.ts";
import { Incoming } from "./incoming.ts";
import { Naming } from "./naming.ts";
import { Outgoing } from "./outgoing.ts";
import { QUIET, type Reaction } from "./reaction.ts";
import { Residence } from "./residence.ts";
import { type RoomAskIntent, RoomAsks } from "./room_asks.ts";
import { isTalk, Talk, type TalkIntent } from "./talk.ts";

/** What a person does in conversations. */
export type SessionIntent =
  | TalkIntent
  | RoomAskIntent
  | Extract<ChatIntent, { readonly type: "ignore" }>;

/** What a session begins with. */
export interface SessionOptions {
  /** What the server let us in with. */
  readonly admission: Admission;
  /** Where it is. */
  readonly target: Target;
  /** Whether the person's name was made up and may be drawn anew. */
  readonly madeUp: boolean;
  /** Is told of each change. */
  readonly feed: Feed;
  /** Gives each text and each ask its number. */
  readonly refs: Refs;
  /** An id that no conversation ever had. */
  readonly nextId: () => string;
}

/** One server and its conversations, through one connection or several. */
export class Session {
  readonly conversations: Conversations;
  /** Those whose texts the person does not want to see. */
  readonly ignored: Ignored;
  readonly #residence: Residence;
  readonly #feed: Feed;
  readonly #asks: Asks;
  readonly #lines: ConnectionLines;
  readonly #incoming: Incoming;
  readonly #talk: Talk;
  readonly #roomAsks: RoomAsks;
  readonly #outgoing: Outgoing;
  readonly #naming: Naming;
  #says: Says = "sending";

  /**
   * Begins with the server's welcome.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor({ admission, target, madeUp, feed, refs, nextId }: SessionOptions, now: number) {
    const residence = new Residence(admission, target);
    this.#residence = residence;
    this.#feed = feed;
    const invite = (room: string | null) => residence.invite(room);
    const { welcome: { you } } = admission;
    const parts = { feed, you, state: residence.lobby, invite, refs, nextId };
    const conversations = new Conversations(parts, now);
    this.conversations = conversations;
    this.#naming = new Naming(() => conversations.me, madeUp);
    this.#lines = new ConnectionLines(conversations.lobby.log, now);
    conversations.lobby.rule(now);
    this.#asks = new Asks(refs);
    const exchange: Exchange = {
      conversations,
      asks: this.#asks,
      feed,
      says: () => this.#says,
      hasRooms: () => residence.hasRooms,
    };
    this.ignored = new Ignored(conversations);
    this.#incoming = new Incoming(exchange, (id) => this.ignored.has(id));
    this.#talk = new Talk(exchange);
    this.#roomAsks = new RoomAsks(exchange);
    this.#outgoing = new Outgoing(conversations);
  }

  /** The person has come in: they want to be in the room that they were invited to. */
  arrive(): Reaction {
    const { room } = this.target;
    if (room === null || this.conversations.room(room)?.isLobby) return QUIET;
    return this.do({ type: "join_room", room, passphrase: null }, 0);
  }

  /** There is no connection for now: what is written waits. */
  cut(): void {
    this.#says = "waiting";
    if (this.#residence.claim !== null) return;
    for (const { id, pending } of this.conversations.all) {
      pending.lose();
      this.#feed.pendingChanged(id);
    }
  }

  /**
   * The connection did not come back at once.
   *
   * @param since When it ended, in milliseconds since 1970 (UTC).
   */
  lost(since: number): void {
    this.#lines.lost(since);
  }

  /**
   * Goes on as the same member.
   *
   * @param now Milliseconds since 1970 (UTC).
   * @returns What to send now.
   */
  resume(message: ResumedMessage, now: number): readonly ClientMessage[] {
    const { all, rooms, lobby } = this.conversations;
    this.#incoming.restart(message);
    for (const room of [lobby, ...rooms]) room.relink();
    for (const conversation of all) conversation.resume(message, now);
    this.#lines.back(now);
    const { you: { id, name }, time, missing } = message;
    this.#incoming.take({ type: "renamed", member: id, name, time }, now);
    this.#naming.resume(missing > 0);
    return this.#catchUp(false, []);
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
    const isSame = this.#residence.renew(admission);
    this.#naming.begin(madeUp);
    this.#outgoing.restart();
    this.#incoming.restart(null);
    const { all, lobby, privates } = this.conversations;
    for (const { id, pending } of all) {
      pending.lose(); // also where it is over, or a later resumption would take them up
      this.#feed.pendingChanged(id);
    }
    lobby.begin(admission.welcome.you, this.#residence.lobby, now);
    this.#lines.begin(now);
    for (const talk of privates) talk.begin(now);
    const lost = this.#asks.clear();
    // It was asked by a person who looks at what is to come of it.
    if (lost.some(({ type }) => type !== "act" && type !== "return" && type !== "leave")) {
      this.#feed.notice({ code: "not_connected" });
    }
    return this.#catchUp(true, this.#incoming.comings.comeBack(lost, isSame, now));
  }

  /** Where it is; without an invitation that was given up for another key. */
  get target(): Target {
    return this.#residence.target;
  }

  /** The name that the person has, or wants to come back under. */
  get name(): string {
    return this.#naming.name;
  }

  /** The way back in, as whom the person is now. */
  get way(): Way {
    const { target, claim } = this.#residence;
    return { target, wanted: this.#naming.wanted, claim };
  }

  /** The server, as pages show it. */
  get server(): Server {
    return this.#residence.server;
  }

  /** Whether the person's name was made up. */
  get madeUp(): boolean {
    return this.#naming.madeUp;
  }

  /** What is to be remembered of the server. */
  get change(): KnownServerChange {
    return this.#residence.change;
  }

  /** The person says that they compared the words of the server's key. */
  compare(): void {
    this.#residence.compare();
    this.#feed.stateChanged();
  }

  /**
   * Takes a message of the server.
   *
   * @param now Milliseconds since 1970 (UTC).
   * @returns What to send now.
   */
  receive(message: ServerMessage, now: number): readonly ClientMessage[] {
    const isOfName = message.type === "error" && message.ref === undefined;
    const problem = isOfName ? this.#naming.refused(message) : null;
    if (problem !== null) this.#feed.notice(problem);
    if (message.type === "closing" && message.reason !== "stopping") {
      this.#feed.notice(closingProblem(message.reason, this.server.name));
    }
    const messages = this.#outgoing.send(this.#incoming.take(message, now));
    this.conversations.fit();
    if (message.type === "renamed") this.#naming.given(this.conversations.me.name);
    return messages;
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
    this.#naming.end(this.#residence.claim === null);
    for (const { id, pending } of this.conversations.all) {
      pending.end();
      this.#feed.pendingChanged(id);
    }
    this.#lines.end(how, since, now);
    this.#feed.stateChanged();
  }

  /** Takes how long to wait before {@linkcode Session.again}, in milliseconds; null is not at all. */
  takePause(): number | null {
    return this.#incoming.comings.takePause();
  }

  /** The pause is over. Gives what to send now. */
  again(): readonly ClientMessage[] {
    return this.#outgoing.send(this.#incoming.comings.again());
  }

  /**
   * Does what a person wants; a text without a connection waits for one, and where none will come
   * it is kept as not sent.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  do(intent: SessionIntent, now: number): Reaction {
    if (intent.type === "ignore") return this.#ignore(intent.member, intent.on);
    const reaction = isTalk(intent) ? this.#talk.do(intent, now) : this.#roomAsks.do(intent);
    return { ...reaction, messages: this.#outgoing.send(reaction.messages) };
  }

  /**
   * Asks for another name; where nothing is dialled, it is the one to come back under.
   *
   * @param name A name that passed the check.
   * @returns What to send now.
   */
  rename(name: string): readonly ClientMessage[] {
    if (this.#says === "failed") this.#feed.stateChanged();
    if (!this.#naming.want(name, this.#says)) return [];
    return this.#outgoing.send([{ type: "rename", name }]);
  }

  #ignore(member: string, on: boolean): Reaction {
    this.ignored.set(member, on);
    this.#feed.stateChanged();
    return QUIET;
  }

  /** There is a connection: what waited for it goes out. */
  #catchUp(isNew: boolean, returns: readonly ClientMessage[]): readonly ClientMessage[] {
    this.#says = "sending";
    this.#feed.stateChanged();
    const wish = this.#naming.take(isNew);
    const asks = wish === null ? [] : this.rename(wish);
    const open = this.conversations.all.filter(({ isOpen }) => isOpen);
    const texts = open.flatMap((conversation) => conversation.release());
    return [...asks, ...this.#outgoing.send([...returns, ...texts])];
  }
}
