/**
 * What could stand in the composer, in a list above it. The keyboard stays in the field.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Completion, CompletionItem } from "../model/composer/completion.ts";
import { words } from "../words.ts";
import { Fill } from "./fill.tsx";
import { Mark, Name } from "./mark.tsx";

/** The id of the list, to which the field points. */
export const LIST_ID = "completions";

/** The id of a row, by its place in the list. */
export function rowId(index: number): string {
  return `completion-${index}`;
}

/** The rows, and how they are chosen. */
export function Completions(
  props: { readonly list: Completion; readonly insert: (row: number) => void },
): VNode {
  const { items, chosen, before, total } = props.list;
  const { complete } = words.compose;
  return (
    <div class="pop">
      <ul id={LIST_ID} role="listbox" aria-label={complete.label}>
        {items.map((item, i) => (
          <li
            key={before + i}
            id={rowId(i)}
            role="option"
            class={i === chosen ? "on" : ""}
            aria-selected={i === chosen}
            aria-setsize={total}
            aria-posinset={before + i + 1}
            // The field keeps the focus, and the screen of a phone its keyboard.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.insert(i)}
          >
            <Row item={item} />
          </li>
        ))}
      </ul>
      <footer aria-hidden="true">
        <Key text={complete.choose} />
        <Key text={complete.insert} />
        <Key text={complete.close} />
      </footer>
    </div>
  );
}

function Row({ item }: { readonly item: CompletionItem }): VNode {
  const { emoji, person, label, help } = item;
  return (
    <>
      {emoji !== undefined && <span class="e" aria-hidden="true">{emoji}</span>}
      {person === undefined ? <span class="c">{label}</span> : (
        <>
          <Mark tag={person.tag} />
          <Name person={person} />
        </>
      )}
      {help !== "" && <span class="d">{help}</span>}
    </>
  );
}

function Key({ text }: { readonly text: string }): VNode {
  const keys = {
    up: <kbd>↑</kbd>,
    down: <kbd>↓</kbd>,
    tab: <kbd>{words.compose.caps.tab}</kbd>,
    escape: <kbd>{words.compose.caps.escape}</kbd>,
  };
  return (
    <span>
      <Fill text={text} with={keys} />
    </span>
  );
}
