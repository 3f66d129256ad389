/**
 * What is between the switchboard and one client: sockets, encryption and numbers are behind it,
 * out of sight.
 *
 * @module
 */
import type { packMessage } from "../message/encode.ts";

/** An encoded packet, which many lines may share. */
export type Parcel = ReturnType<typeof packMessage>;

/** The way to one member, which may outlive connections. */
export interface Line {
  /** Changes of state are better left out now. When that ends, the switchboard is told. */
  readonly busy: boolean;
  /**
   * Queues a packet. One that is numbered waits for the next connection where there is none now.
   * Neither waits nor throws.
   */
  send(parcel: Parcel): void;
  /**
   * Takes back what has not arrived: it does not leave any more. One record that is being written
   * is past that.
   *
   * @param about The room; `null` is everything.
   * @param stub Stands in the place of each that is numbered.
   */
  withhold(about: string | null, stub: Parcel): void;
  /** Queues again what has not arrived, behind the state that was sent since the resumption. */
  replay(): void;
  /** Says goodbye after all that is queued, and ends with no way back. */
  finish(): void;
}

/** Where a member goes on after a cut. */
export interface Resumption {
  /** Numbered packets that have come from it. */
  readonly received: number;
  /** Numbered packets for it that are lost. */
  readonly missing: number;
}

/** A client that has just come through the handshake, nobody yet. */
export interface Arrival {
  /** Not `null` if it is here only to be told so, unless it resumes. */
  readonly full: "server_full" | "address_full" | null;
  /** A mark of the address block it comes from; `null` is one that is not told apart. */
  readonly origin: string | null;
  /** Queues a packet. Nothing is numbered yet, so one that would be goes as one that is not. */
  send(parcel: Parcel): void;
  /** Says goodbye after all that is queued, and ends. */
  finish(): void;
  /**
   * Makes it the line of a new member.
   *
   * @param numbered Whether its client numbers.
   * @returns The line, and the secret with which it resumes; `null` if it is not numbered.
   */
  settle(numbered: boolean): { readonly line: Line; readonly secret: string | null };
  /**
   * Makes it the connection of a line, in place of the one that line may still have.
   *
   * @param line That of the member whom it claims to be.
   * @returns `null` if the secret is wrong, `"stale"` if it is right and the numbers cannot be.
   * Nothing has changed then.
   */
  resume(
    line: Line,
    claim: { readonly secret: string; readonly received: number },
  ): Resumption | "stale" | null;
}
