/**
 * The way back to what came while nobody looked, where the end stayed in view meanwhile.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { RefObject, VNode } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";
import { rowElement } from "./scroll.ts";

/** Whether the unread line is above the screen, and has not been on it. */
export interface Missed {
  readonly above: Signal<boolean>;
  /** Looks again, as after every drawing. */
  look(): void;
  /** The reader does not want to go there. */
  dismiss(): void;
}

/**
 * Follows the unread line.
 *
 * @param box The log.
 * @param mark Index of the line that it stands before; null is none.
 * @param first Index of the first drawn line.
 * @param passed The last one that was on the screen, or that the reader did not want to see.
 */
export function useMissed(
  box: RefObject<HTMLElement | null>,
  mark: number | null,
  first: number,
  passed: { value: number | null },
): Missed {
  const above = useSignal(false);
  const look = () => {
    const element = box.current;
    if (element === null || element.clientHeight === 0) return;
    const row = rowElement(element, "fresh");
    const top = row === null ? null : row.offsetTop - element.scrollTop;
    const inView = top !== null && top >= 0 && top < element.clientHeight;
    if (inView && !document.hidden) passed.value = mark;
    const higher = mark !== null && (top === null ? mark < first : top < 0);
    above.value = higher && passed.value !== mark;
  };
  const dismiss = () => {
    passed.value = mark;
    above.value = false;
  };
  useLayoutEffect(look);
  return { above, look, dismiss };
}

/** Goes to the unread line, or lets it be. */
export function UpPill(props: { readonly go: () => void; readonly dismiss: () => void }): VNode {
  return (
    <div class="pill up">
      <button type="button" onClick={props.go}>
        {words.log.toUnread}
        <Icon name="up" small />
      </button>
      <button
        type="button"
        aria-label={words.log.noUnread}
        title={words.log.noUnread}
        onClick={props.dismiss}
      >
        <Icon name="x" small />
      </button>
    </div>
  );
}
