/**
 * What the chat is to the sockets: who is told of clients, and what it may do with each.
 *
 * The chat has the same shapes under its own names; neither knows the other.
 *
 * @module
 */
import type { Parcel } from "../../wire/parcel.ts";
import type { End } from "./end.ts";

/** The way to one member, which may outlive connections. */
export interface Line {
  /** Changes of state are better left out now: too much waits, or nobody is there. */
  readonly busy: boolean;
  /** Queues a packet. Neither waits nor throws. */
  send(parcel: Parcel): void;
  /**
   * Takes back what has not reached the member: it does not leave any more, nor again. What a
   * connection is writing at that moment cannot be taken back, one record at most.
   *
   * @param about What it is about; `null` is everything.
   * @param stub A numbered packet, for the place of each that is numbered.
   */
  withhold(about: string | null, stub: Parcel): void;
  /** What must arrive goes again: after a resumption, once it was told and the state with it. */
  replay(): void;
  /** Says goodbye after all that waits, and ends, with no way back. */
  finish(): void;
}

/** What a client shows to come back as the member of a line. */
export interface Claim {
  readonly secret: string;
  /** Numbered packets it has received. */
  readonly received: number;
}

/** Where a conversation goes on. */
export interface Resumption {
  /** Numbered packets received from the client. */
  readonly received: number;
  /** Numbered packets for it that are lost. */
  readonly missing: number;
}

/** A client that has just come through the handshake, nobody yet. */
export interface Arrival {
  /** Why it is here only to be told so, unless it resumes. */
  readonly full: "server_full" | "address_full" | null;
  /**
   * A mark of where it comes from: the same for the same IPv4 address or IPv6 /64 while the server
   * runs, and nobody finds the address by it. `null` is somewhere that is not told apart.
   */
  readonly origin: string | null;
  /** Queues a packet. Neither waits nor throws. */
  send(parcel: Parcel): void;
  /** Says goodbye after all that waits, and ends. */
  finish(): void;
  /**
   * Becomes a member's line.
   *
   * @param numbered Whether the client numbers too.
   * @returns The line, and the secret to come back with; `null` for who does not number.
   */
  settle(numbered: boolean): { readonly line: Line; readonly secret: string | null };
  /**
   * Becomes the connection of a line that there is; one that it still has is closed.
   *
   * @returns `null` if the secret is wrong, and nothing has changed; `stale` if it is right and the
   * numbers cannot be: the member is to leave then.
   */
  resume(line: Line, claim: Claim): Resumption | "stale" | null;
}

/** Who hears of clients. All are called synchronously; what one throws ends that connection. */
export interface Host {
  /** A client has shown to know the passphrase. It is settled, resumed or finished inside. */
  enter(arrival: Arrival, hello: Uint8Array): void;
  /**
   * A member's message, JSON in UTF-8.
   *
   * @returns For how long no further one is to be handled, in milliseconds; 0 for none at all.
   */
  receive(line: Line, body: Uint8Array): number;
  /** The connection of a member ended so, and it may come back. */
  lost(line: Line, end: End): void;
  /** A line is not busy any more. */
  drained(line: Line): void;
  /** A member is gone for good. */
  left(line: Line, end: End): void;
  /** A connection has ended that was never a line's. */
  dropped(end: End): void;
}
