/**
 * What is in conversations, as it is given away whole: to a page that has just come, to one that
 * reads back, and to a file.
 *
 * @module
 */
import type { ChatIntent } from "../api/intent.ts";
import type { Content, Update } from "../api/update.ts";
import { MAX_HELD_LINES, PAGE_LINES, SNAPSHOT_LINES } from "../limits.ts";
import type { Conversation } from "./conversation/conversation.ts";
import { search } from "./conversation/search.ts";
import { exportConversations } from "./export/export_conversations.ts";
import type { ExportTools } from "./export/exported.ts";
import { type Answer, NOTHING, reply } from "./options.ts";
import type { Session } from "./session/session.ts";

/**
 * Lines of a snapshot, in UTF-16 units: of very many conversations full of the longest texts each
 * shows less, and a page that has hardly come is not cut off for it.
 */
const MAX_SNAPSHOT_UNITS = 2 * 1024 * 1024;

/**
 * People of a snapshot: twenty rooms have all theirs in it, and a hostile server's hundred rooms of
 * thousands do not cut a page off either.
 */
const MAX_SNAPSHOT_PEOPLE = 65_536;

/** Lines that a page reads back to at once, in UTF-16 units: of very long ones it has to ask again. */
const MAX_REACH_UNITS = 5 * 1024 * 1024;

/** All that a page that has just come is to know of these. */
export function contentsOf(conversations: readonly Conversation[]): readonly Content[] {
  const units = Math.floor(MAX_SNAPSHOT_UNITS / Math.max(1, conversations.length));
  const rooms = conversations.filter(({ present }) => present.length > 0).length;
  const people = Math.floor(MAX_SNAPSHOT_PEOPLE / Math.max(1, rooms));
  return conversations.map(({ id, log, pending, present, draft }) => {
    const from = log.tail(SNAPSHOT_LINES, units);
    const lines = log.slice(from, log.length);
    const members = present.slice(0, people);
    return { in: id, from, lines, pending: pending.all, members, draft };
  });
}

/** What is asked about what there is, and changes nothing for others. */
export type ContentIntent = Extract<
  ChatIntent,
  { readonly type: "older" | "search" | "export" | "draft" }
>;

/**
 * Answers a page.
 *
 * @param now Milliseconds since 1970 (UTC).
 */
export function answerAbout(
  session: Session,
  intent: ContentIntent,
  tools: ExportTools,
  now: number,
): Answer {
  const { conversations } = session;
  const conversation = intent.in === null ? null : conversations.find(intent.in);
  if (intent.type === "export" && intent.in === null) {
    return reply(exported(session, conversations.shown, intent, tools, now));
  }
  if (conversation === null) return NOTHING;
  switch (intent.type) {
    case "older":
      return reply(older(conversation, intent));
    case "search":
      return reply(found(conversation, intent.text, session));
    case "export":
      return reply(exported(session, [conversation], intent, tools, now));
    case "draft":
      conversation.draft = intent.text;
      return NOTHING;
  }
}

/** Lines before one, as far as to another and a page before that. */
function older(
  { id, log }: Conversation,
  { before, reach }: Extract<ContentIntent, { readonly type: "older" }>,
): Update {
  const { first } = log;
  if (reach !== null && reach < first) return { type: "older", in: id, from: first, lines: [] };
  const to = Math.max(first, Math.min(before, log.length));
  const wanted = Math.max(first, Math.min(to, reach ?? to) - PAGE_LINES);
  const from = Math.max(wanted, log.tail(MAX_HELD_LINES, MAX_REACH_UNITS, to));
  return { type: "older", in: id, from, lines: log.slice(from, to) };
}

function found({ id, log }: Conversation, text: string, { ignored }: Session): Update {
  return { type: "found", in: id, text, ...search(log, text, (one) => ignored.has(one)) };
}

function exported(
  { server, ignored, conversations: { me } }: Session,
  conversations: readonly Conversation[],
  { format }: Extract<ContentIntent, { readonly type: "export" }>,
  tools: ExportTools,
  now: number,
): Update {
  const written = conversations.map(({ view, log, pending }) => {
    const lines = log.slice(log.first, log.length);
    return { view, lines, dropped: log.first, pending: pending.all };
  });
  const context = { server, ignored: ignored.all, me };
  return { type: "exported", ...exportConversations(written, context, format, tools, now) };
}
