/**
 * What a person asks about rooms and people, besides what they write.
 *
 * @module
 */
import type { ChatIntent } from "../../api/intent.ts";
import type { RoomIntent } from "../../api/room_intent.ts";
import type { Person, Problem } from "../../api/view.ts";
import {
  MAX_ROOM_PASSPHRASE_UNITS,
  MAX_TOPIC_UNITS,
  MIN_ROOM_PASSPHRASE_UNITS,
} from "../../limits.ts";
import type { ClientMessage } from "../../message/from_client.ts";
import { checkRoomName } from "../../message/name.ts";
import { isRoomPassphrase, normaliseTopic } from "../../message/room_rules.ts";
import { Room } from "../conversation/room.ts";
import type { Asked } from "./asks.ts";
import { type Exchange, obstacle } from "./exchange.ts";
import { fail, QUIET, type Reaction, send } from "./reaction.ts";

/** What is asked about rooms and people. */
export type RoomAskIntent =
  | RoomIntent
  | Extract<ChatIntent, { readonly type: "write_to" | "close" | "quiet" }>;

type Intent<Type extends RoomAskIntent["type"]> = Extract<RoomAskIntent, { readonly type: Type }>;

/** What an owner asks for in a room. */
type OwnerIntent = Exclude<Extract<RoomIntent, { readonly in: string }>, Intent<"bans">>;

/** A passphrase that no room can have. */
export const ROOM_PASSPHRASE: Problem = {
  code: "room_passphrase",
  least: MIN_ROOM_PASSPHRASE_UNITS,
  most: MAX_ROOM_PASSPHRASE_UNITS,
};

/** A topic that is too long. */
export const TOPIC_TOO_LONG: Problem = { code: "topic_too_long", most: MAX_TOPIC_UNITS };

/** Asks, after it has looked whether there is any sense in it. */
export class RoomAsks {
  readonly #exchange: Exchange;

