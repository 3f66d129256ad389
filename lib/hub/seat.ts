/**
 * A seat: one member's place at the switchboard, and what goes over its line and what does not.
 *
 * @module
 */
import type { ServerMessage } from "../message/from_server.ts";
import type { Fairness } from "./fairness.ts";
import type { Line, Parcel } from "./line.ts";

/** One member's. */
export class Seat {
  /** The member's id. */
  readonly id: string;
  /** Its line. */
  readonly line: Line;
  /** How fast it may be. */
  readonly fairness: Fairness;
  #state: "here" | "away" | "over" = "here";
  /** Who has come since its list is out of date; `null` while it is not. */
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

  /** The connection was cut. What changes from now on is told when there is another one. */
  lose(): void {
    if (this.#state === "here") this.#state = "away";
    this.#strangers = null;
  }

  /** There is a connection again. The whole list follows, and then {@linkcode replay}. */
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

  /** Sends a message of the hub, or not, as its type wants it. */
  give(message: ServerMessage, parcel: Parcel): void {
    switch (message.type) {
      case "text":
      case "error":
        return this.send(parcel);
      case "joined":
        return this.#change(parcel, message.member.id, null);
      case "left":
        return this.#change(parcel, null, message.member);
      case "renamed":
      case "reconnecting":
      case "reconnected":
        return this.#change(parcel, null, null);
      default:
        return this.tell(parcel);
    }
  }

  /** Whether a member who speaks has to be introduced first; it is not a stranger after that. */
  meets(memberId: string): boolean {
    return this.#strangers !== null && this.#strangers.delete(memberId);
  }

  /** Whether the list has to be sent again; it counts as sent then. */
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
   * Sends a change of state, or leaves it out where the line is busy, and then every further one
   * until the list was sent again: a change of what was never told would make no sense.
   *
   * @param comes Whom the change brings.
   * @param goes Whom it takes away.
   */
  #change(parcel: Parcel, comes: string | null, goes: string | null): void {
    if (this.#state !== "here") return;
    if (this.#strangers === null && !this.line.busy) return this.line.send(parcel);
    this.#strangers ??= new Set();
    if (comes !== null) this.#strangers.add(comes);
    if (goes !== null) this.#strangers.delete(goes);
  }
}
