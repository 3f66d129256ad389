/**
 * What is in conversations, as it is given away whole: to a page that has just come, to one that
 * reads back, and to a file.
 *
 * @module
 */
import type { ChatIntent } from "../api/intent.ts";
import type { Content, Update } from "../api/update.ts";
import { PAGE_LINES, SNAPSHOT_LINES } from "../limits.ts";
import type { Conversation } from "./conversation/conversation.ts";
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
  { readonly type: "older" | "export" | "draft" }
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
      return reply(older(conversation, intent.before));
    case "export":
      return reply(exported(session, [conversation], intent, tools, now));
    case "draft":
      conversation.draft = intent.text;
      return NOTHING;
  }
}

/** Lines before that with this index. */
function older({ id, log }: Conversation, before: number): Update {
  const to = Math.max(log.first, Math.min(before, log.length));
  const from = Math.max(log.first, to - PAGE_LINES);
  return { type: "older", in: id, from, lines: log.slice(from, to) };
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
