/**
 * A menu that opens at a place, after the pattern of the ARIA practices.
 *
 * @module
 */
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "./icon.tsx";

/** A place in the window, in pixels from its top left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** One thing that can be chosen. */
export interface MenuItem {
  readonly icon: IconName;
  readonly text: string;
  /** What it does, where its name does not say it. */
  readonly note?: string;
  /** Whether it cannot be undone. */
  readonly danger?: boolean;
  readonly act: () => void;
}

/** How far a menu stays from the edges of the window, in pixels. */
const EDGE = 8;

/**
 * It has the focus from the beginning, and gives it back to what had it before. Whatever happens
 * elsewhere closes it.
 */
export function Menu(
  props: {
    readonly label: string;
    readonly items: readonly MenuItem[];
    readonly at: Place;
    readonly close: () => void;
  },
): VNode {
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const { close } = props;
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return;
    opener.current = document.activeElement;
    element.showPopover();
    putAt(element, props.at);
    itemsOf(element)[0]?.focus();
    const away = ({ target }: Event) => {
      // The button that opened it closes it as well.
      const own = ".menu, [aria-haspopup=menu][aria-expanded=true]";
      if (target instanceof Element && target.closest(own) === null) close();
    };
    addEventListener("pointerdown", away, true);
    addEventListener("wheel", away, true);
    addEventListener("resize", close);
    return () => {
      removeEventListener("pointerdown", away, true);
      removeEventListener("wheel", away, true);
      removeEventListener("resize", close);
    };
  }, []);
  const back = () => {
    if (opener.current instanceof HTMLElement) opener.current.focus();
    close();
  };
  return (
    <div
      ref={menu}
      class="menu"
      role="menu"
      aria-label={props.label}
      popover="manual"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Tab") return back();
        if (event.key !== "Escape" && !moved(event)) return;
        event.preventDefault();
        if (event.key === "Escape") back();
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {props.items.map(({ icon, text, note, danger, act }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={danger ? "item danger" : "item"}
          onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
          onClick={() => {
            back();
            act();
          }}
        >
          <Icon name={icon} small />
          <span>
            {text}
            {note !== undefined && <small>{note}</small>}
          </span>
        </button>
      ))}
    </div>
  );
}

function itemsOf(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("[role=menuitem]")];
}

/** Where there is no room at a side, it opens to the other. */
function putAt(menu: HTMLElement, { x, y }: Place): void {
  const { width, height } = menu.getBoundingClientRect();
  const left = x + width > innerWidth - EDGE ? x - width : x;
  const top = y + height > innerHeight - EDGE ? y - height : y;
  menu.style.left = `${within(left, innerWidth - width)}px`;
  menu.style.top = `${within(top, innerHeight - height)}px`;
}

function within(value: number, most: number): number {
  return Math.max(EDGE, Math.min(value, most - EDGE));
}

/** Moves the focus by an arrow, to an end, or to what begins with a letter. */
function moved({ key, currentTarget, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (!(currentTarget instanceof Element) || ctrlKey || metaKey || altKey) return false;
  const items = itemsOf(currentTarget);
  const now = items.findIndex((item) => item === document.activeElement);
  const next = nextOf(key, now, items.map((item) => item.textContent ?? ""));
  if (next === null) return false;
  items[next]?.focus();
  return true;
}

/**
 * Which of some items a key goes to; null is none.
 *
 * @param key As the browser calls it.
 * @param now Which item has the focus; -1 is none.
 * @param names What stands in them.
 */
export function nextOf(key: string, now: number, names: readonly string[]): number | null {
  const count = names.length;
  switch (key) {
    case "ArrowDown":
      return (now + 1) % count;
    case "ArrowUp":
      return (Math.max(now, 0) - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
  }
  if (key.length !== 1 || key === " ") return null;
  const letter = key.toLocaleLowerCase();
  const order = names.map((_, i) => (now + 1 + i) % count);
  return order.find((i) => names[i]?.toLocaleLowerCase().startsWith(letter)) ?? null;
}
