/**
 * What the server says about conversations.
 *
 * @module
 */
import type { BanView } from "../../api/view.ts";
import { MAX_BANS, MAX_ROOMS } from "../../limits.ts";
import type { ClientMessage } from "../../message/from_client.ts";
import type {
  Ban,
  BanListMessage,
  ErrorMessage,
  ListedRoom,
  ResumedMessage,
  RoomListMessage,
  ServerMessage,
  TypingNotice,
} from "../../message/from_server.ts";
import { knownSeconds } from "../conversation/known_seconds.ts";
import type { PrivateTalk } from "../conversation/private_talk.ts";
import type { RoomMessage } from "../conversation/room.ts";
import { refusalOf } from "./ask_problem.ts";
import { Comings } from "./comings.ts";
import type { Exchange } from "./exchange.ts";

type Change = Extract<ServerMessage, { readonly type: "edited" | "deleted" }>;

/** Hands what is heard to whatever it is about. */
export class Incoming {
  readonly comings: Comings;
  readonly #exchange: Exchange;
  readonly #isIgnored: (id: string) => boolean;
  /** The parts of lists that have not come whole. */
  #listed: ListedRoom[] = [];
  #bans: Ban[] = [];

  /**
   * @param exchange Where it is heard.
   * @param isIgnored Whether the person wants to hear nothing of somebody.
   */
  constructor(exchange: Exchange, isIgnored: (id: string) => boolean) {
    this.#exchange = exchange;
    this.#isIgnored = isIgnored;
    this.comings = new Comings(exchange);
  }

  /**
   * There is another link: what was left of a list on the one before will never come.
   *
   * @param resumed How the same member goes on, or null for another one.
   */
  restart(resumed: ResumedMessage | null): void {
    this.#listed = [];
    this.#bans = [];
    this.comings.restart(resumed);
  }

  /**
   * Takes a message. One about a room that the person is not in changes nothing.
   *
   * @param now Milliseconds since 1970 (UTC).
   * @returns What to send now.
   */
  take(message: ServerMessage, now: number): readonly ClientMessage[] {
    const { conversations } = this.#exchange;
    switch (message.type) {
      case "standing":
        return this.comings.stand(message, now);
      case "entered":
        return this.comings.entered(message, now);
      case "exited":
        this.comings.exited(message, now);
        return [];
      case "error":
        this.#refused(message, now);
        return [];
      case "rooms":
        this.#list(message);
        return [];
      case "bans":
        this.#listBans(message);
        return [];
      case "unbanned": {
        const { room } = message;
        // Whoever lifts one looks at the list, which is another one now.
        return this.#exchange.asks.take(message.ref) === null ? [] : [{ type: "bans", room }];
      }
      case "people":
        conversations.lobby.members.introduce(message.people);
        return [];
      case "renamed":
      case "reconnecting":
      case "reconnected":
        this.#moved(message);
        return [];
      case "announcement":
        conversations.lobby.log.add(message);
        return [];
      case "told":
        this.#talkOf(message, true)?.take(message);
        return [];
      case "typing":
        this.#typing(message);
        return [];
      case "edited":
      case "deleted":
        this.#changed(message, now);
        return [];
      case "welcome":
      case "resumed":
      case "closing":
      case "withheld":
        return [];
      default:
        this.#inRoom(message, now);
        return [];
    }
  }

  #inRoom(message: RoomMessage, now: number): void {
    const { conversations, asks } = this.#exchange;
    const room = conversations.room(message.room);
    const asked = "ref" in message && message.type !== "text" ? asks.take(message.ref) : null;
    if (message.type === "mode") this.comings.locked(asked);
    if (!room?.isOpen) return;
    room.take(message, now);
    if (!room.isLobby) return;
    if (message.type === "left") conversations.with(message.member)?.leave(message.time);
    if (message.type !== "members" || !message.last) return;
    for (const talk of conversations.privates) {
      if (!room.members.has(talk.partner.id)) talk.leave(now);
    }
  }

  /** What holds for somebody wherever they are is told once. */
  #moved(
    message: Extract<ServerMessage, { readonly type: "renamed" | "reconnecting" | "reconnected" }>,
  ): void {
    const { conversations } = this.#exchange;
    const { member, time } = message;
    for (const room of [conversations.lobby, ...conversations.rooms]) {
      if (message.type === "renamed") room.rename(member, message.name, time);
      else room.move(member, message.type === "reconnecting");
    }
    if (message.type === "renamed") conversations.with(member)?.rename(message.name, time);
  }

  #changed(message: Change, now: number): void {
    this.#exchange.asks.take(message.ref);
    if (message.room === undefined) this.#talkOf(message, false)?.change(message);
    else this.#inRoom(message, now);
  }

  /** The conversation that a message between two members is about, which may begin with it. */
  #talkOf(
    { from, to }: { readonly from: string; readonly to: string },
    begins: boolean,
  ): PrivateTalk | null {
    const { conversations } = this.#exchange;
    const { me, lobby } = conversations;
    if (from !== me.id && to !== me.id || from === to) return null;
    const other = from === me.id ? to : from;
    const talk = conversations.with(other);
    const isIgnored = this.#isIgnored(other);
    if (talk !== null && !isIgnored) talk.reveal();
    if (talk !== null || !begins) return talk;
    return conversations.begin(lobby.person(other), isIgnored);
  }

  #typing({ member, room }: TypingNotice): void {
    const { conversations, feed } = this.#exchange;
    const { lobby, me } = conversations;
    if (member === me.id || this.#isIgnored(member) || !lobby.members.has(member)) return;
    const where = room === undefined ? conversations.with(member) : conversations.room(room);
    if (where?.isOpen) feed.typing(where.id, lobby.person(member));
  }

  #list({ rooms, last }: RoomListMessage): void {
    const { conversations, feed } = this.#exchange;
    this.#listed = [...this.#listed, ...rooms].slice(0, MAX_ROOMS + 1);
    if (!last) return;
    const views = this.#listed.map(({ room: name, people, topic }) => {
      return { name, people, topic, joined: conversations.room(name)?.isOpen === true };
    });
    this.#listed = [];
    feed.listed({ type: "rooms", rooms: views });
  }

  #listBans({ room: name, bans, last }: BanListMessage): void {
    const { conversations, feed } = this.#exchange;
    this.#bans = [...this.#bans, ...bans].slice(0, MAX_BANS);
    if (!last) return;
    const views = this.#bans.map((ban): BanView => {
      return { ...ban, seconds: knownSeconds(ban.seconds) };
    });
    this.#bans = [];
    const room = conversations.room(name);
    if (room !== null) feed.listed({ type: "bans", in: room.id, bans: views });
  }

  #refused(error: ErrorMessage, now: number): void {
    const { conversations, asks, feed } = this.#exchange;
    const { ref, code } = error;
    if (ref === undefined) {
      const room = asks.listing;
      asks.listing = "";
      if (room === "") return;
      if (code === "not_owner") feed.notice({ code, room });
      if (code === "unknown_room") feed.notice({ code: "not_in_room", room });
      return;
    }
    const asked = asks.take(ref);
    if (asked !== null) return this.comings.refused(error, asked, now);
    for (const { id, pending } of conversations.all) {
      if (pending.fail(ref, refusalOf(code))) feed.pendingChanged(id);
    }
  }
}
