/**
 * What comes of something that was asked for.
 *
 * @module
 */
import type { ErrorCode, ServerMessage } from "../message/from_server.ts";
import { deliver, type Effect } from "./effect.ts";
import type { Refusal } from "./refusal.ts";

/** What is to be done, or why nothing is. */
export type Outcome = { readonly refused: Refusal } | { readonly effects: readonly Effect[] };

/** The messages that tell who asked for something which ask they answer. */
type Answer<Message> = Message extends unknown ? "ref" extends keyof Message ? Message : never
  : never;

/** Nothing is done. */
export function refuse(code: ErrorCode): Outcome {
  return { refused: { code } };
}

/** This is done. */
export function done(...effects: readonly (readonly Effect[])[]): Outcome {
  return { effects: effects.flat() };
}

/**
 * Tells the same to who asked for it, with the `ref`, and to all others of some, without.
 *
 * @param asker The member's id.
 * @param everybody Ids, the asker's too.
 */
export function tell(
  asker: string,
  everybody: readonly string[],
  message: Answer<ServerMessage>,
  ref: number,
): readonly Effect[] {
  return [...deliver([asker], { ...message, ref }), ...deliver(everybody, message, asker)];
}
