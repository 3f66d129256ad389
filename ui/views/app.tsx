/**
 * The page: which screen is on it.
 *
 * This folder knows how things look and read. It must never know the socket: views read the
 * store's signals and call actions.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { App } from "../model/app.ts";
import { loadEmoji } from "../model/emoji/load.ts";
import { Denied } from "./denied.tsx";
import { later } from "./later.ts";
import { Shell } from "./shell.tsx";
import { Wiped } from "./wiped.tsx";

/** The whole page. */
export function Page(props: App): VNode {
  const { store } = props;
  const { state } = store.model.value;
  useEffect(() => {
    // An effect comes after what it belongs to is painted. A process that ends meanwhile has nothing
    // more to give, and that it has ended stands on the page.
    if (state === null) return;
    import("./later_parts.ts").then((parts) => (later.value = parts), () => {});
    loadEmoji(store).catch(() => {});
  }, [state === null]);
  if (store.wiped.value !== null) return <Wiped rest={store.wiped.value} />;
  if (state !== null && store.server.value !== null) return <Shell {...props} />;
  const parts = later.value;
  if (state !== null && parts !== null) return <parts.Connect {...props} />;
  return <Denied denied={store.link.value === "denied"} />;
}
