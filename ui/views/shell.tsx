/**
 * The chat screen: list, conversation, right side, and what opens over them.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { Pane } from "../model/store.ts";
import type { App } from "../model/app.ts";
import { Announcer } from "./announcer.tsx";
import { Chat } from "./chat.tsx";
import { Dialogs } from "./dialogs/dialogs.tsx";
import { hasKeyboard } from "./focus.ts";
import { List } from "./list.tsx";
import { Settings } from "./settings.tsx";
import { Side } from "./side.tsx";

/** Three columns where there is room; the style sheet folds them where there is not. */
export function Shell(props: App): VNode {
  const { store, actions } = props;
  const settings = store.pane.value === "settings";
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || document.querySelector("dialog[open]") !== null) return;
      if (event.key === "Escape") actions.back();
      if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        turn(props, event.key === "ArrowUp" ? -1 : 1);
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  useFoundFocus(store.pane.value);
  return (
    <>
      <div
        class={`app ${store.tab.value === "who" ? "panel" : ""}`}
        data-pane={store.pane.value}
        data-side={store.sideOpen.value ? "open" : "closed"}
      >
        <Announcer stage={store.shown.value} />
        <List {...props} />
        <Chat {...props} hidden={settings} />
        {settings ? <Settings {...props} /> : <Side {...props} />}
      </div>
      <Dialogs {...props} />
    </>
  );
}

/** Shows the conversation before or after the open one. */
function turn({ store, actions }: App, by: 1 | -1): void {
  const all = store.conversations.peek();
  const next = all[all.findIndex(({ id }) => id === store.open.peek()) + by];
  if (next !== undefined) actions.openConversation(next.id);
}

/** Where a change of panes takes the focused element away, the new pane gets the focus. */
function useFoundFocus(pane: Pane): void {
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body ||
      !isShown(document.activeElement);
    if (!lost) return;
    const field = hasKeyboard() ? "#compose" : ".log";
    const target = pane === "list" ? ".conv" : pane === "chat" ? field : null;
    if (target !== null) document.querySelector<HTMLElement>(target)?.focus();
  }, [pane]);
}

function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}
