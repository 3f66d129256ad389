/**
 * The text of a message: what may stand in it and how long it may be.
 *
 * Every function takes time linear in the text, whatever stands in it.
 *
 * @module
 */
import { MAX_COMBINING_MARKS, MAX_TEXT_LINES, MAX_TEXT_UNITS } from "../limits.ts";
import { graphemesOf } from "./graphemes.ts";

/**
 * Marks in a row before a text is normalised. Normalisation sorts them by insertion, so without
 * this a row of 30,000 takes seconds. The Stream-Safe Text Format (UAX #15, section 13) allows 30.
 */
const STREAM_SAFE_MARKS = 30;

const LINE_ENDS = /\r\n?|[\u{85}\u{2028}\u{2029}]/gu;
const CONTROLS = /[^\P{Cc}\n\t]/gu;
const CONTROL = /[^\P{Cc}\n\t]/u;
const LONG_MARKS = marksBeyond(STREAM_SAFE_MARKS);
const STACKED_MARKS = marksBeyond(MAX_COMBINING_MARKS);
/** A character that leaves a trace on the screen. */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** What is wrong with a text, or `ok`. */
export type TextCheck = "ok" | "text_empty" | "text_too_long";

/**
 * A text as it is sent and passed on.
 *
 * Line ends of every kind become `\n`; all other controls but tabs go; what is composed is
 * composed (NFC); of more than `MAX_COMBINING_MARKS` marks in a row the rest goes; blank lines at
 * the end go. Doing it twice changes nothing more.
 *
 * @param raw Any string; a lone surrogate becomes U+FFFD.
 */
export function normaliseText(raw: string): string {
  const plain = raw.toWellFormed().replace(LINE_ENDS, "\n").replace(CONTROLS, "");
  const composed = plain.replace(LONG_MARKS, "$1").normalize("NFC");
  return withoutBlankEnd(composed.replace(STACKED_MARKS, "$1"));
}

/**
 * Whether a normalised text may be sent as one message.
 *
 * The limit in bytes needs no check of its own: a unit takes at most three bytes of UTF-8.
 *
 * @param text As `normaliseText` gives it.
 */
export function checkText(text: string): TextCheck {
  if (isTooLong(text)) return "text_too_long";
  return VISIBLE.test(text) ? "ok" : "text_empty";
}

/** Whether a text has more than `MAX_TEXT_UNITS` UTF-16 units or `MAX_TEXT_LINES` lines. */
export function isTooLong(text: string): boolean {
  return text.length > MAX_TEXT_UNITS || lineLimit(text) < text.length;
}

/** Whether a text holds a control other than a line end or a tab. */
export function hasControls(text: string): boolean {
  return CONTROL.test(text);
}

/**
 * Cuts a text of any length into messages, to be sent one after the other.
 *
 * A cut falls at the last line end that keeps the message within its limits, else between two
 * graphemes, else (a grapheme can be of any length) between two characters. The pieces, in their
 * order, are the normalised text but for what shows nothing: the line end at a cut, blank lines
 * before it, and pieces without a visible character.
 *
 * @param raw What was typed. The caller holds it to `MAX_SAY_UNITS`.
 * @returns Normalised texts that `checkText` finds `ok`; none if there is nothing to say.
 */
export function splitText(raw: string): readonly string[] {
  const text = normaliseText(raw);
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    // Two more, so that a grapheme which begins before the limit and ends after it is seen.
    const window = text.slice(at, at + MAX_TEXT_UNITS + 2);
    const end = cutOf(window);
    const piece = withoutBlankEnd(window.slice(0, end));
    if (VISIBLE.test(piece)) pieces.push(piece);
    at += window[end] === "\n" ? end + 1 : end;
  }
  return pieces;
}

/** Where the first message of a text must end, from 1 unless the text begins with a line end. */
function cutOf(window: string): number {
  const lines = lineLimit(window);
  if (lines <= MAX_TEXT_UNITS) return lines;
  const lineEnd = window.lastIndexOf("\n", MAX_TEXT_UNITS);
  if (lineEnd > 0) return lineEnd;
  const grapheme = graphemesOf(window).containing(MAX_TEXT_UNITS)?.index ?? 0;
  if (grapheme > 0) return grapheme;
  return isLowSurrogate(window.charCodeAt(MAX_TEXT_UNITS)) ? MAX_TEXT_UNITS - 1 : MAX_TEXT_UNITS;
}

/** Units until the line end that would begin a line too many; all of them if there is none. */
function lineLimit(text: string): number {
  let end = -1;
  for (let line = 0; line < MAX_TEXT_LINES; line++) {
    end = text.indexOf("\n", end + 1);
    if (end < 0) return text.length;
  }
  return end;
}

/** Blanks at the end of the last line that is not blank stay: they may belong to a cut. */
function withoutBlankEnd(text: string): string {
  const lineEnd = text.indexOf("\n", text.trimEnd().length);
  return lineEnd < 0 ? text : text.slice(0, lineEnd);
}

function marksBeyond(most: number): RegExp {
  return new RegExp(`(\\p{M}{${most}})\\p{M}+`, "gu");
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
