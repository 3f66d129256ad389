/**
 * Keeping the reader where they read, and taking them where they want to go.
 *
 * @module
 */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import type { App } from "../model/app.ts";
import { type Hold, holdOf, restore, rowElement } from "./scroll.ts";

/** Where each conversation was read last, by its id. */
export type Places = Map<string, Hold>;

/** A row to go to, by its key. */
export interface Goal {
  readonly key: string;
  /** Whether it is lit for a moment, and takes the focus. */
  readonly light: boolean;
}

/** How long a row is lit, in milliseconds. */
const LIT_MS = 1000;

/** After every drawing: to the goal, to the end, or back to where the reader was. */
export function useKeepPlace(
  box: RefObject<HTMLDivElement | null>,
  goal: RefObject<Goal | null>,
  id: string,
  { store, places }: App & { readonly places: Places },
): void {
  const settle = () => {
    const element = box.current;
    if (element === null || element.clientHeight === 0) return;
    const wanted = goal.current;
    const target = wanted === null ? null : rowElement(element, wanted.key);
    const hold = places.get(id);
    if (target !== null) {
      element.scrollTop = target.offsetTop - element.clientHeight / 4;
      if (wanted?.light) light(target);
      if (isAtVeryEnd(element)) store.span.value = { ...store.span.value, follow: true };
    } else if (store.span.value.follow) element.scrollTop = element.scrollHeight;
    else if (hold !== undefined) restore(element, hold);
    goal.current = null;
    places.set(id, holdOf(element));
  };
  useLayoutEffect(settle);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(settle);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
}

/** A row near the end is reached without any scrolling that would tell. */
function isAtVeryEnd(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < 2;
}

function light(row: HTMLElement): void {
  row.classList.add("lit");
  row.focus({ preventScroll: true });
  setTimeout(() => row.classList.remove("lit"), LIT_MS);
}

/** Who comes into a conversation reads on where they stopped. */
export function useUnreadFirst(
  goal: RefObject<Goal | null>,
  { store, actions }: App,
): void {
  useLayoutEffect(() => {
    const { mark } = store.unreadOf(store.open.peek());
    if (mark === null || !store.span.value.follow) return;
    goal.current = { key: "fresh", light: false };
    actions.toLine(mark);
  }, []);
}

/** What is there when the page comes, or comes on request, is not read aloud as news. */
export function useLive({ store }: App): void {
  const live = store.live.value;
  useEffect(() => {
    if (live) return;
    const timer = setTimeout(() => (store.live.value = true), 1000);
    return () => clearTimeout(timer);
  }, [live]);
}
