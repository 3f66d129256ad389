/**
 * The right side: who is here, and who can see what is said.
 *
 * @module
 */
import type { RefObject, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ConversationView, Present } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { Icon } from "./icon.tsx";
import { People } from "./people.tsx";
import { WhoCanSee } from "./who.tsx";

/** Two tabs. Always there in a wide window, opened over the conversation in others. */
export function Side(props: App): VNode | null {
  const { store, actions } = props;
  const side = useRef<HTMLElement>(null);
  useFocusInside(side, store.sideOpen.value);
  const view = store.conversation.value;
  const state = store.model.value.state;
  const server = store.server.value;
  if (state === null || server === null || view === null) return null;
  const tab = store.tab.value;
  const people = view.type === "private" ? 2 : view.people;
  return (
    <aside
      class="side"
      ref={side}
      aria-label={tab === "who" ? words.who.title : words.people.title}
    >
      <div class="tabs">
        <button
          type="button"
          class="icon-btn close"
          aria-label={words.buttons.back}
          onClick={() => (store.sideOpen.value = false)}
        >
          <Icon name="back" />
        </button>
        <Tabs
          tab={tab}
          people={view.over === null ? people : null}
          turn={(to) => (store.tab.value = to)}
        />
      </div>
      <div
        class="panel-body"
        id="side-panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
      >
        {tab === "people" ? <People key={view.id} {...props} view={view} /> : (
          <WhoCanSee
            key={view.id}
            view={view}
            me={state.me}
            owner={ownerOf(view, store.held.value.members)}
            server={server}
            typing={state.choices.typing}
            inside={state.stage.at !== "ended"}
            compared={() => actions.ask({ type: "compared" })}
            leave={() => actions.open({ kind: "leave" })}
          />
        )}
      </div>
      {tab === "people" && (
        <p class="rule">
          <Icon name="kept" small />
          <span>
            {view.type === "room" ? words.people.kept(view.history) : words.who.keptPrivate}
          </span>
        </p>
      )}
    </aside>
  );
}

function ownerOf(view: ConversationView, members: readonly Present[]): Present | null {
  return members.find(({ id }) => view.type === "room" && id === view.owner) ?? null;
}

type TabName = "people" | "who";

/** The pattern of tabs: one of them takes the focus, the arrows turn to the other. */
function Tabs(
  props: {
    readonly tab: TabName;
    /** How many are here; null where the person is not, or the partner is not. */
    readonly people: number | null;
    readonly turn: (to: TabName) => void;
  },
): VNode {
  const { tab, turn } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const to = tab === "who" ? "people" : "who";
    turn(to);
    document.getElementById(`tab-${to}`)?.focus();
  };
  const tabs: readonly (readonly [TabName, string])[] = [
    ["people", props.people === null ? words.people.title : words.people.tab(props.people)],
    ["who", words.who.title],
  ];
  return (
    <div role="tablist" aria-label={words.who.title}>
      {tabs.map(([name, text]) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={tab === name}
          aria-controls="side-panel"
          tabIndex={tab === name ? 0 : -1}
          class={tab === name ? "on" : ""}
          onClick={() => turn(name)}
          onKeyDown={onKeyDown}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

/** Where the side lies over the conversation, the focus goes in with it and comes back. */
function useFocusInside(side: RefObject<HTMLElement | null>, open: boolean): void {
  const opener = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const element = side.current;
    if (element === null) return;
    if (open && getComputedStyle(element).position === "absolute") {
      const now = document.activeElement;
      opener.current = now instanceof HTMLElement ? now : null;
      element.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
    } else if (!open && opener.current !== null) {
      opener.current.focus();
      opener.current = null;
    }
  }, [open]);
}
