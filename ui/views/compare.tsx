/**
 * The words of the server's key, to be compared aloud with whoever runs it.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Server } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";
import { Card } from "./key_card.tsx";
import { WordsList } from "./words_list.tsx";

/** The mark of having compared is kept; words that differ are a reason to go. */
export function Compare(
  props: {
    readonly server: Server;
    readonly inside: boolean;
    readonly compared: () => void;
    readonly leave: () => void;
  },
): VNode {
  const differ = useSignal(false);
  const { server } = props;
  return (
    <section class="card">
      <h3>{words.who.words}</h3>
      <WordsList words={server.words} label={words.cards.words} />
      <p class="small">{words.who.compare}</p>
      {server.compared
        ? (
          <p class="cmp">
            <Icon name="check" small />
            {words.who.compared}
          </p>
        )
        : props.inside && (
          <div class="row wrap">
            <button type="button" class="btn sm" onClick={props.compared}>
              {words.buttons.compared}
            </button>
            <button
              type="button"
              class="btn quiet sm"
              aria-expanded={differ.value}
              onClick={() => (differ.value = true)}
            >
              {words.buttons.differ}
            </button>
          </div>
        )}
      {differ.value && !server.compared && (
        <div role="alert">
          <Card look="bad" icon="warn" title={words.who.differTitle}>
            <p>{words.who.differ}</p>
            <div class="row">
              <button type="button" class="btn danger sm" onClick={props.leave}>
                {words.buttons.leaveAsk}
              </button>
            </div>
          </Card>
        </div>
      )}
    </section>
  );
}
