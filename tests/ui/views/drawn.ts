/**
 * The page as text, without a browser.
 *
 * @module
 */
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { Actions } from "../../../ui/model/actions.ts";
import { Store } from "../../../ui/model/store.ts";
import { Page } from "../../../ui/views/app.tsx";
import { later } from "../../../ui/views/later.ts";
import * as parts from "../../../ui/views/later_parts.ts";
import { type Scene, snapshotOf } from "../../support/scenes.ts";

later.value = parts;

/** A page's state in a scene. */
export function storeOf(scene: Scene): Store {
  const store = new Store();
  store.link.value = "open";
  const snapshot = snapshotOf(scene);
  store.take([snapshot], false);
  store.shown.value = snapshot.state.stage;
  return store;
}

/** The page, as markup. */
export function draw(store: Store): string {
  return renderToString(h(Page, { store, actions: new Actions(store, () => {}) }));
}

/** What a reader reads: the text without its markup. */
export function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

/** The page with one of the conversations open. */
export function roomsWith(id: string, more: (store: Store) => void = () => {}): string {
  const store = storeOf("rooms");
  store.show(id);
  more(store);
  return draw(store);
}
