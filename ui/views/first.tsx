/**
 * What stands in the log where nobody has said anything yet.
 *
 * @module
 */
import type { VNode } from "preact";
import { words } from "../words.ts";
import { fullName } from "../words/durations.ts";
import type { App } from "../model/app.ts";
import type { Store } from "../model/store.ts";
import { Invitation } from "./invitation.tsx";

/** Whether there is nothing to read, and somebody could say something. */
function isEmpty({ model, held, conversation }: Store): boolean {
  const at = model.value.state?.stage.at;
  const { pending, lines } = held.value;
  return (at === "joined" || at === "reconnecting") && conversation.value?.over === null &&
    pending.length === 0 && !lines.some(({ type }) => type === "text" || type === "deleted");
}

/** Alone in a room: an invitation. Alone on the server: three things to try, too. */
export function First(props: App): VNode | null {
  const { store } = props;
  const server = store.server.value;
  const view = store.conversation.value;
  if (!isEmpty(store) || server === null || view === null) return null;
  const { first } = words;
  if (view.type === "private") {
    return <p class="empty small">{first.private(fullName(view.partner))}</p>;
  }
  if (view.people > 1) {
    return view.history === 0 ? <p class="empty small">{first.quiet}</p> : null;
  }
  return (
    <section class="welcome" aria-labelledby="first-title">
      <div>
        <h2 id="first-title">{view.lobby ? first.title : first.roomTitle(view.name)}</h2>
        <p class="small">{view.lobby ? first.text : first.roomText}</p>
      </div>
      <Invitation text={view.invitation} host={server.host} />
      {view.lobby && <Tries {...props} />}
    </section>
  );
}

function Tries({ store, actions }: App): VNode {
  const { first, buttons, list } = words;
  const state = store.model.value.state;
  return (
    <ul class="tryit">
      <li>
        <b>{first.name}</b>
        <p>{first.nameText(state?.me?.name ?? state?.name ?? "")}</p>
        <button type="button" class="btn sm" onClick={() => actions.open({ kind: "rename" })}>
          {buttons.changeName}
        </button>
      </li>
      <li>
        <b>{first.room}</b>
        <p>{first.roomTry}</p>
        <button
          type="button"
          class="btn sm"
          onClick={() => actions.open({ kind: "create", name: "" })}
        >
          {list.newRoom}
        </button>
      </li>
      <li>
        <b>{first.help}</b>
        <p>{first.helpText}</p>
        <button type="button" class="btn sm" onClick={() => actions.open({ kind: "help" })}>
          {buttons.allCommands}
        </button>
      </li>
    </ul>
  );
}
