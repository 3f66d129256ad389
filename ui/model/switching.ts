/**
 * Where somebody could want to go who typed the beginning of a name, or of a command.
 *
 * @module
 */
import type { ConversationView, Person } from "../../lib/api/view.ts";
import { fullName } from "../words/durations.ts";
import { type Command, COMMANDS } from "./composer/commands.ts";
import { folded } from "./log/found.ts";
import type { Unread } from "./log/unread.ts";

/** Something to go to. */
export type Target =
  | { readonly kind: "conversation"; readonly view: ConversationView; readonly unread: Unread }
  | { readonly kind: "person"; readonly person: Person }
  | { readonly kind: "command"; readonly name: Command };

/** A target that has a name of its own. */
type Named = Exclude<Target, { readonly kind: "command" }>;

/** What there is to go to. */
export interface Around {
  readonly conversations: readonly ConversationView[];
  /** The id of the open one, which nobody needs to be taken to. */
  readonly open: string;
  unreadOf(id: string): Unread;
  /** Everybody on the server. */
  readonly people: readonly Person[];
  readonly me: Person | null;
}

/** More rows are no list to choose from. */
export const MAX_TARGETS = 50;

/** What belongs to a text that is being written, and is of no use here. */
const WRITTEN: ReadonlySet<Command> = new Set<Command>(["me", "msg"]);

/** In the order of the list, where the rooms stand above the private conversations. */
export function asListed(all: readonly ConversationView[]): readonly ConversationView[] {
  return [
    ...all.filter(({ type }) => type === "room"),
    ...all.filter(({ type }) => type !== "room"),
  ];
}

/** What the typed text may mean: the best first. */
export function targetsOf(typed: string, around: Around): readonly Target[] {
  const text = typed.trimStart();
  const all = text.startsWith("/") ? commandsFor(text) : placesFor(folded(text.trim()), around);
  return all.slice(0, MAX_TARGETS);
}

/** A command stays in the list while its argument is typed. */
function commandsFor(text: string): Target[] {
  const gap = text.search(/\s/);
  const name = (gap < 0 ? text : text.slice(0, gap)).slice(1).toLowerCase();
  return COMMANDS.filter((one) => !WRITTEN.has(one))
    .filter((one) => gap < 0 ? one.startsWith(name) : one === name)
    .map((one) => ({ kind: "command", name: one }));
}

function placesFor(sought: string, around: Around): Target[] {
  const { conversations, open, unreadOf, people, me } = around;
  const partners = new Set(
    conversations.flatMap((one) =>
      one.type === "private" && one.over === null ? [one.partner.id] : []
    ),
  );
  const places = conversations.filter(({ id }) => id !== open).map((view): Named => ({
    kind: "conversation",
    view,
    unread: unreadOf(view.id),
  }));
  const others = people.filter(({ id }) => id !== me?.id && !partners.has(id)).map((
    person,
  ): Named => ({ kind: "person", person }));
  const ranked = [...places, ...others].flatMap((target) => {
    const rank = rankOf(nameOf(target), sought);
    return rank === null ? [] : [{ target, rank: rank * 4 + waitingIn(target) }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ target }) => target);
}

function nameOf(target: Named): string {
  if (target.kind === "person") return fullName(target.person);
  return target.view.type === "room" ? target.view.name : fullName(target.view.partner);
}

/** How well a name fits: from its beginning, from the beginning of a word, or anywhere. */
function rankOf(name: string, sought: string): number | null {
  const at = folded(name).indexOf(sought);
  if (at <= 0) return at < 0 ? null : 0;
  return /[\p{L}\p{N}]/u.test(folded(name).charAt(at - 1)) ? 2 : 1;
}

/** Where somebody waits stands first, and people after conversations. */
function waitingIn(target: Named): number {
  if (target.kind !== "conversation") return 3;
  const { count, mentions } = target.unread;
  return mentions > 0 ? 0 : count > 0 && !target.view.quiet ? 1 : 2;
}

/**
 * The conversation to look at next: one that names the reader, or else one with something unread;
 * null where there is none. After the last one the first is next.
 */
export function nextUnread(
  { conversations, open, unreadOf }: Pick<Around, "conversations" | "open" | "unreadOf">,
): string | null {
  const at = conversations.findIndex(({ id }) => id === open);
  const inTurn = [...conversations.slice(at + 1), ...conversations.slice(0, Math.max(0, at))];
  const named = inTurn.find(({ id }) => unreadOf(id).mentions > 0);
  const next = named ?? inTurn.find(({ id, quiet }) => !quiet && unreadOf(id).count > 0);
  return next?.id ?? null;
}
