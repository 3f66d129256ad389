/**
 * The keys that do something wherever the focus is.
 *
 * @module
 */
import { useEffect } from "preact/hooks";
import type { App } from "../model/app.ts";
import { type Shortcut, shortcutOf } from "../model/shortcuts.ts";
import { asListed, nextUnread } from "../model/switching.ts";
import { isComposing } from "./field.ts";

/** Listens for them while the chat is on the screen, and nothing lies over it. */
export function useShortcuts(app: App): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event) || event.defaultPrevented || isCovered()) return;
      const shortcut = shortcutOf(event, isWriting(event.target));
      if (shortcut === null) return;
      if (shortcut !== "escape") event.preventDefault();
      act(shortcut, app);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

function isCovered(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input, textarea, select");
}

function act(shortcut: Shortcut, { store, actions }: App): void {
  switch (shortcut) {
    case "switcher":
      return actions.open({ kind: "switcher", text: "" });
    case "search":
      if (store.pane.peek() !== "chat") actions.show("chat");
      return actions.open({ kind: "search", text: "" });
    case "shortcuts":
      return actions.open({ kind: "keys" });
    case "above":
    case "below":
      return turn({ store, actions }, shortcut === "above" ? -1 : 1);
    case "unread":
      return goToUnread({ store, actions });
    case "escape":
      if (store.dialog.peek()?.kind === "search") return actions.open(null);
      return actions.back();
  }
}

/** Shows the conversation before or after the open one. */
function turn({ store, actions }: App, by: 1 | -1): void {
  const all = asListed(store.conversations.peek());
  const next = all[all.findIndex(({ id }) => id === store.open.peek()) + by];
  if (next !== undefined) actions.openConversation(next.id);
}

/** What is unread in the open conversation comes first. */
function goToUnread({ store, actions }: App): void {
  const open = store.open.peek();
  if (store.unreadOf(open).count > 0) {
    actions.show("chat");
    return actions.toUnread();
  }
  const next = nextUnread({
    conversations: asListed(store.conversations.peek()),
    open,
    unreadOf: (id) => store.unreadOf(id),
  });
  if (next !== null) actions.openConversation(next);
}
