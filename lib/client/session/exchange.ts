/**
 * What all that is said at one server, and all that is heard, has in common.
 *
 * @module
 */
import type { Problem } from "../../api/view.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { Conversations } from "../conversation/conversations.ts";
import type { Feed } from "../conversation/feed.ts";
import type { Fate } from "../conversation/pending.ts";
import type { Asks } from "./asks.ts";

/** Whether texts can be sent, wait until they can, or cannot be sent. */
export type Says = "sending" | "waiting" | "failed";

/** The conversations at one server, and the line to it. */
export interface Exchange {
  readonly conversations: Conversations;
  readonly asks: Asks;
  readonly feed: Feed;
  readonly says: () => Says;
  /** Whether the server knows more rooms than one, and all else that came with them. */
  readonly hasRooms: () => boolean;
}

/** Why something cannot be asked of the server now, or null. */
export function obstacle({ says, hasRooms }: Exchange): Problem | null {
  if (says() !== "sending") return { code: "not_connected" };
  return hasRooms() ? null : { code: "one_room" };
}

/** What becomes of a text that is written now. */
export function fateOf(conversation: Conversation, says: Says): Fate {
  if (conversation.isOver) return "gone";
  if (says === "failed") return "no_connection";
  return says === "sending" && conversation.isOpen ? "sending" : "waiting";
}
