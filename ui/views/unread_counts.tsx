/**
 * What waits in a conversation, in numbers.
 *
 * @module
 */
import type { VNode } from "preact";
import type { ConversationView } from "../../lib/api/view.ts";
import { capped } from "../format.ts";
import { shownOf } from "../model/attention.ts";
import type { Unread } from "../model/log/unread.ts";
import { words } from "../words.ts";

/** What names the person, and what is unread in all; of a quiet conversation only the former. */
export function UnreadCounts(
  { view, unread }: { readonly view: ConversationView; readonly unread: Unread },
): VNode {
  const { count, mentions } = shownOf(view, unread);
  return (
    <>
      {mentions > 0 && (
        <span class="count at">
          <span aria-hidden="true">@{mentions > 1 ? ` ${capped(mentions)}` : ""}</span>
          <span class="vh">{words.list.mentions(mentions)}</span>
        </span>
      )}
      {count > 0 && !view.quiet && (
        <span class="count">
          <span aria-hidden="true">{capped(count)}</span>
          <span class="vh">{words.list.unread(count)}</span>
        </span>
      )}
    </>
  );
}
