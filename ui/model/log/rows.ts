/**
 * From lines to rows: day lines, the unread line, groups of one sender, folded notices, and what
 * is known of a cut.
 *
 * @module
 */
import type { Line } from "../../../lib/api/view.ts";

/** A line somebody wrote. */
export type TextLine = Extract<Line, { type: "text" }>;
/** Somebody came, left or is called otherwise. */
export type NoticeLine = Extract<Line, { type: "joined" | "left" | "renamed" }>;
/** Something that is told in a row of its own, whatever stands around it. */
export type EventLine = Extract<
  Line,
  { type: "left" | "act" | "out" | "rule" | "announcement" | "deleted" | "partner_left" }
>;
/** Something happened to the own connection. */
export type ConnectionLine = Extract<Line, { type: "connection" }>;
/** Something may be missing. */
export type GapLine = Extract<Line, { type: "gap" }>;

/** What can be said of a cut besides its time: that it will be told, or that nothing is missing. */
export type CutNote = "will_say" | "nothing_missed" | null;

/** One row of the log. `key` stays the same for as long as the row means the same. */
export type Row =
  | { readonly kind: "day"; readonly key: string; readonly time: number }
  | { readonly kind: "fresh"; readonly key: string; readonly time: number }
  | {
    readonly kind: "text";
    readonly key: string;
    readonly line: TextLine;
    /** Whether it begins a group and so shows who wrote it. */
    readonly first: boolean;
    /** Whether what it answers was taken back since: then nothing of that is shown any more. */
    readonly unquoted: boolean;
  }
  | { readonly kind: "notices"; readonly key: string; readonly lines: readonly NoticeLine[] }
  /** What somebody said who is ignored, folded until the reader wants it. */
  | { readonly kind: "ignored"; readonly key: string; readonly lines: readonly TextLine[] }
  /** Somebody was put out, something was done in the room, or the server says something. */
  | { readonly kind: "event"; readonly key: string; readonly line: EventLine }
  | {
    readonly kind: "connection";
    readonly key: string;
    readonly line: ConnectionLine;
    readonly note: CutNote;
  }
  | { readonly kind: "gap"; readonly key: string; readonly line: GapLine };

/** Which of the lines become rows, by their index in the conversation; `last` is not among them. */
export interface Part {
  readonly first: number;
  readonly last: number;
  /** Whether the connection is lost and is being tried for. */
  readonly trying: boolean;
  /** Ids of those whose texts are not shown. */
  readonly ignored?: ReadonlySet<string>;
  /** Whether it is shown who came and left; it is where this is not given. */
  readonly comings?: boolean;
}

/** Texts of one sender no further apart than this are one group, in milliseconds. */
export const GROUP_MS = 5 * 60 * 1000;

/**
 * The rows for a run of lines.
 *
 * @param lines What is held of the conversation.
 * @param from Index of the first of them in the conversation.
 * @param mark Index of the line that the unread line stands before, or `null`.
 * @param part What of it to show; all if it is not given.
 */
export function rowsOf(
  lines: readonly Line[],
  from: number,
  mark: number | null,
  part: Part = { first: from, last: from + lines.length, trying: false },
): Row[] {
  const rows: Row[] = [];
  let day = { since: 0, until: 0 };
  lines.slice(part.first - from, part.last - from).forEach((line, i) => {
    if (part.comings === false && isComing(line)) return;
    const index = part.first + i;
    if (line.time < day.since || line.time >= day.until) {
      day = dayOf(line.time);
      rows.push({ kind: "day", key: `d${index}`, time: line.time });
    }
    if (index === mark) rows.push({ kind: "fresh", key: "fresh", time: line.time });
    const key = String(index);
    if (line.type === "connection") {
      rows.push({ kind: "connection", key, line, note: noteOf(lines, index - from, part.trying) });
    } else {
      const ignored = part.ignored?.has(authorOf(line)) ?? false;
      add(rows, line, key, { ignored, unquoted: isTakenBack(line, lines, from) });
    }
  });
  return rows;
}

/** The day of a time where the reader is, from midnight to before midnight. */
function dayOf(time: number): { readonly since: number; readonly until: number } {
  const midnight = new Date(new Date(time).setHours(0, 0, 0, 0));
  // A day is not always 24 hours long.
  return { since: midnight.getTime(), until: midnight.setDate(midnight.getDate() + 1) };
}

/**
 * What is said of a cut. That nothing is missing is said only where both lines beside the return
 * are known, since the gap that says otherwise stands beside it.
 */
function noteOf(lines: readonly Line[], at: number, trying: boolean): CutNote {
  const line = lines[at];
  if (line?.type !== "connection") return null;
  if (line.what === "lost") {
    return trying && lines.findLastIndex(isConnection) === at ? "will_say" : null;
  }
  const known = line.what === "back" && at > 0;
  return known && lines[at - 1]?.type !== "gap" && lines[at + 1]?.type !== "gap"
    ? "nothing_missed"
    : null;
}

function isConnection(line: Line): boolean {
  return line.type === "connection";
}

function authorOf(line: Line): string {
  return line.type === "text" && !line.mine ? line.from.id : "";
}

/**
 * Whether a line answers a text that was taken back: where that stood, it does not stand any more.
 * Of what is not held here nothing is known.
 */
function isTakenBack(line: Line, lines: readonly Line[], from: number): boolean {
  if (line.type !== "text" || line.reply === null || line.reply.at === null) return false;
  const { id, at } = line.reply;
  const answered = lines[at - from];
  return answered !== undefined && (answered.type !== "text" || answered.id !== id);
}

function add(
  rows: Row[],
  line: Exclude<Line, ConnectionLine>,
  key: string,
  { ignored, unquoted }: { readonly ignored: boolean; readonly unquoted: boolean },
): void {
  const before = rows.at(-1);
  if (line.type === "text") {
    const first = !continues(before, line);
    if (!ignored) rows.push({ kind: "text", key, line, first, unquoted });
    else if (before?.kind !== "ignored") rows.push({ kind: "ignored", key, lines: [line] });
    else rows[rows.length - 1] = { ...before, lines: [...before.lines, line] };
  } else if (line.type === "gap") {
    rows.push({ kind: "gap", key, line });
  } else if (!isFolded(line)) {
    rows.push({ kind: "event", key, line });
  } else if (before?.kind === "notices") {
    rows[rows.length - 1] = { ...before, lines: [...before.lines, line] };
  } else {
    rows.push({ kind: "notices", key, lines: [line] });
  }
}

/** Who comes and goes of their own accord, which is not shown to whoever does not want it. */
function isComing(line: Line): boolean {
  return line.type === "joined" ||
    line.type === "left" && (line.reason === "left" || line.reason === "cut");
}

/** Who came, went or changed the name is told in passing; who was put out is not. */
function isFolded(line: NoticeLine | EventLine): line is NoticeLine {
  return line.type === "renamed" || isComing(line);
}

/** What was changed stands by itself, so that it is seen whose words are not the first ones. */
function continues(
  before: Row | undefined,
  { from, time, action, past, edited }: TextLine,
): boolean {
  if (before?.kind !== "text" || before.line.action || action) return false;
  const { line } = before;
  if (line.edited || edited) return false;
  return line.from.id === from.id && line.from.name === from.name && line.past === past &&
    time - line.time < GROUP_MS;
}
