/**
 * The title and the icon of the page: what is seen of it from elsewhere.
 *
 * @module
 */
import { effect } from "@preact/signals";
import { iconFor, type News, newsOf } from "../model/attention.ts";
import type { Store } from "../model/store.ts";
import { nameOf } from "../views/conversation_name.ts";
import { words } from "../words.ts";

const NONE: News = { count: 0, mentions: 0 };

/** Keeps both in step with what is unread. Neither ever says a word of any text. */
export function keepTab(store: Store): void {
  effect(() => {
    const { value: view } = store.conversation;
    const inside = view !== null && store.server.value !== null;
    const news = inside ? newsOf(store.conversations.value, store.unread.value) : NONE;
    document.title = inside ? words.title(news, nameOf(view)) : words.app;
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    const path = iconFor(news);
    // Some browsers fetch an icon anew whenever it is set.
    if (icon !== null && icon.getAttribute("href") !== path) icon.href = path;
  });
}
