/**
 * The hub: rooms, members and their names, and what becomes of what they say.
 *
 * It knows members by the ids it drew for them and answers with effects. It must never know
 * sockets, addresses or encryption: what it does not have it cannot give away.
 *
 * @module
 */
import type { ClientHello, ClientMessage, OwnerAsk } from "../message/from_client.ts";
import type { Ban, Member } from "../message/from_server.ts";
import { checkText, normaliseText } from "../message/text.ts";
import { type Census, findPerson, takeCensus } from "./census.ts";
import { Doors } from "./doors.ts";
import { deliver, type Effect } from "./effect.ts";
import { Government } from "./government.ts";
import { HubState } from "./hub_state.ts";
import { lists } from "./membership.ts";
import type { Outcome } from "./outcome.ts";
import type { Place } from "./places.ts";
import { type Entry, Presence, type Return } from "./presence.ts";
import { Talk } from "./talk.ts";

export type { Census, CensusPerson, CensusRoom } from "./census.ts";
export type { Entry, Return } from "./presence.ts";
export { LOBBY } from "./rooms.ts";

/** As long as a digest: 32 bytes as 43 letters of base64url. */
const DUMMY_BYTES = 32;

/** What a hub is given. */
export interface HubOptions {
  /** Gives so many random bytes. */
  readonly draw: (bytes: number) => Uint8Array;
  /** Texts kept of each room; 0 is none. */
  readonly history: number;
  /**
   * Gives what is kept of a passphrase: 43 letters, from which nobody else can tell if a guess is
   * right.
   */
  readonly digest: (text: string) => string;
}

/** What comes of something the operator asks for. */
export type Governed = Outcome;

/** Everybody who is in, connected or away, and what happens when one of them does something. */
export class Hub {
  readonly #state: HubState;
  readonly #presence: Presence;
  readonly #talk: Talk;
  readonly #doors: Doors;
  readonly #government: Government;

  /** @param options Randomness, digests, and how much is kept. */
  constructor({ draw, history, digest }: HubOptions) {
    const dummy = draw(DUMMY_BYTES).toBase64({ alphabet: "base64url", omitPadding: true });
    this.#state = new HubState(draw, history);
    this.#presence = new Presence(this.#state);
    this.#talk = new Talk(this.#state);
    this.#doors = new Doors(this.#state, digest, dummy);
    this.#government = new Government(this.#state, digest);
  }

  /** How many are in, those who are away too. */
  get size(): number {
    return this.#state.places.size;
  }

  /** How many are away; costs a look at each. */
  get away(): number {
    return this.#state.places.away;
  }

  /** How many rooms there are, the lobby too. */
  get rooms(): number {
    return this.#state.rooms.size;
  }

  /** Who has an id now. */
  find(memberId: string): Member | null {
    return this.#state.places.get(memberId)?.member ?? null;
  }

  /**
   * Lets somebody in who has proved to be allowed in.
   *
   * The effects give them what there is to know of the lobby, and tell the others, in that order.
   *
   * @param hello What they said first.
   * @param origin A mark of where they come from, the same for all who do; `null` is unknown.
   * @param now Milliseconds since 1970.
   */
  enter(hello: ClientHello, origin: string | null, now: number): Entry {
    return this.#presence.enter(hello, origin, now);
  }

  /**
   * Does what a member asks, or says why not.
   *
   * @param memberId Who asks; one that {@linkcode enter} gave and that has not left.
   * @param now Milliseconds since 1970.
   * @throws {RangeError} If nobody of that id is in.
   */
  handle(memberId: string, message: ClientMessage, now: number): readonly Effect[] {
    const outcome = this.#obey(this.#place(memberId), message, now);
    if ("effects" in outcome) return outcome.effects;
    const ref = "ref" in message ? { ref: message.ref } : {};
    return deliver([memberId], { type: "error", ...outcome.refused, ...ref });
  }

  /**
   * A member's connection was cut, and it may come back. Its name and its places stay. Nothing
   * happens if it is away already or has gone.
   *
   * @param now Milliseconds since 1970.
   * @param until When it will have to be gone; others are told so who want the name.
   */
  lose(memberId: string, now: number, until: number): readonly Effect[] {
    const place = this.#state.places.get(memberId);
    return place === null ? [] : this.#presence.lose(place, now, until);
  }

  /**
   * A member is back, or has another connection before anybody noticed that the old one was cut.
   *
   * The effects tell it which rooms it is in and who has left meanwhile of those whose texts it may
   * still get, give it the lists of members, and tell the others, in that order.
   *
   * @param origin A mark of where it comes from now.
   * @param now Milliseconds since 1970.
   * @throws {RangeError} If nobody of that id is in.
   */
  regain(memberId: string, origin: string | null, now: number): Return {
    return this.#presence.regain(this.#place(memberId), origin, now);
  }

  /** The whole lists of members again, for one who has missed what changed. */
  list(memberId: string): readonly Effect[] {
    return lists(this.#place(memberId));
  }

  /**
   * Lets a member go. Nothing happens if it has gone before, as an end can show itself twice.
   *
   * @param reason Whether they said goodbye or the connection ended for good.
   * @param now Milliseconds since 1970.
   */
  leave(memberId: string, reason: "left" | "cut", now: number): readonly Effect[] {
    const place = this.#state.places.get(memberId);
    return place === null ? [] : this.#presence.leave(place, reason, now);
  }

  /** Does in any room what its owner may do, for the operator. `bans` is for {@linkcode bansOf}. */
  operate(ask: OwnerAsk, now: number): Governed {
    return this.#government.act(null, ask, now);
  }

  /** Who is banned from a room, from the server if it is the lobby; `null` if there is none. */
  bansOf(room: string, now: number): readonly Ban[] | null {
    return this.#government.bansOf(room, now);
  }

  /**
   * Tells everybody something, for the operator.
   *
   * @param text As `normaliseText` gives it and `checkText` finds `ok`.
   * @throws {RangeError} If it is not.
   */
  announce(text: string, now: number): readonly Effect[] {
    if (normaliseText(text) !== text || checkText(text) !== "ok") {
      throw new RangeError("not a text that may be sent");
    }
    const time = this.#state.clock.stamp(now);
    return deliver(this.#state.rooms.lobby.everybody(), { type: "announcement", text, time });
  }

  /** Everybody and every room, for the operator. */
  census(): Census {
    return takeCensus(this.#state);
  }

  /** Whom a text means, for the operator: a name, a tag, or both with a dot between. */
  findPerson(text: string): readonly Member[] {
    return findPerson(this.#state, text);
  }

  #obey(place: Place, message: ClientMessage, now: number): Outcome {
    switch (message.type) {
      case "say":
        return this.#talk.say(place, message, now);
      case "tell":
        return this.#talk.tell(place, message, now);
      case "edit":
        return this.#talk.edit(place, message, now);
      case "delete":
        return this.#talk.delete(place, message, now);
      case "typing":
        return this.#talk.type(place, message, now);
      case "rename":
        return this.#presence.rename(place, message, now);
      case "create":
        return this.#doors.create(place, message, now);
      case "join":
        return this.#doors.join(place, message, now);
      case "leave":
        return this.#doors.leave(place, message, now);
      case "rooms":
        return this.#doors.list(place);
      default:
        return this.#government.act(place, message, now);
    }
  }

  #place(memberId: string): Place {
    const place = this.#state.places.get(memberId);
    if (place === null) throw new RangeError(`nobody has the id ${memberId}`);
    return place;
  }
}
