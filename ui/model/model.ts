/**
 * What a page holds of the client process, and how each update changes it.
 *
 * This file knows only the updates and the values in them. It must never know a socket, a signal
 * or the DOM, so that every sequence of updates can be tried against a literal.
 *
 * @module
 */
import type { Checked, Update } from "../../lib/api/update.ts";
import type { Line, Pending, State } from "../../lib/api/view.ts";

/** A conversation and everything around it, as far as this page was told. */
export interface Model {
  /** `null` until the first snapshot. */
  readonly state: State | null;
  /** Index of the first held line in the conversation. */
  readonly from: number;
  readonly lines: readonly Line[];
  /** Nothing older than `from` can be had. */
  readonly complete: boolean;
  /** Older lines were asked for and have not come. */
  readonly asking: boolean;
  readonly pending: readonly Pending[];
  /** What the process said last about the text of the connect form. */
  readonly checked: { readonly where: string; readonly result: Checked } | null;
}

/** A page that was told nothing yet. */
export const EMPTY: Model = {
  state: null,
  from: 0,
  lines: [],
  complete: true,
  asking: false,
  pending: [],
  checked: null,
};

/** Index after the last held line. */
export function end(model: Model): number {
  return model.from + model.lines.length;
}

/**
 * The model after one update. Updates that change nothing a page holds leave it as it is.
 *
 * @param model What the page held.
 * @param update What the process said.
 */
export function reduce(model: Model, update: Update): Model {
  switch (update.type) {
    case "snapshot":
      return {
        ...model,
        state: update.state,
        from: update.from,
        lines: update.lines,
        complete: update.from === 0,
        asking: false,
        pending: update.pending,
      };
    case "state":
      return { ...model, state: update.state };
    case "lines":
      return append(model, update.from, update.lines);
    case "older":
      return prepend(model, update.from, update.lines);
    case "pending":
      return { ...model, pending: update.pending };
    case "checked":
      return { ...model, checked: { where: update.where, result: update.result } };
    default:
      return model;
  }
}

/**
 * The model without its oldest lines, which can be asked for again.
 *
 * @param model What the page held.
 * @param most How many lines may stay.
 */
export function shortened(model: Model, most: number): Model {
  const over = model.lines.length - most;
  if (over <= 0) return model;
  return { ...model, from: model.from + over, lines: model.lines.slice(over), complete: false };
}

function append(model: Model, from: number, lines: readonly Line[]): Model {
  if (from === 0) return { ...model, from, lines, complete: true, asking: false };
  const known = end(model) - from;
  // Lines between ours and these were lost: only the newer ones hang together, so keep those.
  if (known < 0) return { ...model, from, lines, complete: false, asking: false };
  return { ...model, lines: model.lines.concat(known === 0 ? lines : lines.slice(known)) };
}

function prepend(model: Model, from: number, lines: readonly Line[]): Model {
  const complete = from === 0 || lines.length === 0;
  if (from + lines.length !== model.from) return { ...model, complete, asking: false };
  return { ...model, from, lines: lines.concat(model.lines), complete, asking: false };
}

/**
 * Joins `lines` updates that follow one another, so that a burst costs one copy and one drawing.
 *
 * @param updates In the order they came.
 */
export function joinLines(updates: readonly Update[]): Update[] {
  const joined: Update[] = [];
  let run: { from: number; lines: Line[] } | null = null;
  for (const update of updates) {
    if (update.type !== "lines") {
      run = null;
      joined.push(update);
    } else if (run !== null && update.from === run.from + run.lines.length && update.from !== 0) {
      for (const line of update.lines) run.lines.push(line);
    } else {
      run = { from: update.from, lines: [...update.lines] };
      joined.push({ type: "lines", ...run });
    }
  }
  return joined;
}
