/**
 * What stands in the log of somebody who is alone in it.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Model } from "../model/model.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { Invitation } from "./invitation.tsx";

/** Whether there is nobody to talk to and nothing to read. */
export function isFirst({ state, lines, pending }: Model): boolean {
  const inside = state?.stage.at === "joined" || state?.stage.at === "reconnecting";
  return inside && state.members.length <= 1 && pending.length === 0 &&
    !lines.some((line) => line.type === "text");
}

/** The first run: one invitation, and three things to try. */
export function First(props: App): VNode | null {
  const { store, actions } = props;
  const server = store.server.value;
  const state = store.model.value.state;
  if (!isFirst(store.model.value) || server === null || state === null) return null;
  const { first, buttons } = words;
  return (
    <section class="welcome" aria-labelledby="first-title">
      <div>
        <h2 id="first-title">{first.title}</h2>
        <p class="small">{first.text}</p>
      </div>
      <Invitation text={server.invitation} host={server.host} />
      <ul class="tryit">
        <li>
          <b>{first.name}</b>
          <p>{first.nameText(state.me?.name ?? state.name)}</p>
          <button type="button" class="btn sm" onClick={() => actions.open("rename")}>
            {buttons.changeName}
          </button>
        </li>
        <li>
          <b>{first.look}</b>
          <p>{first.lookText}</p>
          <button type="button" class="btn sm" onClick={() => actions.show("settings")}>
            {buttons.settings}
          </button>
        </li>
        <li>
          <b>{first.help}</b>
          <p>{first.helpText}</p>
          <button type="button" class="btn sm" onClick={() => actions.open("help")}>
            {buttons.allCommands}
          </button>
        </li>
      </ul>
    </section>
  );
}
