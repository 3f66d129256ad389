/**
 * The left half of everything before the chat: what pyChat is.
 *
 * @module
 */
import type { VNode } from "preact";
import { words } from "../words.ts";
import { Icon, Logo } from "./icon.tsx";
import { Tiles } from "./mark.tsx";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const COLUMNS = 9;
const ROWS = 8;

/** Tags for the crowd: always the same ones, and none of them anybody's. */
function crowd(): string[] {
  let seed = 20;
  const letter = (): string => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return LETTERS.charAt((seed >> 16) % 32);
  };
  return Array.from({ length: COLUMNS * ROWS }, () => letter() + letter() + letter() + letter());
}

const CROWD = crowd();
const MARKED = 23;

/** Beside the three sentences, in their order. */
const ICONS = ["eye", "key", "kept"] as const;

/** The name, four words and three sentences, before a crowd of grey marks with one in colour. */
export function Brand(): VNode {
  return (
    <aside class="brand" aria-label={words.app}>
      <svg class="crowd" viewBox="0 0 260 230" aria-hidden="true">
        {CROWD.map((tag, i) => (
          <g
            key={i}
            class={i === MARKED ? "one" : undefined}
            transform={`translate(${(i % COLUMNS) * 30} ${Math.floor(i / COLUMNS) * 30})`}
          >
            <Tiles tag={tag} />
          </g>
        ))}
      </svg>
      <div class="brand-name">
        <Logo />
        {words.app}
      </div>
      <h2>{words.brand.title}</h2>
      <ul class="kinds">
        {words.brand.kinds.map(({ title, text }, i) => (
          <li key={i} class="kind">
            <span class="o">
              <Icon name={ICONS[i] ?? "eye"} />
            </span>
            <div>
              <b>{title}</b>
              {text}
            </div>
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** The name alone, where the left half has no room. */
export function BrandLine(): VNode {
  return (
    <div class="brand-line">
      <Logo />
      <b>{words.app}</b>
    </div>
  );
}
