/**
 * Own texts that have no place in the room yet: waiting, on their way, not sent, or not known.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { ConversationView, Pending, Person } from "../../lib/api/view.ts";
import { fullName } from "../words/durations.ts";
import { pendingSentence } from "../words/problems.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { Icon } from "./icon.tsx";
import { colourClass } from "./mark.tsx";
import { Time, Who } from "./row_parts.tsx";
import { SmallButton } from "./small_button.tsx";
import { Text } from "./text.tsx";

/** What a pending text can be told. */
interface PendingActs {
  retry(ref: number): void;
  discard(ref: number): void;
  amend(pending: Pending): void;
}

/** All pending texts, after everything that has its place. */
export function PendingRows(props: App): VNode | null {
  const { store, actions } = props;
  const { state } = store.model.value;
  const { pending, lines } = store.held.value;
  const view = store.conversation.value;
  if (pending.length === 0 || state === null || view === null) return null;
  const me: Person = state.me ?? { id: "", name: state.name, tag: "aaaa" };
  const before = lines.at(-1);
  const continues = before?.type === "text" && before.mine && !before.action;
  const acts = {
    retry: (ref: number) => actions.ask({ type: "retry", in: view.id, ref }),
    discard: (ref: number) => actions.ask({ type: "discard", in: view.id, ref }),
    amend: (pending: Pending) => actions.composing.amend(pending),
  };
  return (
    <ol class="rows">
      {pending.map((item, i) => (
        <PendingRow
          key={item.ref}
          pending={item}
          me={me}
          view={view}
          first={i === 0 ? !continues : !isPlain(pending[i - 1])}
          canSend={store.canSend.value && store.barrier.value === null}
          acts={acts}
        />
      ))}
    </ol>
  );
}

/** Whether the next one needs no name of its own. */
function isPlain(pending: Pending | undefined): boolean {
  return pending !== undefined && !pending.action && pendingSentence(pending) === null;
}

/** One pending text. It looks sent for 300 ms; the style sheet then greys it. */
function PendingRow(
  props: {
    readonly pending: Pending;
    readonly me: Person;
    readonly view: ConversationView;
    readonly first: boolean;
    readonly canSend: boolean;
    readonly acts: PendingActs;
  },
): VNode {
  const { pending, me, first, view } = props;
  const sentence = sentenceIn(view, pending);
  const on = pending.state === "waiting" ? words.log.waiting : words.log.sending;
  return (
    <li
      class={`msg mine ${first ? "first" : ""} ${pending.state} ${colourClass(me.tag)}`}
      data-key={`p${pending.ref}`}
    >
      <Who person={me} mine first={first} />
      <div class="what">
        <Text text={pending.text} {...(pending.action ? { actor: me } : {})} />
        {sentence !== null && (
          <Resend sentence={sentence} pending={pending} acts={props.acts} canSend={props.canSend} />
        )}
      </div>
      {pending.state === "waiting" && <Waiting pending={pending} acts={props.acts} />}
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

/** What waits can still be something else, or nothing. */
function Waiting(props: { readonly pending: Pending; readonly acts: PendingActs }): VNode {
  const { pending, acts } = props;
  const { tools } = words.log;
  return (
    <div class="tools" role="group" aria-label={tools.label}>
      <SmallButton icon="pencil" label={tools.edit} act={() => acts.amend(pending)} />
      <SmallButton icon="bin" label={tools.remove} act={() => acts.discard(pending.ref)} />
    </div>
  );
}

/** To whom a text did not come is known here. */
function sentenceIn(view: ConversationView, pending: Pending): string | null {
  if (pending.state !== "failed" || pending.why !== "gone") return pendingSentence(pending);
  return view.type === "private"
    ? words.pending.goneFrom(fullName(view.partner))
    : words.pending.goneRoom;
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
        {pending.state === "failed" && (
          <button
            type="button"
            class="btn sm quiet"
            disabled={busy || !props.canSend}
            onClick={() => acts.amend(pending)}
          >
            {words.compose.edit}
          </button>
        )}
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
