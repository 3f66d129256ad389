/**
 * The left column: the server, the conversations, the own entry.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { ConversationView, Person, Server, Stage } from "../../lib/api/view.ts";
import type { LinkState } from "../model/socket.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { joined } from "../model/composer/pasted.ts";
import { ConversationRow } from "./conversation_row.tsx";
import { Icon, Logo } from "./icon.tsx";
import { later } from "./later.ts";
import { Mark, Name } from "./mark.tsx";
import type { Place } from "./menu.tsx";
import { SmallButton } from "./small_button.tsx";
import { WindowLink } from "./window_link.tsx";

/** How the connection stands, as a shape and as words. */
export function stateOf(
  link: LinkState,
  stage: Stage,
  server: Server,
): { readonly look: "ok" | "off" | "full" | "stop"; readonly text: string } {
  if (link === "gone" || link === "denied") return { look: "stop", text: words.state.gone };
  if (stage.at === "reconnecting") {
    return stage.problem?.code === "server_full"
      ? { look: "full", text: words.state.full }
      : { look: "off", text: words.state.reconnecting };
  }
  if (stage.at !== "joined") return { look: "off", text: words.state.ended };
  if (server.compared) return { look: "ok", text: words.state.compared };
  return {
    look: "ok",
    text: server.standing === "new" ? words.state.notCompared : words.state.matches,
  };
}

/** The list column. In a narrow window it is a rail, or the first pane. */
export function List(props: App): VNode | null {
  const { store, actions } = props;
  const state = store.model.value.state;
  const server = store.server.value;
  if (state === null || server === null) return null;
  const here = store.pane.value !== "settings";
  // Where it is the only pane it is also the main one.
  const alone = store.narrow.value && store.pane.value === "list";
  const Column = alone ? "main" : "nav";
  const details = () => {
    actions.show("chat");
    actions.side("who");
  };
  return (
    <Column class="list" aria-label={words.list.label}>
      {alone && <h1 class="vh">{words.list.label}</h1>}
      <ServerButton
        name={server.name}
        state={stateOf(store.link.value, state.stage, server)}
        open={details}
      />
      <Conversations {...props} here={here} />
      <div class="me">
        {state.me !== null && (
          <OwnEntry
            me={state.me}
            rename={() => actions.open({ kind: "rename" })}
          />
        )}
        <button
          type="button"
          class={here ? "icon-btn" : "icon-btn on"}
          aria-label={words.buttons.settings}
          title={words.buttons.settings}
          onClick={() => actions.show(here ? "settings" : "chat")}
        >
          <Icon name="gear" />
        </button>
      </div>
    </Column>
  );
}

function ServerButton(
  props: {
    readonly name: string;
    readonly state: ReturnType<typeof stateOf>;
    readonly open: () => void;
  },
): VNode {
  return (
    <button type="button" class="server" title={words.list.details} onClick={props.open}>
      <Logo />
      <span class="server-text">
        <b>
          <bdi>{props.name}</bdi>
        </b>
        <span class={`state ${props.state.look}`}>
          <span class="led" aria-hidden="true" />
          {props.state.text}
        </span>
      </span>
    </button>
  );
}

/** The rooms, and the conversations with one other person. */
function Conversations(props: App & { readonly here: boolean }): VNode {
  const { store, actions } = props;
  const menu = useSignal<{ readonly of: string; readonly at: Place } | null>(null);
  const all = store.conversations.value;
  const rows = (type: ConversationView["type"]) =>
    all.filter((view) => view.type === type).map((view) => (
      <ConversationRow
        key={view.id}
        view={view}
        here={props.here && view.id === store.open.value}
        unread={store.unreadOf(view.id)}
        draft={view.id !== store.open.value &&
          joined(store.draft.of(view.id), store.block.of(view.id)).trim() !== ""}
        open={() => actions.openConversation(view.id)}
        menu={menu.value?.of === view.id}
        turnMenu={(at) => (menu.value = at && { of: view.id, at })}
      />
    ));
  const others = rows("private");
  const shown = all.find(({ id }) => id === menu.value?.of);
  const { ConversationMenu, NotificationsWait } = later.value ?? {};
  return (
    <div class="convs">
      <button
        type="button"
        class="go-to"
        aria-keyshortcuts="Control+K"
        onClick={() => actions.open({ kind: "switcher", text: "" })}
      >
        <Icon name="search" small />
        <span class="n">{words.attention.goTo}</span>
        <kbd aria-hidden="true">{words.attention.goToKey}</kbd>
      </button>
      <div class="sec">
        <h2>{words.list.rooms}</h2>
        <SmallButton
          icon="rooms"
          label={words.list.allRooms}
          act={() => actions.open({ kind: "rooms" })}
        />
        <SmallButton
          icon="plus"
          label={words.list.newRoom}
          act={() => actions.open({ kind: "create", name: "" })}
        />
      </div>
      <ul>{rows("room")}</ul>
      <div class="sec">
        <h2>{words.list.private}</h2>
      </div>
      {others.length > 0 ? <ul>{others}</ul> : <p class="none meta">{words.list.nobody}</p>}
      <button
        type="button"
        class="conv add"
        aria-label={words.buttons.another}
        title={words.buttons.another}
        onClick={() => actions.another()}
      >
        <span class="g">
          <Icon name="window" />
        </span>
        <span class="n">{words.buttons.another}</span>
      </button>
      {store.windowLink.value !== null && <WindowLink {...props} url={store.windowLink.value} />}
      {NotificationsWait !== undefined && <NotificationsWait {...props} />}
      {menu.value !== null && shown !== undefined && ConversationMenu !== undefined && (
        <ConversationMenu
          {...props}
          key={shown.id}
          view={shown}
          at={menu.value.at}
          close={() => (menu.value = null)}
        />
      )}
    </div>
  );
}

function OwnEntry(props: { readonly me: Person; readonly rename: () => void }): VNode {
  const { me, rename } = props;
  return (
    <button type="button" class="me-name" title={words.buttons.changeName} onClick={rename}>
      <Mark tag={me.tag} />
      <span class="me-text">
        <Name person={me} />
        <span class="meta">{words.list.you}</span>
      </span>
      <span class="vh">{words.buttons.changeName}</span>
    </button>
  );
}
