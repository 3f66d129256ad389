/**
 * Keeping the reader where they read, and taking them where they want to go.
 *
 * @module
 */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { App } from "../model/app.ts";
import type { Goal } from "../model/log/span.ts";
import { type Hold, holdOf, restore, rowElement, rowOf } from "./scroll.ts";

/** Where each conversation was read last, by its id. */
export type Places = Map<string, Hold>;

/** How long a row is lit, in milliseconds. */
const LIT_MS = 1000;

/**
 * After every drawing: to the goal, to the end, or back to where the reader was.
 *
 * @returns Whether the box is as high as when that was done last. A box that has shrunk, because
 * the field below it grew, tells of scrolling before it tells of its size, and nobody has scrolled.
 */
export function useKeepPlace(
  box: RefObject<HTMLDivElement | null>,
  id: string,
  { store, places }: App & { readonly places: Places },
): () => boolean {
  const height = useRef(0);
  const settle = () => {
    const element = box.current;
    if (element === null || element.clientHeight === 0) return;
    height.current = element.clientHeight;
    const goal = store.goal.peek();
    const target = goal === null ? null : targetOf(element, goal);
    const hold = places.get(id);
    if (target !== null) {
      element.scrollTop = target.offsetTop - element.clientHeight / 4;
      if (goal !== null) light(target, goal.how);
      if (isAtVeryEnd(element)) store.span.value = { ...store.span.value, follow: true };
    } else if (store.span.value.follow) element.scrollTop = element.scrollHeight;
    else if (hold !== undefined) restore(element, hold);
    if (goal !== null && goal.due === 0) store.goal.value = null;
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
  return () => box.current?.clientHeight === height.current;
}

/** A row near the end is reached without any scrolling that would tell. */
function isAtVeryEnd(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < 2;
}

function targetOf(box: HTMLElement, { index, how, due }: Goal): HTMLElement | null {
  if (due > 0) return null;
  return how === "unread" ? rowElement(box, "fresh") : rowOf(box, index);
}

function light(row: HTMLElement, how: Goal["how"]): void {
  if (how === "unread") return;
  row.classList.add("lit");
  if (how === "met") row.focus({ preventScroll: true });
  setTimeout(() => row.classList.remove("lit"), LIT_MS);
}

/** Who comes into a conversation reads on where they stopped. */
export function useUnreadFirst({ store, actions }: App): void {
  useLayoutEffect(() => {
    const { mark } = store.unreadOf(store.open.peek());
    if (mark !== null && store.span.value.follow) actions.goTo(mark, "unread");
  }, []);
}
