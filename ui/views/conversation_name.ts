/**
 * What a conversation is called.
 *
 * @module
 */
import type { ConversationView } from "../../lib/api/view.ts";
import { fullName } from "../words/durations.ts";

/** The name of the room, or of the partner with their tag. */
export function nameOf(view: ConversationView): string {
  return view.type === "room" ? view.name : fullName(view.partner);
}
