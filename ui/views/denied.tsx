/**
 * The page before anything is known, and when its link is not good.
 *
 * @module
 */
import type { VNode } from "preact";
import { words } from "../words.ts";
import { Brand, BrandLine } from "./brand.tsx";
import { Icon } from "./icon.tsx";

/** Says how to get a new link; while it is being tried, only the half that never changes. */
export function Denied(props: { readonly denied: boolean }): VNode {
  return (
    <div class="connect">
      <Brand />
      <main class="formwrap">
        {props.denied && (
          <div class="form">
            <BrandLine />
            <div class="key new" role="alert">
              <h1 class="h">
                <Icon name="key" />
                {words.denied.title}
              </h1>
              <p>{words.denied.text}</p>
            </div>
          </div>
        )}
      </main>
    </div>
  );
}
