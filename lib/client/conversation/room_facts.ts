/**
 * How a room is, besides who is in it and what is said there.
 *
 * @module
 */
import type { Person, Present, RoomAct, RoomView } from "../../api/view.ts";
import type { RoomState, ServerMessage } from "../../message/from_server.ts";
import { knownSeconds } from "./known_seconds.ts";
import { Mutes } from "./mutes.ts";

/** What an owner, or the operator, has done in a room. */
export type ActMessage = Extract<
  ServerMessage,
  { readonly type: "topic" | "owner" | "mode" | "muted" | "unmuted" | "keeping" }
>;

/** Whom an act is about. */
export interface Onlookers {
  /** Somebody as they are called now. */
  readonly person: (id: string) => Person;
  readonly isMe: (id: string) => boolean;
  /** Whether somebody is in the room. */
  readonly isThere: (id: string) => boolean;
}

/** What the server says of one room. */
export class RoomFacts {
  readonly #onlookers: Onlookers;
  readonly #mutes = new Mutes();
  #state: RoomState;
  #muted: RoomView["muted"] = null;

  /** @param now Milliseconds since 1970 (UTC). */
  constructor(state: RoomState, onlookers: Onlookers, now: number) {
    this.#onlookers = onlookers;
    this.#state = state;
    this.stand(state, now);
  }

  /** How it is. */
  get state(): RoomState {
    return this.#state;
  }

  /** Until when the person may say nothing. */
  get muted(): RoomView["muted"] {
    return this.#muted;
  }

  /** The server says how it is, whole. */
  stand(state: RoomState, now: number): void {
    this.#state = state;
    this.#muted = state.muted === undefined ? null : { until: endOf(state.muted, now) };
  }

  /** The person is another member: who of the others is muted is not known. */
  renew(): void {
    this.#mutes.clear();
  }

  /** Marks those who are muted, as far as it was told. */
  mark(people: readonly Present[]): readonly Present[] {
    return this.#mutes.mark(people);
  }

  /**
   * Somebody says something, so they may, or has gone.
   *
   * @returns Whether they were held for muted.
   */
  lift(id: string): boolean {
    return this.#mutes.lift(id);
  }

  /**
   * Time goes by.
   *
   * @returns Whether a mute has run out.
   */
  ease(now: number): boolean {
    return this.#mutes.ease(now);
  }

  /** Takes what was done, and gives it as a line shows it. */
  act(message: ActMessage, now: number): RoomAct {
    const { person, isMe } = this.#onlookers;
    switch (message.type) {
      case "topic":
        this.#state = { ...this.#state, topic: message.topic };
        return { what: "topic", topic: message.topic };
      case "owner":
        return this.#own(message.owner, message.by === undefined);
      case "mode":
        this.#state = { ...this.#state, kind: message.kind };
        return { what: "kind", kind: message.kind };
      case "muted":
        return this.#mute(message.member, knownSeconds(message.seconds) ?? 0, now);
      case "unmuted":
        this.#mutes.lift(message.member);
        if (isMe(message.member)) this.#muted = null;
        return { what: "unmuted", person: person(message.member) };
      case "keeping":
        this.#state = { ...this.#state, history: message.history };
        return { what: "history", history: message.history };
    }
  }

  #own(owner: string | undefined, isAlone: boolean): RoomAct {
    const { person, isThere } = this.#onlookers;
    const { owner: before, ...rest } = this.#state;
    this.#state = owner === undefined ? rest : { ...rest, owner };
    // The operator names an owner too, and then the one before is still there.
    const left = isAlone && (before === undefined || !isThere(before));
    return { what: "owner", owner: owner === undefined ? null : person(owner), left };
  }

  #mute(member: string, seconds: number, now: number): RoomAct {
    const { person, isMe } = this.#onlookers;
    const until = endOf(seconds, now);
    this.#mutes.set(member, until);
    if (isMe(member)) this.#muted = { until };
    return { what: "muted", person: person(member), seconds: seconds === 0 ? null : seconds };
  }
}

/** When something ends that lasts so many seconds; 0 is until it is lifted. */
function endOf(seconds: number, now: number): number | null {
  return seconds === 0 ? null : now + (knownSeconds(seconds) ?? 0) * 1000;
}
