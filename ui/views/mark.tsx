/**
 * The mark of a person and the name beside it.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Person } from "../../lib/api/view.ts";
import { colourOf, tilesOf } from "../model/mark.ts";

const SHAPES = [
  "M0 0H9A9 9 0 0 1 0 9Z",
  "M0 0H9V4.5A4.5 4.5 0 0 1 4.5 9H0Z",
  "M0 0H9L0 9Z",
  "M0 9A9 9 0 0 1 9 0V9H0Z",
] as const;

/** The class that sets a person's colour for everything inside. */
export function colourClass(tag: string): string {
  return `k${colourOf(tag)}`;
}

/** Four tiles for the four letters of a tag. Recognised, not read: hidden from screen readers. */
export function Mark(props: { readonly tag: string }): VNode {
  return (
    <svg class={`mark ${colourClass(props.tag)}`} viewBox="0 0 20 20" aria-hidden="true">
      <Tiles tag={props.tag} />
    </svg>
  );
}

/** The tiles alone, to stand inside another drawing. */
export function Tiles(props: { readonly tag: string }): VNode {
  return (
    <>
      {tilesOf(props.tag).map(({ shape, turns, weak }, i) => (
        <path
          key={i}
          class={weak ? "lo" : undefined}
          transform={`translate(${(i % 2) * 11} ${i > 1 ? 11 : 0}) rotate(${turns * 90} 4.5 4.5)`}
          d={SHAPES[shape]}
        />
      ))}
    </>
  );
}

/** A name with its tag. The name may be cut, the tag never is. */
export function Name(props: { readonly person: Person }): VNode {
  const { name, tag } = props.person;
  return (
    <span class={`name ${colourClass(tag)}`}>
      <bdi class="nick">{name}</bdi>
      <span class="tag">·{tag}</span>
    </span>
  );
}
