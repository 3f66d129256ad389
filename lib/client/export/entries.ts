/**
 * What text and Markdown say of a message beside its words.
 *
 * @module
 */
import type { Line, Pending, Refusal } from "../../api/line.ts";

/** A text somebody said. */
export type TextLine = Extract<Line, { readonly type: "text" }>;

/** What stands for a text that is answered and is not there. */
export const UNKNOWN_QUOTE = "a message that is not here";

const PENDING_WORDS: { readonly [S in Pending["state"]]: string } = {
  waiting: "waiting to be sent",
  sending: "on its way",
  unknown: "not known whether it arrived",
  failed: "not sent",
};

const REFUSAL_WORDS: { readonly [R in Refusal]: string } = {
  text_empty: "it was empty",
  text_too_long: "it was too long",
  refused: "the server refused it",
  no_connection: "there was no connection",
  muted: "you were muted",
  gone: "nobody was there any more",
};

/**
 * Marks of a text, to be put behind the name.
 *
 * @param ignored Ids of those whose texts the person does not want to see.
 * @returns For example `you, edited`; empty if there are none.
 */
export function marksOf(line: TextLine, ignored: ReadonlySet<string>): string {
  const marks = [
    line.mine && "you",
    line.action && "/me",
    line.past && "said before you came",
    line.edited && "edited",
    ignored.has(line.from.id) && "ignored",
  ];
  return marks.filter((mark) => mark !== false).join(", ");
}

/** How far a text of the person's own has come, and why no further. */
export function pendingWords({ state, why, action }: Pending): string {
  const words = [PENDING_WORDS[state]];
  if (why !== null) words.push(REFUSAL_WORDS[why]);
  if (action) words.push("/me");
  return words.join(", ");
}

/**
 * Writes as many of the newest as fit.
 *
 * @param most How long they may be together, in UTF-16 units.
 * @returns What was written, in order, and how many before that did not fit.
 */
export function newest<T>(
  all: readonly T[],
  most: number,
  write: (one: T) => string,
): { readonly written: readonly string[]; readonly left: number } {
  const written: string[] = [];
  let units = 0;
  for (let at = all.length - 1; at >= 0; at--) {
    const text = write(all[at] as T);
    // What stands between two of them is at most two units long.
    units += text.length + 2;
    if (units > most) break;
    written.push(text);
  }
  return { written: written.reverse(), left: all.length - written.length };
}
