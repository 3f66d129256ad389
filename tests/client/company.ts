/**
 * What a conversation needs of others, for tests of a single one.
 *
 * @module
 */
import type { Line, Person } from "../../lib/api/view.ts";
import type { Company, Conversation } from "../../lib/client/conversation/conversation.ts";
import { Feed } from "../../lib/client/conversation/feed.ts";
import { Refs } from "../../lib/client/conversation/refs.ts";
import type { TextMessage } from "../../lib/message/from_server.ts";

/** The person. */
export const ME: Person = { id: "me", name: "ada", tag: "aaaa" };
/** Somebody else. */
export const BERN: Person = { id: "b", name: "bern", tag: "bbbb" };

/** Others, of whom there is somebody else. */
export function companyOf(): Company {
  return {
    feed: new Feed(),
    refs: new Refs(),
    find: (id) => [ME, BERN].find((one) => one.id === id) ?? null,
    me: () => ME.id,
  };
}

/** All lines that are kept. */
export function linesOf({ log }: Conversation): readonly Line[] {
  return log.slice(log.first, log.length);
}

/** A text in a room. */
export function textOf(
  id: number,
  from: string,
  text: string,
  more: Partial<TextMessage> = {},
): TextMessage {
  return { type: "text", room: "kitchen", id, from, text, time: 1000 + id, ...more };
}
