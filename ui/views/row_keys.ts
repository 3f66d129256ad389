/**
 * What the rows of the log ask for, and how the keyboard goes from one to the next.
 *
 * @module
 */
import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { App } from "../model/app.ts";
import { placeUnder } from "./menu_gestures.ts";
import type { RowActs, RowMenu } from "./text_row.tsx";

/** The verbs of the rows; the same object for as long as the log is there. */
export function useRowActs(
  { actions }: App,
): {
  readonly acts: RowActs;
  readonly pointed: Signal<string | null>;
  readonly menu: Signal<RowMenu | null>;
} {
  const pointed = useSignal<string | null>(null);
  const menu = useSignal<RowMenu | null>(null);
  const acts = useMemo((): RowActs => ({
    pointed,
    menu,
    answer: (line) => actions.answer(line),
    change: (line) => actions.change(line),
    mention: (person) => actions.mention(person),
    person: (person) => actions.open({ kind: "person", person }),
    more: (key, under) => {
      const open = menu.peek()?.key === key;
      menu.value = open ? null : { key, at: placeUnder(under) };
    },
    jump: (at) => actions.goTo(at, "met"),
  }), []);
  return { acts, pointed, menu };
}

/** Handlers for the list of rows. */
export interface RowKeys {
  /** Which row the key Tab leads to; null is the last. */
  readonly tab: ReadonlySignal<string | null>;
  readonly handlers: {
    onPointerOver(event: PointerEvent): void;
    onPointerLeave(event: PointerEvent): void;
    onFocusIn(event: FocusEvent): void;
    onFocusOut(event: FocusEvent): void;
    onKeyDown(event: KeyboardEvent): void;
  };
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".msg[data-key]") : null;
}

/**
 * The pointer and the focus show the tools of a row. One row of all is reached with Tab, the arrows
 * go on from there, and Tab again goes into its tools.
 */
export function useRowKeys(
  acts: RowActs,
  pointed: Signal<string | null>,
  { actions }: App,
): RowKeys {
  const tab = useSignal<string | null>(null);
  const handlers = useMemo((): RowKeys["handlers"] => ({
    onPointerOver: ({ target }) => {
      const key = rowOf(target)?.dataset["key"];
      if (key !== undefined) pointed.value = key;
    },
    onPointerLeave: ({ pointerType, currentTarget }) => {
      if (pointerType !== "mouse") return;
      const list = currentTarget instanceof Element ? currentTarget : null;
      const inside = list?.contains(document.activeElement) ? document.activeElement : null;
      pointed.value = rowOf(inside)?.dataset["key"] ?? null;
    },
    onFocusIn: ({ target }) => {
      // A link in a text is no wish to do something with the text.
      const row = rowOf(target);
      const key = row?.dataset["key"];
      if (key === undefined || target instanceof HTMLAnchorElement) return;
      pointed.value = key;
      if (target === row) tab.value = key;
    },
    onFocusOut: ({ relatedTarget }) => {
      if (rowOf(relatedTarget) === null) pointed.value = null;
    },
    onKeyDown: (event) => {
      const row = rowOf(event.target);
      if (row === null) return;
      // What else Escape does, it does wherever the focus is.
      if (event.key === "Escape") return document.getElementById("compose")?.focus();
      const key = row.dataset["key"];
      if (
        key !== undefined && (event.key === "ContextMenu" || event.key === "F10" && event.shiftKey)
      ) {
        event.preventDefault();
        return acts.more(key, row.querySelector(".tools") ?? row);
      }
      if (event.target !== row || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      event.preventDefault();
      next(row, event.key === "ArrowUp" ? -1 : 1)?.focus();
    },
  }), [actions]);
  return { tab, handlers };
}

/** The text before or after a row. */
function next(row: HTMLElement, by: 1 | -1): HTMLElement | null {
  let element: Element | null = row;
  do {
    element = by < 0 ? element.previousElementSibling : element.nextElementSibling;
  } while (element !== null && !element.matches(".msg[data-key]"));
  return element instanceof HTMLElement ? element : null;
}
