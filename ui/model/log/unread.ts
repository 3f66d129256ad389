/**
 * Where the reader stopped reading: the unread line, and how many texts are behind it.
 *
 * @module
 */
import type { Line } from "../../../lib/api/view.ts";

/** What the reader has not seen. */
export interface Unread {
  /** Index of the line the unread line stands before; `null` where there is none. */
  readonly mark: number | null;
  /** Texts of others that have not been on the screen. */
  readonly count: number;
  /** Those of them that name the reader, or answer a text of theirs. */
  readonly mentions: number;
}

/** Everything was seen. */
export const ALL_SEEN: Unread = { mark: null, count: 0, mentions: 0 };

/**
 * After lines have come.
 *
 * The line moves only when everything before was seen, so it stays put for as long as somebody
 * looks at what is behind it; an own text shows that they read on. What somebody said who is
 * ignored, and what was said before the reader came in, is no news.
 *
 * @param unread As it was.
 * @param from Index of the first of `lines` in the conversation.
 * @param lines The lines that came.
 * @param away Whether nobody looks: the page is hidden, another conversation is open, or the log
 * is not at its end.
 * @param ignored Ids of those whose texts are not shown.
 */
export function arrived(
  unread: Unread,
  from: number,
  lines: readonly Line[],
  away: boolean,
  ignored: ReadonlySet<string>,
): Unread {
  let { mark, count, mentions } = unread;
  lines.forEach((line, i) => {
    if (line.type !== "text") return;
    if (line.mine) {
      [mark, count, mentions] = [null, 0, 0];
    } else if (away && !line.past && !ignored.has(line.from.id)) {
      if (count === 0) mark = from + i;
      count += 1;
      if (line.toMe) mentions += 1;
    }
  });
  return { mark, count, mentions };
}

/** After the end was on the screen: nothing is unread, and the line stays where it is. */
export function reachedEnd(unread: Unread): Unread {
  return unread.count === 0 ? unread : { mark: unread.mark, count: 0, mentions: 0 };
}

/** After the conversation was left: the line of what has been read is not there on the return. */
export function turnedAway(unread: Unread): Unread {
  return unread.count === 0 ? ALL_SEEN : unread;
}

/**
 * After a line has changed: a text that was taken back before anybody read it is not unread.
 *
 * @param unread As it was.
 * @param index Where the line stands.
 * @param before The line as it was.
 * @param after The line as it is.
 * @param ignored Ids of those whose texts are not shown.
 */
export function changed(
  unread: Unread,
  index: number,
  before: Line,
  after: Line,
  ignored: ReadonlySet<string>,
): Unread {
  const { mark, count, mentions } = unread;
  if (count === 0 || mark === null || index < mark) return unread;
  if (before.type !== "text" || before.mine || before.past) return unread;
  if (ignored.has(before.from.id)) return unread;
  const gone = after.type === "text" ? 0 : 1;
  if (gone === count) return ALL_SEEN;
  const toMe = Number(after.type === "text" && after.toMe) - Number(before.toMe);
  return { mark, count: count - gone, mentions: Math.max(0, mentions + toMe) };
}
