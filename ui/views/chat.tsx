/**
 * The middle column: head, banner, log, composer.
 *
 * @module
 */
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { ConversationView } from "../../lib/api/view.ts";
import { problemSentence } from "../words/problems.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { EndedBanner, GoneBanner, OverBanner } from "./banner.tsx";
import { Composer } from "./composer.tsx";
import { nameOf } from "./conversation_name.ts";
import { Head } from "./head.tsx";
import type { Places } from "./keep_place.ts";
import { Log } from "./log.tsx";
import { Notice } from "./notice.tsx";
import { ReconnectingBanner } from "./reconnecting.tsx";

/** One conversation. Hidden it keeps its place and what is typed in it. */
export function Chat(props: App & { readonly hidden: boolean }): VNode | null {
  const { store, actions } = props;
  const places = useRef<Places>(new Map());
  const view = store.conversation.value;
  if (view === null) return null;
  const notice = store.dialog.value === null ? store.notice.value : null;
  return (
    <main class="chat" hidden={props.hidden}>
      <Head
        view={view}
        acts={{
          list: () => actions.show("list"),
          who: () => actions.side("who"),
          people: () => actions.side("people"),
          invite: () => actions.open({ kind: "invite" }),
          export: () => actions.open({ kind: "export" }),
          topic: () => actions.open({ kind: "topic" }),
          close: () => actions.close(),
        }}
      />
      <Banners {...props} view={view} />
      <Log key={view.id} {...props} places={places.current} />
      {notice !== null && (
        <Notice text={problemSentence(notice)} close={() => (store.notice.value = null)} />
      )}
      {store.remark.value !== null && (
        <Notice text={store.remark.value} close={() => (store.remark.value = null)} />
      )}
      <Composer {...props} label={words.compose.label(nameOf(view))} />
    </main>
  );
}

/** What has ended: the program, the connection, or this conversation. */
function Banners({ store, actions, view }: App & { readonly view: ConversationView }): VNode {
  const stage = store.model.value.state?.stage;
  const shown = store.shown.value;
  const linked = store.link.value === "open";
  return (
    <>
      <GoneBanner link={store.link.value} />
      {shown?.at === "reconnecting" && linked && (
        <ReconnectingBanner
          stage={shown}
          tryNow={() => actions.ask({ type: "try_now" })}
          stop={() => actions.ask({ type: "cancel" })}
        />
      )}
      {stage?.at === "ended" && linked && (
        <EndedBanner
          server={stage.server.name}
          how={stage.how}
          lines={store.lobby.value.lines}
          rejoin={() => actions.ask({ type: "rejoin" })}
        />
      )}
      {view.over !== null && linked && (
        <OverBanner
          view={view}
          {...(view.type === "room" && view.over !== "banned" && store.connected.value
            ? {
              comeIn: () => actions.ask({ type: "join_room", room: view.name, passphrase: null }),
            }
            : {})}
          close={() => actions.close()}
        />
      )}
    </>
  );
}
