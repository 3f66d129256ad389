/**
 * Who is writing, and for how long that is believed.
 *
 * @module
 */
import type { Person } from "../../lib/api/view.ts";

/** How long a sign of somebody's writing is believed, in milliseconds. */
export const TYPING_MS = 6_000;

/** The least time between two signs of one's own, in milliseconds. */
export const TYPING_GAP_MS = 3_000;

/** Among more people than this nobody shows, or is shown, who is writing: somebody always is. */
export const TYPING_PEOPLE = 100;

/** One sign of somebody's writing. */
export interface Typist {
  readonly in: string;
  readonly person: Person;
  /** When it came, in milliseconds since 1970 (UTC). */
  readonly since: number;
}

/** After a sign: the newest of a person counts. */
export function wrote(typists: readonly Typist[], one: Typist): readonly Typist[] {
  return [...stopped(typists, one.in, one.person.id), one];
}

/** After a text of somebody, who is not writing it any more. */
export function stopped(typists: readonly Typist[], id: string, person: string): readonly Typist[] {
  const kept = typists.filter((one) => one.in !== id || one.person.id !== person);
  return kept.length === typists.length ? typists : kept;
}

/** Without the signs that are too old. `now` is milliseconds since 1970 (UTC). */
export function lasting(typists: readonly Typist[], now: number): readonly Typist[] {
  const kept = typists.filter(({ since }) => now - since < TYPING_MS);
  return kept.length === typists.length ? typists : kept;
}
