/**
 * The log: rows, pending texts, and keeping the reader where they read.
 *
 * The end stays in view only for whoever is at the end. For everybody else the row at the top of
 * the screen stays where it is, whatever comes before or after it.
 *
 * @module
 */
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { end } from "../model/model.ts";
import { rowsOf } from "../model/rows.ts";
import { drawn } from "../model/span.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { First } from "./first.tsx";
import { Icon } from "./icon.tsx";
import { type Goal, type Places, useKeepPlace, useLive, useUnreadFirst } from "./keep_place.ts";
import { PendingRows } from "./pending.tsx";
import { useRowActs, useRowKeys } from "./row_keys.ts";
import { RowView } from "./rows.tsx";
import { holdOf, isAtEnd } from "./scroll.ts";
import { UpPill, useMissed } from "./up_pill.tsx";

/** The scrolling middle of one conversation; `places` keeps where each of them was read. */
export function Log(props: App & { readonly places: Places }): VNode {
  const { store, actions } = props;
  const id = store.open.value;
  const box = useRef<HTMLDivElement>(null);
  const goal = useRef<Goal | null>(null);
  const held = store.held.value;
  const state = store.model.value.state;
  const { first, last } = drawn(store.span.value, held.from, end(held));
  const { mark, count } = store.unreadOf(id);
  const trying = state?.stage.at === "reconnecting";
  const ignored = store.ignored.value;
  const rows = rowsOf(held.lines, held.from, mark, { first, last, trying, ignored });
  const more = first > held.from || !held.complete;
  const cut = last < end(held);
  const { follow } = store.span.value;

  const { acts, pointed } = useRowActs(props, goal);
  const keys = useRowKeys(pointed, props);
  useUnreadFirst(goal, props);
  useKeepPlace(box, goal, id, props);
  const missed = useMissed(box, mark, first);
  useLive(props);

  const onScroll = () => {
    const element = box.current;
    if (element === null || element.clientHeight === 0) return;
    props.places.set(id, holdOf(element));
    const atEnd = !cut && isAtEnd(element);
    if (store.span.value.follow !== atEnd) store.span.value = { top: first, follow: atEnd };
    if (atEnd && !document.hidden) store.atEnd();
    missed.look();
  };
  const jump = () => {
    if (mark === null) return actions.toEnd();
    goal.current = { key: "fresh", light: false };
    actions.toLine(mark);
    store.atEnd();
  };
  const tab = keys.tab.value ?? rows.findLast(({ kind }) => kind === "text")?.key;

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
              text={held.asking ? words.log.asking : words.log.older}
              busy={held.asking}
              act={() => actions.older()}
            />
          )}
          <First {...props} />
          <ol class="rows" {...keys.handlers}>
            {rows.map((row) => (
              <RowView
                key={row.key}
                row={row}
                tab={row.key === tab}
                ignored={ignored}
                me={state?.me?.id ?? null}
                open={store.barrier.value === null}
                room={store.conversation.value?.type === "room"}
                acts={acts}
              />
            ))}
          </ol>
          {cut
            ? <Bring text={words.log.newer} busy={false} act={() => actions.newer()} />
            : <PendingRows {...props} />}
        </div>
      </div>
      {missed.above.value && <UpPill go={jump} dismiss={missed.dismiss} />}
      {(count > 0 || cut) && (!follow || cut) && (
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
