/**
 * The words of a key, numbered, to be read aloud.
 *
 * @module
 */
import type { VNode } from "preact";

/** Eight words in rows of four. */
export function WordsList(
  props: { readonly words: readonly string[]; readonly label: string },
): VNode {
  return (
    <ol class="words" aria-label={props.label}>
      {props.words.map((word, i) => <li key={i} data-n={i + 1}>{word}</li>)}
    </ol>
  );
}
