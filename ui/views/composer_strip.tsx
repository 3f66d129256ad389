/**
 * What stands above the field: who is writing, and what the text answers or changes, and what was pasted.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Person } from "../../lib/api/view.ts";
import type { App } from "../model/app.ts";
import { linesIn } from "../model/composer/pasted.ts";
import { words } from "../words.ts";
import { Fill } from "./fill.tsx";
import { Icon } from "./icon.tsx";
import { colourClass, Name } from "./mark.tsx";
import { SmallButton } from "./small_button.tsx";

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
  const { compose } = words;
  const [editing, amending] = [store.editing.value, store.amending.value];
  const changed = editing ?? amending;
  const reply = store.reply.value;
  if (changed === null && reply === null) return null;
  const drop = changed === null ? compose.dropReply : compose.dropEdit;
  const who = reply?.mine ? words.log.you : reply && <Name person={reply.from} />;
  const change = amending === null
    ? compose.editing
    : amending.state === "failed"
    ? compose.amendingFailed
    : compose.amending;
  const tag = editing?.from.tag ?? reply?.from.tag;
  return (
    <div class={`on-top ${tag === undefined ? "" : colourClass(tag)}`}>
      <Icon name={changed === null ? "reply" : "pencil"} small />
      <p>
        <b>{changed === null ? <Fill text={compose.replyTo} with={{ who }} /> : change}</b>
        <span class="of" dir="auto">{firstLine((changed ?? reply)?.text ?? "")}</span>
      </p>
      <SmallButton icon="x" label={drop} act={() => actions.unmark()} />
    </div>
  );
}

/** What was pasted and goes out with the next text; a text that is being changed takes nothing. */
export function PastedBlock({ store, actions }: App): VNode | null {
  const block = store.block.value;
  const { emoji } = words;
  if (block === "" || store.isChanging) return null;
  return (
    <div class="on-top pasted" role="group" aria-labelledby="pasted">
      <Icon name="copy" small />
      <p>
        <b id="pasted" title={emoji.pastedText}>{emoji.pasted(linesIn(block), block.length)}</b>
        <span class="of" dir="auto">{firstLine(block)}</span>
      </p>
      <button
        type="button"
        class="btn sm quiet"
        title={emoji.unfoldTitle}
        onClick={() => actions.composing.unfold()}
      >
        {emoji.unfold}
      </button>
      <button type="button" class="btn sm quiet" onClick={() => actions.composing.dropBlock()}>
        {emoji.drop}
      </button>
    </div>
  );
}

/** More than fits into the widest window, and less than takes long to lay out. */
const MOST = 300;

function firstLine(text: string): string {
  return text.trimStart().slice(0, MOST).split("\n", 1)[0] ?? "";
}
