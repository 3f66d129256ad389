/**
 * Finding people by what somebody typed: a name, a name with its tag, or a tag.
 *
 * @module
 */
import { MAX_MENTIONS } from "../../lib/api/limits.ts";
import type { Person } from "../../lib/api/view.ts";

/** Somebody whom the beginning of a text may mean, and what would follow it, without blanks. */
export interface Meant<Who extends Person> {
  readonly person: Who;
  readonly rest: string;
}

const WORD = /^[\p{L}\p{M}\p{N}]/u;
const BLANK_OR_END = /^(?:\s|$)/;

/**
 * Whom the beginning of a text may mean.
 *
 * Names have blanks in them, so where "ada" and "ada line" are called so, "ada line up" may mean
 * either: to guess would let a stranger choose a name that catches what is written to another.
 *
 * @param text A name, a name with its tag or a tag, in quotes or not, with or without `@`.
 * @param people Who could be meant.
 * @returns Each person once for each thing that would follow.
 */
export function whoIn<Who extends Person>(
  text: string,
  people: readonly Who[],
): readonly Meant<Who>[] {
  const quoted = /^@?["“”„]@?([^"“”„]*)["“”]/u.exec(text);
  if (quoted !== null) {
    const rest = text.slice(quoted[0].length).trim();
    const whole = whoIn((quoted[1] ?? "").trim(), people).filter((one) => one.rest === "");
    return whole.map(({ person }) => ({ person, rest }));
  }
  const plain = text.startsWith("@") ? text.slice(1) : text;
  const meant = (form: string, person: Who) =>
    begins(plain, form) ? [{ person, rest: plain.slice(form.length).trim() }] : [];
  // No name has a dot like this in it: with the tag nobody else can be meant.
  const sure = people.flatMap((one) => meant(`${one.name}·${one.tag}`, one));
  if (sure.length > 0) return sure;
  return people.flatMap((one) => {
    const [byName, byTag] = [meant(one.name, one), meant(one.tag, one)];
    return one.name.toLowerCase() === one.tag ? byName : [...byName, ...byTag];
  });
}

/**
 * The ids of those whom a text names with `@`, each once, at most `MAX_MENTIONS`.
 *
 * @param text As it is sent.
 * @param people Who could be meant.
 */
export function mentionsIn(text: string, people: readonly Person[]): readonly string[] {
  const ids = new Set<string>();
  // Small letters may be more than the large ones were, so all is looked at in small ones.
  const low = text.toLowerCase();
  const forms = people.flatMap(({ id, name, tag }) =>
    [`${name}·${tag}`, name].map((form) => ({ id, form: form.toLowerCase() }))
  ).sort((a, b) => b.form.length - a.form.length);
  for (
    let at = low.indexOf("@");
    at >= 0 && ids.size < MAX_MENTIONS;
    at = low.indexOf("@", at + 1)
  ) {
    if (at > 0 && WORD.test(low.slice(at - 1, at))) continue; // an address, such as ada@garden.local
    const found = forms.find(({ form }) =>
      low.startsWith(form, at + 1) &&
      !WORD.test(low.slice(at + 1 + form.length, at + 3 + form.length))
    );
    if (found !== undefined) ids.add(found.id);
  }
  return [...ids];
}

/** Whether a text begins with a name, and the name ends there. */
function begins(text: string, form: string): boolean {
  return text.slice(0, form.length).toLowerCase() === form.toLowerCase() &&
    BLANK_OR_END.test(text.slice(form.length));
}
