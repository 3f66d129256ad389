/**
 * From lines to rows: day lines, the unread line, groups of one sender, folded notices.
 *
 * @module
 */
import type { Line } from "../../lib/api/view.ts";

/** A line somebody wrote. */
export type TextLine = Extract<Line, { type: "text" }>;
/** Somebody came, left or is called otherwise. */
export type NoticeLine = Extract<Line, { type: "joined" | "left" | "renamed" }>;
/** Something happened to the own connection. */
export type ConnectionLine = Extract<Line, { type: "connection" }>;

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
  }
  | { readonly kind: "notices"; readonly key: string; readonly lines: readonly NoticeLine[] }
  | { readonly kind: "connection"; readonly key: string; readonly line: ConnectionLine };

/** Texts of one sender no further apart than this are one group, in milliseconds. */
export const GROUP_MS = 5 * 60 * 1000;

/** A number that is the same for all times of one day where the reader is. */
export function dayOf(time: number): number {
  const date = new Date(time);
  return (date.getFullYear() * 12 + date.getMonth()) * 31 + date.getDate();
}

/**
 * The rows for a run of lines.
 *
 * @param lines What to show.
 * @param from Index of the first of them in the conversation.
 * @param mark Index of the line that the unread line stands before, or `null`.
 */
export function rowsOf(lines: readonly Line[], from: number, mark: number | null): Row[] {
  const rows: Row[] = [];
  let day = Number.NaN;
  lines.forEach((line, i) => {
    const index = from + i;
    if (dayOf(line.time) !== day) {
      day = dayOf(line.time);
      rows.push({ kind: "day", key: `d${index}`, time: line.time });
    }
    if (index === mark) rows.push({ kind: "fresh", key: "fresh", time: line.time });
    add(rows, line, String(index));
  });
  return rows;
}

function add(rows: Row[], line: Line, key: string): void {
  const before = rows.at(-1);
  if (line.type === "text") {
    rows.push({ kind: "text", key, line, first: !continues(before, line) });
  } else if (line.type === "connection") {
    rows.push({ kind: "connection", key, line });
  } else if (before?.kind === "notices") {
    rows[rows.length - 1] = { ...before, lines: [...before.lines, line] };
  } else {
    rows.push({ kind: "notices", key, lines: [line] });
  }
}

function continues(before: Row | undefined, line: TextLine): boolean {
  return before?.kind === "text" && before.line.from.id === line.from.id &&
    before.line.from.name === line.from.name && line.time - before.line.time < GROUP_MS;
}
