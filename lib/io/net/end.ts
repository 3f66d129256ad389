/**
 * How a connection can end.
 *
 * @module
 */
import { type Fault, ProtocolError } from "../../errors.ts";

/**
 * How a connection ended: `bye` after a goodbye from either side, `cut` without one, `fault` when
 * the peer broke a rule, `late` at a deadline, `slow` when it did not take what was for it,
 * `silent` when nothing was heard of it, `bug` when our own code failed on it.
 */
export type End =
  | { readonly how: "bye" | "cut" | "late" | "slow" | "silent" }
  | { readonly how: "fault"; readonly fault: Fault }
  | { readonly how: "bug"; readonly error: unknown };

/** Faults that somebody on the way can cause as well as the peer, who may not even know of them. */
const ON_THE_WAY: ReadonlySet<Fault> = new Set(["frame_length", "not_authentic"]);

/**
 * Whether the peer may come back as who it was.
 *
 * A changed byte counts as a cut: who can change one can cut as well, and gains nothing by it. What
 * came in a good record is the peer's own doing.
 */
export function isReturnable(end: End): boolean {
  if (end.how === "fault") return ON_THE_WAY.has(end.fault);
  return end.how !== "bye" && end.how !== "bug";
}

/** Errors of the network without a number of the system's. */
const NETWORK = [
  Deno.errors.BadResource,
  Deno.errors.BrokenPipe,
  Deno.errors.ConnectionAborted,
  Deno.errors.ConnectionReset,
  Deno.errors.Interrupted,
  Deno.errors.NotConnected,
  Deno.errors.TimedOut,
  Deno.errors.UnexpectedEof,
  Deno.errors.NetworkUnreachable,
];

/**
 * What an error on a connection means: the peer's fault, the network's, or ours.
 *
 * @param error What a read, a write or the session threw.
 */
export function endOf(error: unknown): End {
  if (error instanceof ProtocolError) return { how: "fault", fault: error.fault };
  if (NETWORK.some((kind) => error instanceof kind)) return { how: "cut" };
  // Some that a lost network brings have no class of their own, such as “no route to host”.
  if (error instanceof Error && /\(os error \d+\)$/.test(error.message)) return { how: "cut" };
  return { how: "bug", error };
}
