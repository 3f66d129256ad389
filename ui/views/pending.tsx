/**
 * Own texts that have no place in the room yet: waiting, on their way, not sent, or not known.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Pending, Person } from "../../lib/api/view.ts";
import { pendingSentence } from "../words/problems.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { Icon } from "./icon.tsx";
import { colourClass } from "./mark.tsx";
import { Time, Who } from "./rows.tsx";
import { Text } from "./text.tsx";

/** What a pending text can be told. */
interface PendingActs {
  retry(ref: number): void;
  discard(ref: number): void;
}

/** All pending texts, after everything that has its place. */
export function PendingRows(props: App): VNode | null {
  const { store, actions } = props;
  const { pending, state, lines } = store.model.value;
  if (pending.length === 0 || state === null) return null;
  const me: Person = state.me ?? { id: "", name: state.name, tag: "aaaa" };
  const before = lines.at(-1);
  const continues = before?.type === "text" && before.mine;
  const acts = {
    retry: (ref: number) => actions.ask({ type: "retry", ref }),
    discard: (ref: number) => actions.ask({ type: "discard", ref }),
  };
  return (
    <ol class="rows">
      {pending.map((item, i) => (
        <PendingRow
          key={item.ref}
          pending={item}
          me={me}
          first={i === 0 ? !continues : pendingSentence(pending[i - 1] ?? item) !== null}
          canSend={store.canSend.value}
          acts={acts}
        />
      ))}
    </ol>
  );
}

/** One pending text. It looks sent for 300 ms; the style sheet then greys it. */
function PendingRow(
  props: {
    readonly pending: Pending;
    readonly me: Person;
    readonly first: boolean;
    readonly canSend: boolean;
    readonly acts: PendingActs;
  },
): VNode {
  const { pending, me, first } = props;
  const sentence = pendingSentence(pending);
  const on = pending.state === "waiting" ? words.log.waiting : words.log.sending;
  return (
    <li
      class={`msg mine ${first ? "first" : ""} ${pending.state} ${colourClass(me.tag)}`}
      data-key={`p${pending.ref}`}
    >
      <Who person={me} mine first={first} />
      <div class="what">
        <Text text={pending.text} />
        {sentence !== null && (
          <Resend sentence={sentence} pending={pending} acts={props.acts} canSend={props.canSend} />
        )}
      </div>
      <div class="when">
        {sentence === null
          ? (
            <span
              class={pending.state === "sending" ? "late" : ""}
              role="img"
              aria-label={on}
              title={on}
            >
              <Icon name="clock" />
            </span>
          )
          : (
            <span class="bad">
              <Icon name="warn" />
            </span>
          )}
        <Time time={pending.time} />
      </div>
    </li>
  );
}

function Resend(
  props: {
    readonly sentence: string;
    readonly pending: Pending;
    readonly acts: PendingActs;
    readonly canSend: boolean;
  },
): VNode {
  const { pending, acts } = props;
  // Which text was asked for: the second press of a double click changes nothing.
  const asked = useSignal<Pending | null>(null);
  const busy = asked.value === pending;
  const once = (act: (ref: number) => void) => () => {
    if (busy) return;
    asked.value = pending;
    act(pending.ref);
  };
  return (
    <div class="resend">
      <span>{props.sentence}</span>
      <span class="row">
        <button
          type="button"
          class="btn sm"
          disabled={busy || !props.canSend}
          onClick={once((ref) => acts.retry(ref))}
        >
          {words.buttons.retry}
        </button>
        <button
          type="button"
          class="btn sm quiet"
          disabled={busy}
          onClick={once((ref) => acts.discard(ref))}
        >
          {words.buttons.remove}
        </button>
      </span>
    </div>
  );
}
