/**
 * Who keeps connections and lines, as far as one of them needs to know it.
 *
 * @module
 */
import type { Stock } from "../../delivery/stock.ts";
import type { Rate } from "../../token_bucket.ts";
import type { SharedByConnections } from "./connection.ts";
import type { Sleeper } from "./gathering.ts";
import type { Host } from "./host.ts";

/** What a client may run into once it is through the handshake. */
export type LineLimit =
  | "message_rate"
  | "input_rate"
  | "member_bytes"
  | "stock_bytes"
  | "slow"
  | "silent";

/** How long a client may take, in milliseconds from accept. */
export interface Deadlines {
  /** To its first whole frame. */
  readonly firstFrame: number;
  /** To the end of the handshake. */
  readonly handshake: number;
}

/** A member's line, as who keeps it sees it. */
export interface KeptLine extends Sleeper {
  /** Bytes that wait for the member, written or not. */
  readonly bytes: number;
  /**
   * Looks at the clock.
   *
   * @param now Milliseconds of the keeper's clock.
   * @param slept Nothing was read or written for a while, so silence and slowness prove nothing.
   */
  sweep(now: number, slept: boolean): void;
  /** Ends the connection and forgets all that waits: others need the memory. */
  strip(): void;
  /** As `Line.finish`. */
  finish(): void;
}

/** What all lines of a server have in common. */
export interface Keeper {
  readonly host: Host;
  readonly stock: Stock;
  readonly deadlines: Deadlines;
  /** How long a member may be away, in milliseconds. */
  readonly grace: number;
  /** Bytes that may wait for one member. */
  readonly maxMemberBytes: number;
  /** Bytes that may be read from one client. */
  readonly input: Rate;
  /** The mark that the chat gets in place of where somebody comes from. */
  readonly origin: (source: string) => string;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** What all connections have in common. */
  readonly shared: SharedByConnections;
  /** There is a line more. */
  keep(line: KeptLine): void;
  /** It is over. */
  release(line: KeptLine): void;
  /** More waits than before. */
  posted(): void;
  /** A line has something to write that may wait a moment. */
  gather(line: KeptLine): void;
  /** A limit was met. */
  hit(limit: LineLimit): void;
  /**
   * Tells the host something in a moment of its own, so that nobody is called while at work.
   *
   * @param failed Hears what the host threw; without it, or if that throws too, it is reported as
   * the end of a connection that was nobody's.
   */
  tell(act: (host: Host) => void, failed?: (error: unknown) => void): void;
}
