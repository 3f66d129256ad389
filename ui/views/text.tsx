/**
 * What somebody wrote, as nodes. Nothing here is ever read as markup.
 *
 * @module
 */
import type { VNode } from "preact";
import { isEmoji } from "../model/emoji.ts";
import { partsOf } from "../model/links.ts";

/** A text with its web addresses as links; its direction is that of its first letter. */
export function Text(props: { readonly text: string }): VNode {
  return (
    <p class={isEmoji(props.text) ? "text big" : "text"} dir="auto">
      {partsOf(props.text).map((part, i) =>
        part.type === "words"
          ? part.text
          : (
            <a key={i} href={part.href} target="_blank" rel="noopener noreferrer" dir="ltr">
              {part.text}
            </a>
          )
      )}
    </p>
  );
}
