/**
 * How a person comes into rooms and out of them, as the server tells it.
 *
 * @module
 */
import type { Line } from "../../api/view.ts";
import { MAX_ROOMS } from "../../limits.ts";
import type { ClientMessage } from "../../message/from_client.ts";
import type {
  EnteredMessage,
  ErrorMessage,
  ExitedMessage,
  ResumedMessage,
  RoomState,
  StandingMessage,
} from "../../message/from_server.ts";
import { foldName } from "../../message/name.ts";
import { knownSeconds } from "../conversation/known_seconds.ts";
import { Room } from "../conversation/room.ts";
import { askProblem } from "./ask_problem.ts";
import type { Asked } from "./asks.ts";
import { type Exchange, obstacle } from "./exchange.ts";
import { Returns } from "./returns.ts";

type Out = Extract<Line, { readonly type: "out" }>;

/** Keeps the rooms as the server says they are. */
export class Comings {
  readonly #exchange: Exchange;
  /** What lets the person into locked rooms, by what their names have in common with others. */
  readonly #passphrases = new Map<string, string>();
  readonly #returns = new Returns();
  /** The parts of a list that has not come whole. */
  #standing: RoomState[] = [];
  /** Whether some of what the server said is lost, and with it perhaps what was said in rooms. */
  #hasLost = false;
  /** When the list was made, by the server's clock: what it says goes before what was earlier. */
  #listedAt = 0;
  /** The last that was asked before. */
  #askedBefore = 0;

  /** @param exchange Where it happens. */
  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /**
   * There is another link: what was left of a list on the one before will never come.
   *
   * @param resumed How the same member goes on, or null for another one.
   */
  restart(resumed: ResumedMessage | null): void {
    this.#standing = [];
    this.#hasLost = resumed !== null && resumed.missing > 0;
    this.#listedAt = resumed?.time ?? 0;
    this.#askedBefore = this.#exchange.asks.last;
    if (resumed === null) this.#returns.take(); // all are asked for anew
    else this.#returns.resume();
  }

