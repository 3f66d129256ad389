/**
 * The middle column: head, banner, log, composer.
 *
 * @module
 */
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { Composer } from "./composer.tsx";
import { nameOf } from "./conversation_name.ts";
import { Head } from "./head.tsx";
import type { Places } from "./keep_place.ts";
import { later } from "./later.ts";
import { Log } from "./log.tsx";
import { Notice } from "./notice.tsx";

/** One conversation. Hidden it keeps its place and what is typed in it. */
export function Chat(props: App & { readonly hidden: boolean }): VNode | null {
  const { store, actions } = props;
  const places = useRef<Places>(new Map());
  const view = store.conversation.value;
  if (view === null) return null;
  const searching = store.dialog.value?.kind === "search";
  const notice = store.dialog.value === null || searching ? store.notice.value : null;
  const parts = later.value;
  return (
    <main class="chat" hidden={props.hidden}>
      <Head
        view={view}
        acts={{
          list: () => actions.show("list"),
          who: () => actions.side("who"),
          people: () => actions.side("people"),
          search: () => actions.open(searching ? null : { kind: "search", text: "" }),
          invite: () => actions.open({ kind: "invite" }),
          export: () => actions.open({ kind: "export" }),
          topic: () => actions.open({ kind: "topic" }),
          close: () => actions.close(),
        }}
      />
      {parts && <parts.Banners {...props} view={view} />}
      {searching && parts && <parts.Search key={view.id} {...props} />}
      <Log key={view.id} {...props} places={places.current} />
      {notice !== null && parts && (
        <Notice text={parts.problemSentence(notice)} close={() => (store.notice.value = null)} />
      )}
      {store.remark.value !== null && (
        <Notice text={store.remark.value} close={() => (store.remark.value = null)} />
      )}
      <Composer {...props} label={words.compose.label(nameOf(view))} />
    </main>
  );
}
