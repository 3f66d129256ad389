/**
 * Whether leaving a room, or closing a conversation, is asked about first.
 *
 * @module
 */
import type { ConversationView, Person } from "../../lib/api/view.ts";
import type { Held } from "./model.ts";

/**
 * Whether something goes that cannot simply be had again: a way in, what was said in a conversation
 * that nobody comes back to, or a text that was not sent. Anybody may come into a public room again.
 *
 * @param view What is left or closed.
 * @param held What is in it.
 * @param me Who the person is.
 */
export function asksFirst(view: ConversationView, held: Held, me: Person | null): boolean {
  if (held.pending.length > 0) return true;
  if (view.type === "room" && view.over === null) {
    return view.kind !== "public" || view.owner !== null && view.owner === me?.id;
  }
  return held.lines.some(({ type }) => type === "text");
}
