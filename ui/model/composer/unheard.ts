/**
 * What was said and of which the process has shown nothing yet: it may have ended before it heard.
 *
 * @module
 */
import { end, heldOf, type Model } from "../model.ts";

/** A text that was given to the process. */
export interface Spoken {
  readonly in: string;
  /** As it was typed, with the command before it. */
  readonly typed: string;
  /** What of it is said. */
  readonly text: string;
  /** Index after the last line that was there before. */
  readonly from: number;
  /** The number of the last own text that was pending before; 0 is none. */
  readonly ref: number;
}

/**
 * A text that is about to be given to the process.
 *
 * @param model What the page holds now.
 */
export function spoken(model: Model, id: string, typed: string, text: string): Spoken {
  const held = heldOf(model, id);
  const ref = held.pending.reduce((last, one) => Math.max(last, one.ref), 0);
  return { in: id, typed, text, from: end(held), ref };
}

/** Those that stand nowhere yet. */
export function unheard(all: readonly Spoken[], model: Model): readonly Spoken[] {
  return all.filter(({ in: id, text, from, ref }) => {
    if (!model.held.has(id)) return false; // nobody can say anything there any more
    const held = heldOf(model, id);
    const isHere = (shown: string) => isSame(shown, text);
    if (held.pending.some((one) => one.ref > ref && isHere(one.text))) return false;
    const lines = held.lines.slice(Math.max(0, from - held.from));
    return !lines.some((line) => line.type === "text" && line.mine && isHere(line.text));
  });
}

/** The process may leave out what no text may have, and a long text is shown in pieces. */
function isSame(shown: string, said: string): boolean {
  const [part, whole] = [bare(shown), bare(said)];
  return part === "" ? whole === "" : whole.startsWith(part);
}

function bare(text: string): string {
  return text.normalize("NFC").replaceAll(/[^\p{L}\p{N}\p{S}\p{P}]/gu, "");
}
