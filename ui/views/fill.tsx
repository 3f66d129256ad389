/**
 * Nodes in the middle of words: the order of both belongs to the language.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";

/**
 * Puts nodes where `{key}` stands in a sentence.
 *
 * @param props `text` with its places, and a node for each of them.
 */
export function Fill(
  props: { readonly text: string; readonly with: Readonly<Record<string, ComponentChildren>> },
): VNode {
  const pieces = props.text.split(/\{(\w+)\}/);
  return <>{pieces.map((piece, i) => i % 2 === 0 ? piece : props.with[piece])}</>;
}