  /**
   * The person is another member, who is in the lobby only: they come back into the other rooms.
   *
   * @param lost What was asked before and will not be answered.
   * @param isSame Whether it is the server of before; another one is shown no passphrase of its rooms.
   * @param now Milliseconds since 1970 (UTC).
   * @returns What to send now.
   */
  comeBack(lost: readonly Asked[], isSame: boolean, now: number): readonly ClientMessage[] {
    const { conversations, hasRooms } = this.#exchange;
    if (!isSame) this.#passphrases.clear();
    for (const asked of lost) {
      const left = asked.type === "leave" ? conversations.find(asked.in) : null;
      if (left !== null) conversations.forget(left);
    }
    const { me } = conversations;
    return conversations.rooms.filter(({ isOver }) => !isOver).flatMap((room) => {
      room.depart(me);
      if (!hasRooms()) room.end(out("gone", now));
      if (!hasRooms()) return [];
      return [this.#askBack(room)];
    });
  }

  /** Takes how long to wait before {@linkcode Comings.again}, in milliseconds; null is not at all. */
  takePause(): number | null {
    return this.#returns.takePause();
  }

  /** Asks for the rooms that the server wanted to be asked for later. */
  again(): readonly ClientMessage[] {
    if (obstacle(this.#exchange) !== null) return []; // the pause begins anew with the connection
    const ids = this.#returns.take();
    return this.#exchange.conversations.rooms
      .filter(({ id, isOpen, isOver }) => ids.has(id) && !isOpen && !isOver)
      .map((room) => this.#askBack(room));
  }

  /** The person is in a room that they asked for. */
  entered(message: EnteredMessage, now: number): readonly ClientMessage[] {
    const { conversations, asks, feed } = this.#exchange;
    const asked = asks.take(message.ref);
    const isReturn = asked?.type === "return";
    if (asked?.type !== "create" && asked?.type !== "join" && !isReturn) return [];
    const state = stateOf(message);
    if (isReturn) {
      const before = conversations.find(asked.in);
      if (!(before instanceof Room)) return this.#turnAround(state);
      if (before.view.kind === "locked" && state.kind !== "locked") {
        // Anybody may have made it since: what waits was written for who knows the passphrase.
        before.end(out("gone", now));
        return this.#turnAround(state);
      }
    }
    const room = this.#put(state, now, !isReturn);
    if (room === null) {
      feed.notice({ code: "too_many_rooms" });
      return this.#turnAround(state);
    }
    if (isReturn) return room.release();
    if (asked.passphrase !== null) this.#passphrases.set(room.key, asked.passphrase);
    feed.show(room.id);
    return room.release();
  }

  /** The person is not in a room any more. */
  exited(message: ExitedMessage, now: number): void {
    const { conversations, asks } = this.#exchange;
    const asked = asks.take(message.ref);
    const room = conversations.room(message.room);
    if (room === null) return this.#missed(message);
    if (room.isLobby) return;
    if (room.isOpen && message.time < this.#listedAt) {
      // It comes late, and the person has come in again since: what was said between is missing.
      return room.log.add({ type: "gap", time: now, missing: null });
    }
    if (message.how === "left" && asked?.type === "leave" && asked.in === room.id) {
      conversations.forget(room);
    } else room.exit(message);
  }

  /** Takes one part of the list of the rooms that the person is in. */
  stand({ rooms, last }: StandingMessage, now: number): readonly ClientMessage[] {
    if (this.#standing.length < MAX_ROOMS) this.#standing.push(...rooms);
    if (!last) return [];
    const { conversations } = this.#exchange;
    const states = this.#standing;
    this.#standing = [];
    const keys = new Set(states.map(({ room }) => foldName(room)));
    for (const room of conversations.rooms) {
      if (room.isOpen && !keys.has(room.key)) room.end(out("gone", now));
    }
    const texts = states.flatMap((state) => {
      const isNew = conversations.room(state.room) === null;
      const room = this.#put(state, now);
      if (isNew && this.#hasLost) room?.log.add({ type: "gap", time: now, missing: null });
      return room?.release() ?? [];
    });
    // The answer may be lost of a room that the person is to come back into; to ask twice does no harm.
    const unanswered = conversations.rooms.filter(({ isOpen, isOver }) => !isOpen && !isOver);
    const asks = this.#hasLost ? unanswered.map((room) => this.#askBack(room)) : [];
    return [...texts, ...asks];
  }

  /** What was asked about coming and going was refused. */
  refused(error: ErrorMessage, asked: Asked, now: number): void {
    const { conversations, feed } = this.#exchange;
    const room = "in" in asked ? conversations.find(asked.in) : null;
    if (asked.type === "return") {
      if (error.code === "too_often") return this.#returns.postpone(asked.in, error.seconds);
      const isBanned = error.code === "banned";
      if (room instanceof Room) room.end(out(isBanned ? "banned" : "gone", now, error.seconds));
      return;
    }
    if (asked.type === "leave" && error.code === "unknown_room") {
      if (room !== null) conversations.forget(room); // that is what was wanted
      return;
    }
    const name = "room" in asked ? asked.room : room instanceof Room ? room.name : "";
    feed.notice(askProblem(error, asked, name));
  }

  /** A room was locked as the person asked, or opened. */
  locked(asked: Asked | null): void {
    if (asked?.type !== "lock") return;
    const room = this.#exchange.conversations.find(asked.in);
    if (!(room instanceof Room)) return;
    if (asked.passphrase === null) this.#passphrases.delete(room.key);
    else this.#passphrases.set(room.key, asked.passphrase);
  }

  #askBack({ id, key, name: room }: Room): ClientMessage {
    const passphrase = this.#passphrases.get(key);
    const ref = this.#exchange.asks.add({ type: "return", in: id });
    return { type: "join", room, ref, ...(passphrase !== undefined && { passphrase }) };
  }

  /** The person is in a room, whether or not that was known; null where there are too many. */
  #put(state: RoomState, now: number, isWanted = false): Room | null {
    const { conversations } = this.#exchange;
    const room = conversations.room(state.room);
    if (room === null) return conversations.enter(state, now, isWanted);
    if (room.isOpen) room.stand(state, now);
    else room.enter(state, conversations.me, now);
    return room;
  }

  /** The person was put out before they heard that they were in. */
  #missed({ room, how, seconds, time }: ExitedMessage): void {
    const { asks, feed } = this.#exchange;
    // What comes late is about nothing that was asked since.
    const last = time < this.#listedAt ? this.#askedBefore : Infinity;
    const isIt = (one: Asked) => "room" in one && foldName(one.room) === foldName(room);
    const asked = asks.takeFor((one, ref) => ref <= last && isIt(one));
    if (asked === null || how === "left") return;
    feed.notice({ code: how, room, seconds: knownSeconds(seconds) });
  }

  /** The person does not want to be there any more. */
  #turnAround({ room }: RoomState): readonly ClientMessage[] {
    const ref = this.#exchange.asks.add({ type: "leave", in: "" });
    return [{ type: "leave", room, ref }];
  }
}

function out(how: Out["how"], time: number, seconds?: number): Out {
  return { type: "out", time, how, by: null, seconds: knownSeconds(seconds) };
}

function stateOf({ room, kind, topic, owner, history, muted }: RoomState): RoomState {
  return {
    room,
    kind,
    topic,
    history,
    ...(owner !== undefined && { owner }),
    ...(muted !== undefined && { muted }),
  };
}
