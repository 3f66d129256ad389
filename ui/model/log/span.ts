/**
 * Which lines are drawn: a window of at most {@linkcode MAX_DRAWN} over all that are held.
 *
 * @module
 */
import { MAX_HELD_LINES } from "../../../lib/api/limits.ts";

/** Lines of a conversation that the page holds for somebody who reads back. */
export const MAX_READ_LINES = 2 * MAX_HELD_LINES;

/** Lines drawn at once for somebody who reads back. A thousand plain rows load in 70 ms. */
export const MAX_DRAWN = 1000;

/** Lines drawn at once at the end, where every new line is drawn: half as many, half the work. */
export const MAX_FOLLOWED = 500;

/** Lines that one press of "Show older lines" or "Show newer lines" brings in. */
export const STEP = 250;

/** Lines that come with one frame: so many a small computer draws before the next is due. */
export const PER_FRAME = 25;

/** Lines drawn at first, and of a flood: what a high screen shows. */
export const AT_FIRST = 80;

/** Where the window stands. */
export interface Span {
  /** Index of the first drawn line while the reader is not at the end. */
  readonly top: number;
  /** Whether the end is kept in view. */
  readonly follow: boolean;
}

/** A line to go to. */
export interface Goal {
  /** The id of its conversation. */
  readonly in: string;
  readonly index: number;
  /** The unread line before it; the line, lit for a moment; or lit and with the focus. */
  readonly how: "unread" | "lit" | "met";
  /** How many answers of the process may still bring it. */
  readonly due: number;
}

/** Which lines to draw: from `first` to before `last`. */
export interface Drawn {
  readonly first: number;
  readonly last: number;
}

/**
 * The lines a window shows.
 *
 * @param span Where it stands.
 * @param from Index of the first held line.
 * @param end Index after the last held line.
 */
export function drawn(span: Span, from: number, end: number): Drawn {
  const top = Math.min(Math.max(span.top, from), end);
  // At the end whole steps are dropped, so that most new lines are one row more and nothing else.
  const kept = Math.ceil((end - MAX_FOLLOWED) / STEP) * STEP;
  if (span.follow) return { first: Math.max(top, kept), last: end };
  return { first: top, last: Math.min(end, top + MAX_DRAWN) };
}

/** The window moved up by a step, no further than what is held. */
export function earlier(now: Drawn, from: number): Span {
  return { top: Math.max(from, now.first - STEP), follow: false };
}

/** The window moved down by a step. */
export function later(now: Drawn, end: number): Span {
  return { top: Math.max(now.first, Math.min(end, now.last + STEP) - MAX_DRAWN), follow: false };
}

/** A window in which the line with this index is drawn, a little below its top. */
export function around(index: number, now: Drawn): Span {
  if (index >= now.first && index < now.last) return { top: now.first, follow: false };
  return { top: Math.max(0, index - STEP), follow: false };
}

/**
 * What to draw of a window in this frame. Lines over those on the screen come in frame by frame, so
 * that whoever waits for the end, scrolls or types meanwhile is not held up.
 *
 * @param shown What was drawn before; null at first.
 * @param wanted What to draw in the end.
 * @param follow Whether the end is kept in view.
 */
export function grown(shown: Drawn | null, wanted: Drawn, follow: boolean): Drawn {
  const { first, last } = wanted;
  const reach = shown === null ? 0 : shown.first - PER_FRAME;
  if (follow) {
    const hangs = shown !== null && shown.last <= last && shown.last >= last - AT_FIRST;
    return { first: Math.max(first, hangs ? reach : last - AT_FIRST), last };
  }
  return shown !== null && first < reach && shown.first < last ? { first: reach, last } : wanted;
}
