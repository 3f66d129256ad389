/**
 * The page: joins the connection to the process, the store and the views.
 *
 * This folder knows `lib/api` and the browser. It must never know the wire, keys or files: all
 * that is the client process's business.
 *
 * @module
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import type { Update } from "../lib/api/update.ts";
import { Actions } from "./model/actions.ts";
import { patience } from "./model/patience.ts";
import { Link } from "./model/socket.ts";
import { Store } from "./model/store.ts";
import { Page } from "./views/app.tsx";
import { words } from "./words.ts";

const store = new Store();
const link = new Link({
  state: (state) => (store.link.value = state),
  updates: (updates) => {
    store.take(updates, document.hidden || store.pane.value !== "chat");
    for (const update of updates) act(update);
  },
});
const actions = new Actions(store, (intent) => link.send(intent));

/** What an update asks of the browser itself. */
function act(update: Update): void {
  if (update.type === "exported") save(update.fileName, update.text);
  if (update.type === "link") {
    const opened = open(update.url, "_blank");
    if (opened !== null) opened.opener = null;
    store.windowLink.value = opened === null ? update.url : null;
  }
}

/** Hands a text to the browser as a file to keep. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

effect(() => {
  const theme = store.model.value.state?.theme;
  if (theme !== undefined) document.documentElement.dataset["theme"] = theme;
});

effect(() => {
  const room = store.server.value === null ? null : store.model.value.state?.room;
  document.title = room ? words.title(store.unread.value.count, room) : words.app;
});

effect(() => {
  const stage = store.model.value.state?.stage ?? null;
  const wait = patience(stage, Date.now());
  if (wait === 0) {
    store.shown.value = stage;
    return;
  }
  const timer = setTimeout(() => (store.shown.value = stage), wait);
  return () => clearTimeout(timer);
});

/** The width under which widths.css shows one pane. */
const narrow = matchMedia("(max-width: 37.49rem)");
store.narrow.value = narrow.matches;
narrow.addEventListener("change", () => (store.narrow.value = narrow.matches));

addEventListener("pagehide", () => actions.goodbye());
document.addEventListener("visibilitychange", () => {
  if (document.hidden || store.pane.value !== "chat") return;
  if (store.span.value.follow) store.atEnd();
});

const root = document.getElementById("root");
if (root !== null) render(<Page store={store} actions={actions} />, root);
link.open();
