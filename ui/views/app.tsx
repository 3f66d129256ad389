/**
 * The page: which screen is on it.
 *
 * This folder knows how things look and read. It must never know the socket: views read the
 * store's signals and call actions.
 *
 * @module
 */
import type { VNode } from "preact";
import type { App } from "../model/app.ts";
import { Connect } from "./connect.tsx";
import { Denied } from "./denied.tsx";
import { Shell } from "./shell.tsx";

/** The whole page. */
export function Page(props: App): VNode {
  const { store } = props;
  if (store.model.value.state === null) return <Denied denied={store.link.value === "denied"} />;
  return store.server.value === null ? <Connect {...props} /> : <Shell {...props} />;
}
