/**
 * What stands above the field: who is writing, and what the text answers or changes.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Person } from "../../lib/api/view.ts";
import type { App } from "../model/app.ts";
import { words } from "../words.ts";
import { Fill } from "./fill.tsx";
import { Icon } from "./icon.tsx";
import { colourClass, Name } from "./mark.tsx";

/** A line that is always there, so that nothing moves when somebody begins to write. */
export function TypingLine({ people }: { readonly people: readonly Person[] }): VNode {
  const [one, other, more] = people;
  const { typing } = words.compose;
  return (
    <p class="typing">
      {one !== undefined && (more !== undefined ? typing.many : (
        <Fill
          text={other === undefined ? typing.one : typing.two}
          with={{
            who: <Name person={one} />,
            other: other !== undefined && <Name person={other} />,
          }}
        />
      ))}
    </p>
  );
}

/** The text that is answered or changed, while one is. */
export function ComposerStrip({ store, actions }: App): VNode | null {
  const editing = store.editing.value;
  const line = editing ?? store.reply.value;
  if (line === null) return null;
  const { compose } = words;
  const drop = editing === null ? compose.dropReply : compose.dropEdit;
  const who = line.mine ? words.log.you : <Name person={line.from} />;
  return (
    <div class={`on-top ${colourClass(line.from.tag)}`}>
      <Icon name={editing === null ? "reply" : "pencil"} small />
      <p>
        <b>
          {editing === null ? <Fill text={compose.replyTo} with={{ who }} /> : compose.editing}
        </b>
        <span class="of" dir="auto">{firstLine(line.text)}</span>
      </p>
      <button
        type="button"
        class="icon-btn sm"
        aria-label={drop}
        title={drop}
        onClick={() => actions.unmark()}
      >
        <Icon name="x" small />
      </button>
    </div>
  );
}

/** More than fits into the widest window, and less than takes long to lay out. */
const MOST = 300;

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0]?.slice(0, MOST) ?? "";
}