  /** @param exchange Whom it asks. */
  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** Does what a person wants. */
  do(intent: RoomAskIntent): Reaction {
    if (intent.type === "close") return this.#close(intent.in);
    if (intent.type === "write_to") return this.#writeTo(intent.member);
    if (intent.type === "quiet") return this.#quiet(intent.in, intent.on);
    const problem = obstacle(this.#exchange);
    if (problem !== null) return fail(problem);
    switch (intent.type) {
      case "create":
        return this.#create(intent);
      case "join_room":
        return this.#join(intent);
      case "rooms":
        return send({ type: "rooms" });
      case "bans": {
        const room = this.#room(intent.in)?.name;
        if (room === undefined) return QUIET;
        this.#exchange.asks.listing = room;
        return send({ type: "bans", room });
      }
      default:
        return this.#own(intent);
    }
  }

  #create({ room: typed, hidden, passphrase }: Intent<"create">): Reaction {
    const checked = checkRoomName(typed);
    if (!checked.ok) return fail({ code: "room_name", rule: checked.rule });
    if (passphrase !== null && !isRoomPassphrase(passphrase)) return fail(ROOM_PASSPHRASE);
    const room = checked.name;
    return this.#ask({ type: "create", room, passphrase }, (ref) => ({
      type: "create",
      room,
      ref,
      ...(hidden && { hidden }),
      ...(passphrase !== null && { passphrase }),
    }));
  }

  /** Whoever is in a room already wants to look at it. */
  #join({ room: typed, passphrase }: Intent<"join_room">): Reaction {
    const checked = checkRoomName(typed);
    if (!checked.ok) return fail({ code: "room_name", rule: checked.rule });
    const room = checked.name;
    const there = this.#exchange.conversations.room(room);
    if (there?.isOpen) {
      this.#exchange.feed.show(there.id);
      return QUIET;
    }
    return this.#ask({ type: "join", room, passphrase }, (ref) => ({
      type: "join",
      room,
      ref,
      ...(passphrase !== null && { passphrase }),
    }));
  }

  #quiet(id: string, on: boolean): Reaction {
    this.#exchange.conversations.quiet(id, on);
    return QUIET;
  }

  #close(id: string): Reaction {
    const { conversations } = this.#exchange;
    const conversation = conversations.find(id);
    if (conversation === null) return QUIET;
    if (!(conversation instanceof Room) || conversation.isOver) {
      conversations.forget(conversation);
      return QUIET;
    }
    if (conversation.isLobby) return fail({ code: "lobby" });
    const problem = obstacle(this.#exchange);
    if (problem !== null) return fail(problem);
    if (!conversation.isOpen) {
      conversations.forget(conversation); // it is about to be joined again, and is left then
      return QUIET;
    }
    const room = conversation.name;
    return this.#ask({ type: "leave", in: id }, (ref) => ({ type: "leave", room, ref }));
  }

  #writeTo(member: string): Reaction {
    const { conversations, feed, hasRooms } = this.#exchange;
    if (!hasRooms()) return fail({ code: "one_room" });
    const { lobby, me } = conversations;
    if (member === me.id) return QUIET;
    const there = conversations.with(member);
    const person = lobby.members.find(member);
    if (there === null && (person === null || !lobby.members.has(member))) {
      return fail({ code: "no_member", person });
    }
    const talk = there ?? (person && conversations.begin(person));
    if (!talk) return fail({ code: "too_many_private" });
    talk.want();
    feed.show(talk.id);
    return QUIET;
  }

  /** Whether the person owns the room is for the server to say. */
  #own(intent: OwnerIntent): Reaction {
    const room = this.#room(intent.in);
    if (room === null) return QUIET;
    if (!room.isOpen) return fail({ code: "not_in_room", room: room.name });
    const { id, name } = room;
    switch (intent.type) {
      case "topic": {
        const topic = normaliseTopic(intent.topic);
        if (topic === null) return fail(TOPIC_TOO_LONG);
        return this.#act(id, (ref) => ({ type: "topic", room: name, ref, topic }));
      }
      case "lock":
        return this.#lock(room, intent.passphrase);
      case "keep":
        return this.#act(id, (ref) => ({ type: "keep", room: name, ref, keep: intent.keep }));
      case "unban":
        return this.#act(id, (ref) => ({ type: "unban", room: name, ref, ban: intent.ban }));
      default:
        return this.#aim(room, intent);
    }
  }

  #lock({ id, name, isLobby }: Room, passphrase: string | null): Reaction {
    if (isLobby) return fail({ code: "lobby" });
    if (passphrase !== null && !isRoomPassphrase(passphrase)) return fail(ROOM_PASSPHRASE);
    return this.#ask({ type: "lock", in: id, passphrase }, (ref) => ({
      type: "lock",
      room: name,
      ref,
      ...(passphrase !== null && { passphrase }),
    }));
  }

  /** What is done to somebody. */
  #aim(
    { id, name: room, members }: Room,
    intent: Extract<OwnerIntent, { readonly member: string }>,
  ): Reaction {
    const { member } = intent;
    const person = members.find(member);
    if (person === null) return fail({ code: "no_member", person });
    switch (intent.type) {
      case "ban": {
        const { seconds, sure } = intent;
        return this.#ask({ type: "ban", in: id, person, seconds }, (ref) => ({
          type: "ban",
          room,
          ref,
          member,
          ...(seconds !== null && { seconds }),
          ...(sure && { sure }),
        }));
      }
      case "mute": {
        const { seconds } = intent;
        const lasting = seconds !== null && { seconds };
        return this.#act(id, (ref) => ({ type: "mute", room, ref, member, ...lasting }), person);
      }
      default:
        return this.#act(id, (ref) => ({ type: intent.type, room, ref, member }), person);
    }
  }

  #act(id: string, make: (ref: number) => ClientMessage, person: Person | null = null): Reaction {
    return this.#ask({ type: "act", in: id, person }, make);
  }

  #ask(asked: Asked, make: (ref: number) => ClientMessage): Reaction {
    return send(make(this.#exchange.asks.add(asked)));
  }

  #room(id: string): Room | null {
    const conversation = this.#exchange.conversations.find(id);
    return conversation instanceof Room ? conversation : null;
  }
}
