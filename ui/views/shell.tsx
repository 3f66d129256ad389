/**
 * The chat screen: list, conversation, right side, and what opens over them.
 *
 * @module
 */
import type { VNode } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { Pane } from "../model/store.ts";
import type { App } from "../model/app.ts";
import { Announcer, Herald } from "./announcer.tsx";
import { Chat } from "./chat.tsx";
import { hasKeyboard } from "./focus.ts";
import { later } from "./later.ts";
import { List } from "./list.tsx";
import { useShortcuts } from "./shortcut_keys.ts";

/** Three columns where there is room; the style sheet folds them where there is not. */
export function Shell(props: App): VNode {
  const { store } = props;
  const settings = store.pane.value === "settings";
  const parts = later.value;
  useShortcuts(props);
  useFoundFocus(store.pane.value);
  return (
    <>
      <div
        class={`app ${store.tab.value === "who" ? "panel" : ""}`}
        data-pane={store.pane.value}
        data-side={store.sideOpen.value ? "open" : "closed"}
      >
        <Announcer stage={store.shown.value} />
        <Herald {...props} />
        {!settings && <List {...props} />}
        <Chat {...props} hidden={settings} />
        {parts && (settings ? <parts.Settings {...props} /> : <parts.Side {...props} />)}
      </div>
      {parts && <parts.Dialogs {...props} />}
    </>
  );
}

/** Where a change of panes takes the focused element away, the new pane gets the focus. */
function useFoundFocus(pane: Pane): void {
  useLayoutEffect(() => {
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
