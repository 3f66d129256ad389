/**
 * A seat: one member's place at the switchboard, and what goes over its line and what does not.
 *
 * @module
 */
import type { ServerMessage } from "../message/from_server.ts";
import type { Fairness } from "./fairness.ts";
import { LOBBY } from "./hub.ts";
import type { Line, Parcel } from "./line.ts";

/**
 * How a message goes: as a change of who is there, as something that is of use at once or never, as
 * state that is good on this connection only, or so that it arrives.
 */
export type Manner = "change" | "typing" | "state" | "text";

/** How the messages of a type go. It is asked once for a message, not for each who gets it. */
export function mannerOf({ type }: ServerMessage): Manner {
  switch (type) {
    case "joined":
    case "left":
    case "renamed":
    case "reconnecting":
    case "reconnected":
      return "change";
    case "typing":
      return "typing";
    case "welcome":
    case "resumed":
    case "standing":
    case "people":
    case "members":
    case "rooms":
    case "bans":
    case "closing":
      return "state";
    default:
      return "text";
  }
}

/** One member's. */
export class Seat {
  /** The member's id. */
  readonly id: string;
  /** Its line. */
  readonly line: Line;
  /** How fast it may be. */
  readonly fairness: Fairness;
  #state: "here" | "away" | "over" = "here";
  #hasLeft = false;
  /** Who has come to the server since its lists are out of date; `null` while they are not. */
  #strangers: Set<string> | null = null;

  /**
   * @param id The member's.
   * @param line Its own.
   * @param fairness Its own.
   */
  constructor(id: string, line: Line, fairness: Fairness) {
    this.id = id;
    this.line = line;
    this.fairness = fairness;
  }

  /** Whether it has been ended, so that nothing it says is heard and nothing goes to it. */
  get isOver(): boolean {
    return this.#state === "over";
  }

  /** The member has left. What is still on its way to many is nothing to it. */
  leave(): void {
    this.#hasLeft = true;
    this.#strangers = null;
  }

  /** The connection was cut. What changes from now on is told when there is another one. */
  lose(): void {
    if (this.#state === "here") this.#state = "away";
    this.#strangers = null;
  }

  /** There is a connection again. Whole lists follow, and then {@linkcode replay}. */
  regain(resumed: Parcel): void {
    if (this.#state === "away") this.#state = "here";
    this.#strangers = null;
    this.tell(resumed);
  }

  /** Sends again what has not arrived. */
  replay(): void {
    if (this.#state === "here") this.line.replay();
  }

  /** Sends what must arrive, at once or after a cut. */
  send(parcel: Parcel): void {
    if (this.#state !== "over") this.line.send(parcel);
  }

  /** Sends what is good on this connection only. */
  tell(parcel: Parcel): void {
    if (this.#state === "here") this.line.send(parcel);
  }

  /**
   * Sends a message of the hub, or not, as it wants it.
   *
   * @param manner As {@linkcode mannerOf} gives it.
   */
  give(message: ServerMessage, parcel: Parcel, manner: Manner): void {
    if (this.#hasLeft) return;
    switch (manner) {
      case "text":
        return this.send(parcel);
      case "state":
        return this.tell(parcel);
      case "typing":
        // Of no use to somebody who reads so slowly.
        if (this.#strangers === null && !this.line.busy) this.tell(parcel);
        return;
      case "change":
        return this.#change(message, parcel);
    }
  }

  /**
   * Takes back what the member has not got of a room, so that it never does.
   *
   * @param stub Stands in the place of what is numbered.
   */
  withhold(room: string, stub: Parcel): void {
    if (this.#state !== "over") this.line.withhold(room, stub);
  }

  /** Takes back all that the member has not got, says why, and ends the line. */
  expel(stub: Parcel, closing: Parcel): void {
    if (this.#state !== "over") this.line.withhold(null, stub);
    this.end(closing);
  }

  /** Whether a member who is named has to be introduced first; it is not a stranger after that. */
  meets(memberId: string): boolean {
    return this.#strangers !== null && this.#strangers.delete(memberId);
  }

  /** Whether all its lists have to be sent again; they count as sent then. */
  catchUp(): boolean {
    if (this.#strangers === null) return false;
    this.#strangers = null;
    return true;
  }

  /** Says something last, if there is a connection, and ends the line. Done again, does nothing. */
  end(...parcels: readonly Parcel[]): void {
    if (this.#state === "over") return;
    for (const parcel of parcels) this.tell(parcel);
    this.#state = "over";
    this.line.finish();
  }

  /**
   * Sends a change of state, or leaves it out where the line is busy, and then every further one of
   * any room until the lists were sent again: a change of what was never told would make no sense.
   *
   * Everybody is in the lobby, so whoever is new there is new to this member, and nobody else is.
   */
  #change(message: ServerMessage, parcel: Parcel): void {
    if (this.#state !== "here") return;
    if (this.#strangers === null && !this.line.busy) return this.line.send(parcel);
    this.#strangers ??= new Set();
    if (!("room" in message) || message.room !== LOBBY) return;
    if (message.type === "joined") this.#strangers.add(message.member.id);
    else if (message.type === "left") this.#strangers.delete(message.member);
  }
}
