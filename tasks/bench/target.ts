/**
 * A server that is measured.
 *
 * @module
 */
import type { TargetName } from "./orders.ts";

/** One that listens. */
export interface Running {
  readonly pid: number;
  /** Of the loopback. */
  readonly port: number;
  /** Ends it and removes what it has left. */
  end(): Promise<void>;
}

/** A server that can be started. */
export interface Target {
  readonly name: TargetName;
  /** What is printed of how it is started. */
  readonly options: string;
  /** How many may come in at once. */
  readonly atOnce: number;
  /**
   * How many of the members say something, in turn. One, where one may say as much as it likes:
   * who says and hears by turns acknowledges TCP late, and a server that does not set TCP_NODELAY
   * waits for that.
   */
  readonly senders: number;
  /** Words that `deno run` needs for a generator that speaks with it. */
  readonly flags: readonly string[];
  /** Why it cannot be measured here; `null` if it can. */
  missing(): string | null;
  start(): Promise<Running>;
}
