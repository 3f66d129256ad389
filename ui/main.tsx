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
import type { Attention } from "./attention/attention.ts";
import { keepTab } from "./attention/tab.ts";
import { mimeTypeOf } from "./format.ts";
import { keepLook } from "./look.ts";
import { Actions } from "./model/actions.ts";
import { forget } from "./model/forget.ts";
import { patience } from "./model/patience.ts";
import { Link } from "./model/socket.ts";
import { Store } from "./model/store.ts";
import { Page } from "./views/app.tsx";
import { later } from "./views/later.ts";
import { keepVisible } from "./visible_height.ts";

const store = new Store();
const link = new Link({
  state: (state) => {
    store.link.value = state;
    if (state === "gone") actions.composing.lost();
  },
  updates: (updates) => {
    const before = store.model.value;
    store.take(updates, document.hidden || store.pane.value !== "chat");
    attention?.take(updates, before);
    for (const update of updates) act(update);
  },
});
const actions = new Actions(store, (intent) => link.send(intent));
/** Who has just looked at the page does not have to be told that there is news. */
let attention: Attention | null = null;
effect(() => {
  if (later.value !== null) attention ??= new later.value.Attention(store, actions);
});
keepTab(store);

/** What an update asks of the browser itself. */
function act(update: Update): void {
  if (update.type === "wiped") forget(store, update.rest);
  if (update.type === "exported") save(update.fileName, update.text);
  if (update.type === "show") actions.shown(update.in);
  if (update.type === "notice") actions.refused(update.problem);
  if (update.type === "link") {
    const opened = open(update.url, "_blank");
    if (opened !== null) opened.opener = null;
    store.windowLink.value = opened === null ? update.url : null;
  }
}

/** Hands a text to the browser as a file to keep. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mimeTypeOf(name) }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

effect(() => {
  if (store.signs.value.length === 0) return;
  const timer = setInterval(() => store.pass(Date.now()), 500);
  return () => clearInterval(timer);
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

// The browser may know sooner than the process that there is a network again.
addEventListener("online", () => {
  if (store.model.value.state?.stage.at === "reconnecting") actions.tell({ type: "try_now" });
});

const root = document.getElementById("root");
// Another language is another page: what is drawn is not told when words change.
keepLook(store, (locale) => {
  if (root !== null) render(<Page key={locale} store={store} actions={actions} />, root);
});
keepVisible();
link.open();
