/**
 * How many files and connections the system lets this process have open.
 *
 * @module
 */
import { MAX_CLIENTS, SPARE_DESCRIPTORS } from "../limits.ts";

/** Of the spare ones, how many a server has open by the time it counts, at most. */
const OPEN_BY_THEN = 32;

/**
 * Counts how many descriptors this process may have, by having them: where the system writes the
 * limit down (`/proc/self/limits`) a program with narrow rights may not read. They are open for
 * some milliseconds, so it is for a start only.
 *
 * @param enough How many are wanted; it tries no more.
 * @returns At most `enough`, those included that are open already; `null` where that is not known
 * (Windows, which knows no such limit).
 */
export function descriptorLimit(enough: number): number | null {
  if (Deno.build.os === "windows") return null;
  const opened: Deno.FsFile[] = [];
  try {
    while (OPEN_BY_THEN + opened.length < enough) opened.push(Deno.openSync("/dev/null"));
  } catch {
    if (opened.length === 0) return null; // it is not the limit that it runs into
  } finally {
    for (const file of opened) file.close();
  }
  return Math.min(enough, OPEN_BY_THEN + opened.length);
}

/** How many clients a server may have, and what to tell whoever asked for more. */
export interface Allowed {
  readonly clients: number;
  readonly sentence: string | null;
}

/**
 * How many clients fit the descriptors. Some of those are kept back, so that accepting, the log and
 * the control socket never run out of them.
 *
 * @param wanted How many somebody asked for; `null` where nobody did: then there are fewer than
 * usual without a word.
 * @param limit How many descriptors there are, as far as they are wanted; `null` if that is not
 * known.
 */
export function allowedClients(wanted: number | null, limit: number | null): Allowed {
  const most = wanted ?? MAX_CLIENTS;
  if (limit === null || most + SPARE_DESCRIPTORS <= limit) return { clients: most, sentence: null };
  const clients = Math.max(1, limit - SPARE_DESCRIPTORS);
  if (wanted === null) return { clients, sentence: null };
  const needed = wanted + SPARE_DESCRIPTORS;
  const sentence = `The system lets the server have too few files and connections open for ` +
    `${wanted} people: there is room for ${clients}. For more, start it after “ulimit -n ` +
    `${needed}”, or write LimitNOFILE=${needed} into its service.`;
  return { clients, sentence };
}
