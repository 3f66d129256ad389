/**
 * What the bench asks of a load generator, and what that answers: one JSON object a line.
 *
 * @module
 */
import type { LoadName } from "./loads.ts";

/** Kinds of server, each with a dialect of its own. */
export type TargetName = "pychat" | "relay" | "inspircd";

/** What a generator is started with. */
export interface Crew {
  readonly target: TargetName;
  readonly port: number;
  /** How many of the members of the first generator say something. */
  readonly senders: number;
  /** The number of its first member among those of all generators. */
  readonly first: number;
  /** How many members it has at most. */
  readonly members: number;
  /** Members of all generators. */
  readonly all: number;
  /** Ticks in a second of the clock that processor time is told by. */
  readonly ticks: number;
}

/** What may be asked. Each is answered once, besides `progress`. */
export type Order =
  /** Members come in until there are so many, so many at once, but none after so long. */
  | { readonly do: "join"; readonly upTo: number; readonly atOnce: number; readonly ms: number }
  /** All are to know of so many people. */
  | { readonly do: "know"; readonly people: number }
  | { readonly do: "say"; readonly load: LoadName }
  /** How many texts all members of the slowest of the other generators have heard. */
  | { readonly do: "progress"; readonly done: number }
  /** Counts from here; the answer says what was counted since the last time. */
  | { readonly do: "mark"; readonly server: number }
  | { readonly do: "hush" }
  | { readonly do: "settle"; readonly said: readonly number[] }
  /** All are cut at once, and come back as who they were. */
  | { readonly do: "storm"; readonly server: number }
  /** Handshakes, so many at once and for so long, of clients that never come in. */
  | { readonly do: "shake"; readonly atOnce: number; readonly ms: number; readonly server: number };

/** Microseconds of processor time, and how long it took. */
export interface Spent {
  readonly ms: number;
  readonly serverCpu: number;
  readonly ownCpu: number;
}

/** What was measured since the last mark. */
export interface Counted extends Spent {
  readonly deliveries: number;
  /** The counts of a {@linkcode Histogram}. */
  readonly latency: readonly number[];
}

/** What is answered. */
export type Answer =
  | { readonly did: "ready" }
  /** How many are in, all in all. */
  | { readonly did: "join"; readonly members: number }
  | { readonly did: "know" }
  | { readonly did: "say" }
  | { readonly did: "mark"; readonly counted: Counted }
  | { readonly did: "hush"; readonly said: readonly number[] }
  | { readonly did: "settle"; readonly missing: string | null }
  /** How often somebody was refused. */
  | { readonly did: "storm"; readonly refused: number; readonly spent: Spent }
  | {
    readonly did: "shake";
    readonly count: number;
    readonly failed: number;
    readonly spent: Spent;
  }
  /** By itself: how many texts all of its members have heard. */
  | { readonly did: "progress"; readonly done: number }
  | { readonly did: "failed"; readonly why: string };
