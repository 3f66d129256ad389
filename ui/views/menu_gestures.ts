/**
 * What opens a menu: the right button, the keys for it, and a long press.
 *
 * @module
 */
import { useMemo } from "preact/hooks";
import type { Place } from "./menu.tsx";

/** How long a finger rests, in milliseconds, and how far it may stray meanwhile, in pixels. */
const [REST_MS, STRAY] = [500, 10];

/** What is listened to, on the element that the menu belongs to. */
export interface MenuGestures {
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  readonly onClickCapture: (event: Event) => void;
}

/**
 * @param open Opens the menu at a place.
 * @returns What is listened to; the same for as long as `key` is.
 */
export function useMenuGestures(key: string, open: (at: Place) => void): MenuGestures {
  return useMemo(() => gesturesFor(open), [key]);
}

/** A place under an element, for who does not point. */
export function placeUnder(element: Element): Place {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom };
}

function gesturesFor(open: (at: Place) => void): MenuGestures {
  let press: { readonly timer: ReturnType<typeof setTimeout>; readonly at: Place } | null = null;
  let opened = false;
  const lift = () => {
    clearTimeout(press?.timer);
    press = null;
  };
  return {
    onContextMenu: (event) => {
      event.preventDefault();
      if (opened) return; // A long press is told twice where the system knows it as well.
      const { clientX: x, clientY: y, currentTarget } = event;
      lift();
      // The key for it points at nothing.
      const pointed = x !== 0 || y !== 0;
      if (pointed) open({ x, y });
      else if (currentTarget instanceof Element) open(placeUnder(currentTarget));
    },
    onKeyDown: (event) => {
      const isFor = event.key === "ContextMenu" || event.key === "F10" && event.shiftKey;
      if (!isFor || !(event.currentTarget instanceof Element)) return;
      event.preventDefault();
      open(placeUnder(event.currentTarget));
    },
    onPointerDown: ({ pointerType, clientX: x, clientY: y }) => {
      opened = false;
      lift();
      if (pointerType !== "touch") return;
      const begin = () => {
        press = null;
        opened = true;
        open({ x, y });
      };
      press = { timer: setTimeout(begin, REST_MS), at: { x, y } };
    },
    onPointerMove: ({ clientX, clientY }) => {
      if (press === null) return;
      if (Math.hypot(clientX - press.at.x, clientY - press.at.y) > STRAY) lift();
    },
    onPointerUp: lift,
    onPointerCancel: () => {
      lift();
      opened = false; // No click comes after it.
    },
    onClickCapture: (event) => {
      if (!opened) return;
      opened = false;
      // The finger that opened the menu is lifted, and chooses nothing by that.
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
