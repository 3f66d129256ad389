/**
 * What comes of something that a person wants in a conversation.
 *
 * @module
 */
import type { Problem } from "../../api/view.ts";
import type { ClientMessage } from "../../message/from_client.ts";

/** What to say to the server, or why nothing is said. */
export interface Reaction {
  readonly messages: readonly ClientMessage[];
  /** For the page that asked, and no other. */
  readonly problem: Problem | null;
}

/** Nothing comes of it. */
export const QUIET: Reaction = { messages: [], problem: null };

/** The server is to be told something. */
export function send(...messages: readonly ClientMessage[]): Reaction {
  return { messages, problem: null };
}

/** It cannot be. */
export function fail(problem: Problem): Reaction {
  return { messages: [], problem };
}
