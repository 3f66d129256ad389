/**
 * Why a person may say nothing in a conversation.
 *
 * @module
 */
import type { ConversationView, Line, Person } from "../../lib/api/view.ts";

/** What stands in the way. */
export type Barrier =
  | {
    readonly why: "muted";
    /** Null is not known. */
    readonly by: Person | "operator" | null;
    /** For how long it was in all; null is until it is lifted, or not known. */
    readonly seconds: number | null;
    /** In milliseconds since 1970 (UTC); null is until it is lifted. */
    readonly until: number | null;
  }
  | { readonly why: "kicked" | "banned" | "gone" }
  | { readonly why: "left"; readonly partner: Person };

/**
 * What stands in the way of a text; `null` is nothing.
 *
 * @param conversation Where it would be said.
 * @param lines What is held of it: it tells who muted the person.
 * @param me Who the person is.
 */
export function barrierOf(
  conversation: ConversationView | null,
  lines: readonly Line[],
  me: Person | null,
): Barrier | null {
  if (conversation === null) return null;
  if (conversation.type === "private") {
    const { over, partner } = conversation;
    return over === null ? null : { why: "left", partner };
  }
  if (conversation.over !== null) return { why: conversation.over };
  if (conversation.muted === null) return null;
  const { until } = conversation.muted;
  const act = lines.findLast((line) =>
    line.type === "act" && line.act.what === "muted" && line.act.person.id === me?.id
  );
  if (act?.type !== "act" || act.act.what !== "muted") {
    return { why: "muted", by: null, seconds: null, until };
  }
  return { why: "muted", by: act.by ?? "operator", seconds: act.act.seconds, until };
}
