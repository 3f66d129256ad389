/**
 * A link to a window that the browser did not open by itself.
 *
 * @module
 */
import type { VNode } from "preact";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";

/** Opens it at a click, which every browser allows. */
export function WindowLink(props: App & { readonly url: string }): VNode {
  return (
    <a
      class="btn"
      href={props.url}
      target="_blank"
      rel="noopener"
      onClick={() => (props.store.windowLink.value = null)}
    >
      {words.windowLink}
    </a>
  );
}
