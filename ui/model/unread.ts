/**
 * Where the reader stopped reading: the unread line, and how many texts are behind it.
 *
 * @module
 */
import type { Line } from "../../lib/api/view.ts";

/** What the reader has not seen. */
export interface Unread {
  /** Index of the line the unread line stands before; `null` where there is none. */
  readonly mark: number | null;
  /** Texts of others that have not been on the screen. */
  readonly count: number;
}

/** Everything was seen. */
export const ALL_SEEN: Unread = { mark: null, count: 0 };

/**
 * After lines have come.
 *
 * The line moves only when everything before was seen, so it stays put for as long as somebody
 * looks at what is behind it; an own text shows that they read on.
 *
 * @param unread As it was.
 * @param from Index of the first of `lines` in the conversation.
 * @param lines The lines that came.
 * @param away Whether the page is hidden or its log is not at the end.
 */
export function arrived(
  unread: Unread,
  from: number,
  lines: readonly Line[],
  away: boolean,
): Unread {
  let { mark, count } = unread;
  lines.forEach((line, i) => {
    if (line.type !== "text") return;
    if (line.mine) {
      mark = null;
      count = 0;
    } else if (away) {
      if (count === 0) mark = from + i;
      count += 1;
    }
  });
  return { mark, count };
}

/** After the end was on the screen: nothing is unread, and the line stays where it is. */
export function reachedEnd(unread: Unread): Unread {
  return unread.count === 0 ? unread : { mark: unread.mark, count: 0 };
}
