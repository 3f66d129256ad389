/**
 * First time here, and nobody vouches for the key: the person decides.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Stage } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { useFocus } from "./focus.ts";
import { Card } from "./key_card.tsx";
import { WordsList } from "./words_list.tsx";

/** The amber card with the words, and the two ways on. */
export function NewKey(
  props: {
    readonly stage: Extract<Stage, { at: "new_key" }>;
    readonly accept: (compared: boolean) => void;
    readonly cancel: () => void;
  },
): VNode {
  const { stage, accept, cancel } = props;
  const title = useFocus<HTMLHeadingElement>();
  return (
    <>
      <h1 ref={title} tabIndex={-1}>{words.newKey.title(stage.host)}</h1>
      <Card look="new" icon="warn" title={words.cards.new.title}>
        <p>{words.newKey.text}</p>
        <WordsList words={stage.words} label={words.cards.words} />
        <div class="row">
          <button type="button" class="btn" onClick={() => accept(true)}>
            {words.buttons.compared}
          </button>
        </div>
        <p class="meta">{words.newKey.after}</p>
      </Card>
      <div class="stack">
        <button type="button" class="btn main lg" onClick={() => accept(false)}>
          {words.buttons.joinAnyway}
        </button>
        <button type="button" class="btn quiet lg" onClick={cancel}>{words.buttons.cancel}</button>
        <p class="meta center">{words.newKey.sent}</p>
      </div>
    </>
  );
}
