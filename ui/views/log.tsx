/**
 * The log: rows, pending texts, and keeping the reader where they read.
 *
 * The end stays in view only for whoever is at the end. For everybody else the row at the top of
 * the screen stays where it is, whatever comes before or after it.
 *
 * @module
 */
import type { RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { end } from "../model/model.ts";
import { rowsOf } from "../model/rows.ts";
import { drawn } from "../model/span.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { First } from "./first.tsx";
import { Icon } from "./icon.tsx";
import { PendingRows } from "./pending.tsx";
import { RowView } from "./rows.tsx";
import { type Hold, holdOf, isAtEnd, restore, rowElement } from "./scroll.ts";

/** The scrolling middle of a conversation. */
export function Log(props: App): VNode {
  const { store, actions } = props;
  const box = useRef<HTMLDivElement>(null);
  const hold = useRef<Hold | null>(null);
  const goal = useRef<string | null>(null);
  const model = store.model.value;
  const { first, last } = drawn(store.span.value, model.from, end(model));
  const { mark, count } = store.unread.value;
  const trying = model.state?.stage.at === "reconnecting";
  const rows = rowsOf(model.lines, model.from, mark, { first, last, trying });
  const more = first > model.from || !model.complete;
  const cut = last < end(model);

  useKeepPlace(box, hold, goal, props);
  useLive(props);

  const onScroll = () => {
    const element = box.current;
    if (element === null || element.clientHeight === 0) return;
    hold.current = holdOf(element);
    const atEnd = !cut && isAtEnd(element);
    const { span } = store;
    if (span.value.follow !== atEnd) span.value = { top: first, follow: atEnd };
    if (atEnd && !document.hidden) store.atEnd();
  };
  const jump = () => {
    if (mark === null) return actions.toEnd();
    goal.current = "fresh";
    actions.toLine(mark);
    store.atEnd();
  };

  return (
    <div class="log-frame">
      <div
        class="log"
        ref={box}
        role="log"
        aria-label={words.log.label}
        aria-live={store.live.value ? "polite" : "off"}
        tabIndex={0}
        onScroll={onScroll}
      >
        <div class="log-inner">
          {more && (
            <Bring
              text={model.asking ? words.log.asking : words.log.older}
              busy={model.asking}
              act={() => actions.older()}
            />
          )}
          <First {...props} />
          <ol class="rows">
            {rows.map((row) => <RowView key={row.key} row={row} />)}
          </ol>
          {cut
            ? <Bring text={words.log.newer} busy={false} act={() => actions.newer()} />
            : <PendingRows {...props} />}
        </div>
      </div>
      {(count > 0 || cut) && (!store.span.value.follow || cut) && (
        <button
          type="button"
          class="pill"
          onClick={count > 0 ? jump : () => actions.toEnd()}
        >
          {count > 0 ? words.log.pill(count) : words.log.toEnd}
          <Icon name="down" small />
        </button>
      )}
    </div>
  );
}

/** A button at an end of what is drawn. */
function Bring(
  props: { readonly text: string; readonly busy: boolean; readonly act: () => void },
): VNode {
  return (
    <div class="bring">
      <button type="button" class="btn sm" disabled={props.busy} onClick={props.act}>
        {props.text}
      </button>
    </div>
  );
}

/** After every drawing: to the goal, to the end, or back to where the reader was. */
function useKeepPlace(
  box: RefObject<HTMLDivElement | null>,
  hold: RefObject<Hold | null>,
  goal: RefObject<string | null>,
  { store }: App,
): void {
  const settle = () => {
    const element = box.current;
    if (element === null || element.clientHeight === 0) return;
    const target = goal.current === null ? null : rowElement(element, goal.current);
    if (target !== null) element.scrollTop = target.offsetTop - element.clientHeight / 4;
    else if (store.span.value.follow) element.scrollTop = element.scrollHeight;
    else if (hold.current !== null) restore(element, hold.current);
    goal.current = null;
    hold.current = holdOf(element);
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

/** What is there when the page comes, or comes on request, is not read aloud as news. */
function useLive({ store }: App): void {
  const live = store.live.value;
  useEffect(() => {
    if (live) return;
    const timer = setTimeout(() => (store.live.value = true), 1000);
    return () => clearTimeout(timer);
  }, [live]);
}
