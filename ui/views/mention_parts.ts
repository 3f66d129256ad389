/**
 * Finding in a text the people whom it names.
 *
 * @module
 */
import type { Person } from "../../lib/api/view.ts";

/** A stretch of a text: words, or an `@` with the name of somebody. */
export type NamePart =
  | { readonly type: "words"; readonly text: string }
  | { readonly type: "name"; readonly text: string; readonly person: Person };

const WORD = /[\p{L}\p{N}]/u;

/**
 * Cuts a text at the names that it mentions.
 *
 * Only people whom the sender's client named are looked for, so a name that merely looks like one
 * stays words. A name counts where no letter follows; with its tag it wins over one without.
 *
 * @param text Anything.
 * @param people Whom it names.
 */
export function namePartsOf(text: string, people: readonly Person[]): NamePart[] {
  const forms = people.flatMap((person) => [
    { person, form: `@${person.name}·${person.tag}`.toLowerCase() },
    { person, form: `@${person.name}`.toLowerCase() },
  ]).sort((a, b) => b.form.length - a.form.length);
  const parts: NamePart[] = [];
  let done = 0;
  for (let at = text.indexOf("@"); forms.length > 0 && at >= 0; at = text.indexOf("@", at + 1)) {
    if (at < done) continue;
    const found = forms.find(({ form }) =>
      text.slice(at, at + form.length).toLowerCase() === form &&
      !goesOn(text, at + form.length)
    );
    if (found === undefined) continue;
    if (at > done) parts.push({ type: "words", text: text.slice(done, at) });
    done = at + found.form.length;
    parts.push({ type: "name", text: text.slice(at, done), person: found.person });
  }
  if (done < text.length) parts.push({ type: "words", text: text.slice(done) });
  return parts;
}

/** Whether a letter or digit stands at this place. */
function goesOn(text: string, at: number): boolean {
  const point = text.codePointAt(at);
  return point !== undefined && WORD.test(String.fromCodePoint(point));
}
