/**
 * What is left of a page when everything was removed from this computer.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Remains } from "../../lib/api/update.ts";
import { words } from "../words.ts";
import { Brand, BrandLine } from "./brand.tsx";
import { useFocus } from "./focus.ts";
import { Icon } from "./icon.tsx";

/** Says what was removed, and what stays. */
export function Wiped({ rest }: { readonly rest: Remains }): VNode {
  const { wiped } = words;
  const { failures, others, installed } = rest;
  const removed = failures.length === 0 ? wiped.removed : wiped.removedSome;
  const still = [
    ...failures,
    ...others === true ? [wiped.others] : [],
    ...installed ? [wiped.installed] : [],
  ];
  const title = useFocus<HTMLHeadingElement>();
  return (
    <div class="connect">
      <Brand />
      <main class="formwrap">
        <div class="form wiped">
          <BrandLine />
          <h1 ref={title} tabIndex={-1}>{wiped.title}</h1>
          <ul>
            {[wiped.left, removed, wiped.page].map((sentence) => (
              <li key={sentence}>
                <Icon name="check" />
                <p>{sentence}</p>
              </li>
            ))}
          </ul>
          {still.length > 0 && (
            <div class="rest">
              <h2>{wiped.rest}</h2>
              {still.map((sentence) => (
                <p key={sentence}>
                  <bdi>{sentence}</bdi>
                </p>
              ))}
            </div>
          )}
          <p class="small">{wiped.stays}</p>
          <p class="small">{wiped.close}</p>
        </div>
      </main>
    </div>
  );
}
