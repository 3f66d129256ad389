/**
 * The line under the composer: who reads what is written there, what waits, and which keys there are.
 *
 * @module
 */
import type { VNode } from "preact";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import type { Store } from "../model/store.ts";
import { byCtrl } from "./composer_keys.ts";
import { isMac } from "./field.ts";
import { Fill } from "./fill.tsx";

/** The id of the sentence, which describes the field. */
export const HINT_ID = "compose-hint";

/** From this many letters left on, they are counted. */
const NEAR_LIMIT = 400;

/** The line. `rest` is how many letters more would be sent, `barred` why none would. */
export function Hint(
  props: App & { readonly barred: string | null; readonly rest: number },
): VNode {
  const { store, barred } = props;
  return (
    <div class="hint">
      <span id={HINT_ID} class={barred !== null && store.draft.value === "" ? "vh" : ""}>
        {barred ?? `${waiting(store)}${hint(store)}`}
      </span>
      {barred === null && <Keys {...props} />}
    </div>
  );
}

function Keys({ store, actions, rest }: App & { readonly rest: number }): VNode {
  if (rest <= NEAR_LIMIT) {
    return (
      <span class={rest < 0 ? "left over" : "left"} role="status">
        {words.compose.left(rest)}
      </span>
    );
  }
  const { compose } = words;
  const { caps } = compose;
  const amending = store.amending.value;
  const marked = store.isChanging;
  const again = amending?.state === "failed";
  const sentence = again ? compose.keysAgain : marked ? compose.keysSave : compose.keys;
  const ctrl = isMac() ? `⌘ ${caps.enter}` : `${caps.ctrl}+${caps.enter}`;
  const keys = {
    key: <kbd>{byCtrl(store) ? ctrl : caps.enter}</kbd>,
    escape: <kbd>{caps.escape}</kbd>,
  };
  return (
    <span class="k">
      <Fill text={sentence} with={keys} />
      {!marked && (
        <button
          type="button"
          class="all-keys"
          onClick={() => actions.open({ kind: "keys" })}
        >
          <Fill text={compose.allKeys} with={{ key: <kbd>?</kbd> }} />
        </button>
      )}
    </span>
  );
}

/** How many texts go out when the connection is back. */
function waiting(store: Store): string {
  const count = countWaiting(store);
  return count === 0 || store.link.value !== "open" ? "" : `${words.compose.waiting(count)} `;
}

function countWaiting({ held }: Store): number {
  return held.value.pending.filter(({ state }) => state === "waiting").length;
}

/** That what is written waits is said here, where it is written, and not in the strip too. */
function hint(store: Store): string {
  if (store.link.value !== "open") return words.compose.gone;
  if (!store.canSend.value) return words.compose.ended;
  const away = store.shown.value?.at === "reconnecting" && !store.connected.value;
  return away && countWaiting(store) === 0 ? words.banner.waits : words.compose.hint;
}
