/**
 * What a page holds of the client process, and how each update changes it.
 *
 * This file knows only the updates and the values in them. It must never know a socket, a signal
 * or the DOM, so that every sequence of updates can be tried against a literal.
 *
 * @module
 */
import type { Checked, Content, Update } from "../../lib/api/update.ts";
import type { BanView, Line, ListedRoom, Pending, Present, State } from "../../lib/api/view.ts";

/** What is in one conversation, as far as this page was told. */
export interface Held {
  /** Index of the first held line in the conversation. */
  readonly from: number;
  readonly lines: readonly Line[];
  /** Nothing older than `from` can be had. */
  readonly complete: boolean;
  /** Older lines were asked for and have not come. */
  readonly asking: boolean;
  readonly pending: readonly Pending[];
  /** Everybody in it; of a private conversation none. */
  readonly members: readonly Present[];
}

/** All conversations and everything around them, as far as this page was told. */
export interface Model {
  /** `null` until the first snapshot. */
  readonly state: State | null;
  /** By the ids of the conversations. */
  readonly held: ReadonlyMap<string, Held>;
  /** What the process said last about the text of the connect form. */
  readonly checked: { readonly where: string; readonly result: Checked } | null;
  /** The rooms that are listed, as they were when they were asked for last. */
  readonly rooms: readonly ListedRoom[] | null;
  /** Who is banned from the room that was asked about last. */
  readonly bans: { readonly in: string; readonly bans: readonly BanView[] } | null;
  /** What was found last. */
  readonly found: Found | null;
}

/** What was found of what was sought. */
export type Found = Extract<Update, { type: "found" }>;

/** A conversation of which nothing was told. */
export const NOTHING: Held = {
  from: 0,
  lines: [],
  complete: true,
  asking: false,
  pending: [],
  members: [],
};

/** A page that was told nothing yet. */
export const EMPTY: Model = {
  state: null,
  held: new Map(),
  checked: null,
  rooms: null,
  bans: null,
  found: null,
};

/** What is held of a conversation. */
export function heldOf(model: Model, id: string): Held {
  return model.held.get(id) ?? NOTHING;
}

/** Index after the last held line. */
export function end(held: Held): number {
  return held.from + held.lines.length;
}

/** The model with something else in one conversation. */
export function put(model: Model, id: string, change: Partial<Held>): Model {
  const held = new Map(model.held);
  held.set(id, { ...heldOf(model, id), ...change });
  return { ...model, held };
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
        held: new Map(update.conversations.map((content) => [content.in, heldFrom(content)])),
      };
    case "state":
      return withState(model, update.state);
    case "lines":
      return append(model, update.in, update.from, update.lines);
    case "line":
      return replace(model, update.in, update.index, update.line);
    case "older":
      return prepend(model, update.in, update.from, update.lines);
    case "pending":
      return put(model, update.in, { pending: update.pending });
    case "members":
      return put(model, update.in, { members: update.members });
    case "checked":
      return { ...model, checked: { where: update.where, result: update.result } };
    case "rooms":
      return { ...model, rooms: update.rooms };
    case "bans":
      return { ...model, bans: { in: update.in, bans: update.bans } };
    case "found":
      return { ...model, found: update };
    default:
      return model;
  }
}

/**
 * The model without the oldest lines of a conversation, which can be asked for again.
 *
 * @param model What the page held.
 * @param id Which conversation.
 * @param most How many lines may stay.
 */
export function shortened(model: Model, id: string, most: number): Model {
  const { from, lines } = heldOf(model, id);
  const over = lines.length - most;
  if (over <= 0) return model;
  return put(model, id, { from: from + over, lines: lines.slice(over), complete: false });
}

/** The index of the text with this id in its conversation; `null` if it is not held. */
export function indexOfText(held: Held, id: number): number | null {
  const at = held.lines.findLastIndex((line) => line.type === "text" && line.id === id);
  return at < 0 ? null : held.from + at;
}

function heldFrom({ from, lines, pending, members }: Content): Held {
  return { from, lines, complete: from === 0, asking: false, pending, members };
}

/** A conversation that the state does not name any more is over for good, and its lines with it. */
function withState(model: Model, state: State): Model {
  const ids = new Set(state.conversations.map(({ id }) => id));
  const all = [...model.held.keys()].every((id) => ids.has(id));
  const held = all ? model.held : new Map([...model.held].filter(([id]) => ids.has(id)));
  return { ...model, state, held };
}

function append(model: Model, id: string, from: number, lines: readonly Line[]): Model {
  if (from === 0) return put(model, id, { from, lines, complete: true, asking: false });
  const held = heldOf(model, id);
  const known = end(held) - from;
  // Lines between ours and these were lost: only the newer ones hang together, so keep those.
  if (known < 0) return put(model, id, { from, lines, complete: false, asking: false });
  return put(model, id, { lines: held.lines.concat(known === 0 ? lines : lines.slice(known)) });
}

function replace(model: Model, id: string, index: number, line: Line): Model {
  const held = heldOf(model, id);
  const at = index - held.from;
  // One that is not held will come as it is now, if it is asked for.
  if (at < 0 || at >= held.lines.length) return model;
  return put(model, id, { lines: held.lines.with(at, line) });
}

function prepend(model: Model, id: string, from: number, lines: readonly Line[]): Model {
  const held = heldOf(model, id);
  const complete = from === 0 || lines.length === 0;
  // Where it was asked for twice, some of them are here already.
  const known = from + lines.length - held.from;
  if (known < 0 || from >= held.from) return put(model, id, { complete, asking: false });
  const older = lines.slice(0, held.from - from);
  return put(model, id, { from, lines: older.concat(held.lines), complete, asking: false });
}

/**
 * Joins `lines` updates that follow one another, so that a burst costs one copy and one drawing.
 *
 * @param updates In the order they came.
 */
export function joinLines(updates: readonly Update[]): Update[] {
  const joined: Update[] = [];
  let run: { in: string; from: number; lines: Line[] } | null = null;
  for (const update of updates) {
    if (update.type !== "lines") {
      run = null;
      joined.push(update);
    } else if (run !== null && continues(run, update)) {
      for (const line of update.lines) run.lines.push(line);
    } else {
      run = { in: update.in, from: update.from, lines: [...update.lines] };
      joined.push({ type: "lines", ...run });
    }
  }
  return joined;
}

type LinesUpdate = Extract<Update, { type: "lines" }>;

function continues(run: Omit<LinesUpdate, "type">, update: LinesUpdate): boolean {
  return update.in === run.in && update.from !== 0 && update.from === run.from + run.lines.length;
}
