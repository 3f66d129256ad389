/**
 * The middle column: head, banner, log, composer.
 *
 * @module
 */
import type { VNode } from "preact";
import { problemSentence } from "../words/problems.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { EndedBanner, GoneBanner } from "./banner.tsx";
import { Composer } from "./composer.tsx";
import { Head } from "./head.tsx";
import { Log } from "./log.tsx";
import { Notice } from "./notice.tsx";
import { ReconnectingBanner } from "./reconnecting.tsx";

/** One conversation. Hidden it keeps its place and what is typed in it. */
export function Chat(props: App & { readonly hidden: boolean }): VNode | null {
  const { store, actions } = props;
  const { state, lines } = store.model.value;
  if (state === null) return null;
  const { stage } = state;
  const shown = store.shown.value;
  const notice = store.dialog.value === null ? store.notice.value : null;
  return (
    <main class="chat" hidden={props.hidden}>
      <Head
        room={state.room}
        people={state.members.length}
        acts={{
          list: () => actions.show("list"),
          who: () => actions.side("who"),
          people: () => actions.side("people"),
          invite: () => actions.open("invite"),
          export: () => actions.ask({ type: "export" }),
        }}
      />
      <GoneBanner link={store.link.value} />
      {shown?.at === "reconnecting" && store.link.value === "open" && (
        <ReconnectingBanner
          stage={shown}
          tryNow={() => actions.ask({ type: "try_now" })}
          stop={() => actions.ask({ type: "cancel" })}
        />
      )}
      {stage.at === "ended" && store.link.value === "open" && (
        <EndedBanner
          server={stage.server.name}
          how={stage.how}
          lines={lines}
          rejoin={() => actions.ask({ type: "rejoin" })}
        />
      )}
      <Log {...props} />
      {notice !== null && (
        <Notice text={problemSentence(notice)} close={() => (store.notice.value = null)} />
      )}
      {store.remark.value !== null && (
        <Notice text={store.remark.value} close={() => (store.remark.value = null)} />
      )}
      <Composer {...props} label={words.compose.label(state.room)} />
    </main>
  );
}
