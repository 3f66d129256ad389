/**
 * What the pages have not been told yet.
 *
 * @module
 */
import type { Update } from "../../api/update.ts";
import type { Line, Pending, Person, Present, Problem, State } from "../../api/view.ts";
import { PAGE_LINES } from "../../limits.ts";

/** A conversation, as far as pages are told of it. */
export interface Source {
  readonly id: string;
  readonly log: {
    readonly first: number;
    readonly length: number;
    slice(from: number, to: number): readonly Line[];
  };
  readonly pending: { readonly all: readonly Pending[] };
  readonly present: readonly Present[];
}

/** What is told once, as it happened. */
type Event = Extract<Update, { readonly type: "typing" | "show" | "rooms" | "bans" }>;

/** Signs of writing in one turn at most: a server cannot flood a page with them. */
const MAX_TYPING = 100;

/** What is not told of one conversation. */
interface Track {
  /** Whether pages know that there is such a conversation. */
  isKnown: boolean;
  /** Index of the first line that was not told. */
  told: number;
  /** Lines that were told and are others now. */
  readonly changed: Set<number>;
  pending: boolean;
  members: boolean;
}

/** Gathers changes, so that many of them in one turn become few updates. */
export class Feed {
  #state = false;
  readonly #tracks = new Map<string, Track>();
  #events: Event[] = [];
  #notices: Problem[] = [];
  #shown: string | null = null;

  /** The conversation that the person looked at last, or asked for; null is none. */
  get shown(): string | null {
    return this.#shown;
  }

  /** Something of the state changed. */
  stateChanged(): void {
    this.#state = true;
  }

  /** There is another conversation. */
  began(id: string): void {
    const changed = new Set<number>();
    this.#tracks.set(id, { isKnown: false, told: 0, changed, pending: true, members: true });
    this.#state = true;
  }

  /** A conversation is forgotten; the state says so. */
  ended(id: string): void {
    this.#tracks.delete(id);
    this.#events = this.#events.filter((event) => event.type === "rooms" || event.in !== id);
    if (this.#shown === id) this.#shown = null;
    this.#state = true;
  }

  /** Something of the pending texts of a conversation changed. */
  pendingChanged(id: string): void {
    const track = this.#tracks.get(id);
    if (track) track.pending = true;
  }

  /** Somebody has come into a room or gone, or is another than before. */
  membersChanged(id: string): void {
    const track = this.#tracks.get(id);
    if (track) track.members = true;
  }

  /** A line is another one now. */
  lineChanged(id: string, index: number): void {
    const track = this.#tracks.get(id);
    if (track && index < track.told) track.changed.add(index);
  }

  /** A conversation that the person asked for is there. The last one is what is looked at. */
  show(id: string): void {
    this.look(id);
    this.#put({ type: "show", in: id }, ({ type }) => type !== "show");
  }

  /** The person looks at a conversation, on one of the pages. */
  look(id: string): void {
    if (this.#tracks.has(id)) this.#shown = id;
  }

  /** Somebody writes something. */
  typing(id: string, person: Person): void {
    if (this.#events.length >= MAX_TYPING) return;
    const typing = { type: "typing", in: id, person } as const;
    this.#put(
      typing,
      (one) => one.type !== "typing" || one.in !== id || one.person.id !== person.id,
    );
  }

  /** A list that was asked for. */
  listed(list: Extract<Event, { readonly type: "rooms" | "bans" }>): void {
    this.#put(list, ({ type }) => type !== list.type);
  }

  /** Something that was asked for did not work. Of each kind the last is told. */
  notice(problem: Problem): void {
    this.#notices = this.#notices.filter(({ code }) => code !== problem.code);
    this.#notices.push(problem);
  }

  /**
   * Takes all changes since the last call.
   *
   * @param state Makes the state of now; called only if it changed.
   * @param conversations Those there are now, in their order.
   */
  take(state: () => State, conversations: readonly Source[]): Update[] {
    const updates: Update[] = [];
    if (this.#state) updates.push({ type: "state", state: state() });
    for (const conversation of conversations) {
      const track = this.#tracks.get(conversation.id);
      if (track) updates.push(...takeFrom(conversation, track));
    }
    updates.push(...this.#events);
    updates.push(...this.#notices.map((problem): Update => ({ type: "notice", problem })));
    this.#state = false;
    this.#events = [];
    this.#notices = [];
    return updates;
  }

  /** Adds an event, in the place of those that are as good as it. */
  #put(event: Event, isOther: (one: Event) => boolean): void {
    this.#events = [...this.#events.filter(isOther), event];
  }
}

/** What pages were not told of one conversation. */
function takeFrom({ id, log, pending, present }: Source, track: Track): Update[] {
  const updates: Update[] = [];
  const { length } = log;
  for (const index of [...track.changed].sort((a, b) => a - b)) {
    const [line] = log.slice(index, index + 1);
    if (line !== undefined) updates.push({ type: "line", in: id, index, line });
  }
  if (!track.isKnown && length === 0) updates.push({ type: "lines", in: id, from: 0, lines: [] });
  // Few at a time, since a page shows each update in one go.
  for (let from = Math.max(track.told, log.first); from < length; from += PAGE_LINES) {
    updates.push({ type: "lines", in: id, from, lines: log.slice(from, from + PAGE_LINES) });
  }
  if (track.pending) updates.push({ type: "pending", in: id, pending: pending.all });
  if (track.members) updates.push({ type: "members", in: id, members: present });
  track.changed.clear();
  track.isKnown = true;
  track.told = length;
  track.pending = false;
  track.members = false;
  return updates;
}
