/**
 * What somebody wrote who is ignored: a count, and the texts when the reader wants them.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { TextLine } from "../model/log/rows.ts";
import { words } from "../words.ts";
import { memo } from "./memo.tsx";
import { Full, System, Time } from "./row_parts.tsx";
import { Text } from "./text.tsx";

/** Drawn again only when there is more of it. */
export const IgnoredRow = memo((
  props: { readonly id: string; readonly lines: readonly TextLine[] },
): VNode => <Ignored {...props} />);

/** Folded until somebody wants it. */
function Ignored(
  props: { readonly id: string; readonly lines: readonly TextLine[] },
): VNode {
  const open = useSignal(false);
  const { lines } = props;
  return (
    <System id={props.id} icon="blind" mute>
      {words.log.ignored(lines.length)}{" "}
      <button
        type="button"
        class="link"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        {open.value ? words.buttons.hide : words.buttons.show}
      </button>
      {open.value && (
        <ul class="folded">
          {lines.map((line) => (
            <li key={line.id}>
              <Full person={line.from} /> <Time time={line.time} />
              <Text text={line.text} />
            </li>
          ))}
        </ul>
      )}
    </System>
  );
}
