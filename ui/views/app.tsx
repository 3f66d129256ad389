/**
 * The page: which screen is on it.
 *
 * This folder knows how things look and read. It must never know the socket: views read the
 * store's signals and call actions.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Actions } from "../model/actions.ts";
import type { Store } from "../model/store.ts";
import { Connect } from "./connect.tsx";
import { Denied } from "./denied.tsx";
import { Shell } from "./shell.tsx";

/** What every larger view is given. */
export interface App {
  readonly store: Store;
  readonly actions: Actions;
}

/** The whole page. */
export function Page(props: App): VNode {
  const { store } = props;
  if (store.model.value.state === null) return <Denied denied={store.link.value === "denied"} />;
  return store.server.value === null ? <Connect {...props} /> : <Shell {...props} />;
}
