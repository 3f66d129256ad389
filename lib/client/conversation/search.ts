/**
 * Finding texts in a conversation by what stands in them, or who said them.
 *
 * @module
 */
import type { Match } from "../../api/update.ts";
import { MAX_SEARCH_MATCHES } from "../../limits.ts";
import type { Log } from "./log.ts";
import { Sought } from "./sought.ts";

/** What was found. */
export interface Found {
  /** The newest first, at most `MAX_SEARCH_MATCHES`. */
  readonly matches: readonly Match[];
  /** Whether there are more that are older. */
  readonly more: boolean;
}

/**
 * The texts in which every word of what is typed stands, or in the name of who said them.
 *
 * @param log All that is kept of a conversation.
 * @param typed At most `MAX_SEARCH_UNITS` UTF-16 units long.
 * @param isIgnored Whether the person does not want to see the texts of somebody.
 */
export function search(
  log: Pick<Log, "first" | "length" | "slice">,
  typed: string,
  isIgnored: (id: string) => boolean,
): Found {
  const sought = new Sought(typed);
  const matches: Match[] = [];
  if (sought.isEmpty) return { matches, more: false };
  const lines = log.slice(log.first, log.length);
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at];
    if (line?.type !== "text" || isIgnored(line.from.id)) continue;
    if (!sought.isIn(line.text, line.from.name)) continue;
    if (matches.length === MAX_SEARCH_MATCHES) return { matches, more: true };
    matches.push({ index: log.first + at, line });
  }
  return { matches, more: false };
}
