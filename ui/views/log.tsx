/**
 * The log: rows, pending texts, and keeping the reader where they read.
 *
 * The end stays in view only for whoever is at the end. For everybody else the row at the top of
 * the screen stays where it is, whatever comes before or after it. What comes is said aloud by the
 * announcer and not by the log, in which rows are drawn for other reasons too.
 *
 * @module
 */
import type { Signal } from "@preact/signals";
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { end } from "../model/model.ts";
import { rowsOf } from "../model/log/rows.ts";
import { drawn } from "../model/log/span.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { useGrowth } from "./growth.ts";
import { Icon } from "./icon.tsx";
import { type Places, useKeepPlace, useUnreadFirst } from "./keep_place.ts";
import { later } from "./later.ts";
import { useRowActs, useRowKeys } from "./row_keys.ts";
import { RowView } from "./rows.tsx";
import type { RowMenu as RowMenuOf } from "./text_row.tsx";
import { holdOf, isAtEnd } from "./scroll.ts";
import { UpPill, useMissed } from "./up_pill.tsx";

/** The scrolling middle of one conversation; `places` keeps where each of them was read. */
export function Log(props: App & { readonly places: Places }): VNode {
  const { store, actions } = props;
  const id = store.open.value;
  const box = useRef<HTMLDivElement>(null);
  const held = store.held.value;
  const parts = later.value;
  const state = store.model.value.state;
  const wanted = drawn(store.span.value, held.from, end(held));
  const { follow } = store.span.value;
  const { mark, count } = store.unreadOf(id);
  // Who comes in is taken to the unread line, if there is one.
  const isAtOnce = store.goal.value !== null || mark !== null && box.current === null;
  const { first, last } = useGrowth(wanted, { follow, isAtOnce });
  const trying = state?.stage.at === "reconnecting";
  const ignored = store.ignored.value;
  const comings = state?.choices.comings ?? true;
  const rows = rowsOf(held.lines, held.from, mark, { first, last, trying, ignored, comings });
  const more = wanted.first > held.from || !held.complete;
  const cut = last < end(held);

  const { acts, pointed, menu } = useRowActs(props);
  const keys = useRowKeys(acts, pointed, props);
  useUnreadFirst(props);
  const isSettled = useKeepPlace(box, id, props);
  const missed = useMissed(box, mark, first, store.passed);

  const onScroll = () => {
    const element = box.current;
    if (element === null || element.clientHeight === 0 || !isSettled()) return;
    props.places.set(id, holdOf(element));
    const atEnd = !cut && isAtEnd(element);
    if (store.span.value.follow !== atEnd) {
      // Who comes to the end by scrolling has gone past what is unread, and needs no way back to it.
      if (atEnd && !document.hidden) store.passed.value = mark;
      store.span.value = { top: wanted.first, follow: atEnd };
    }
    if (atEnd && !document.hidden) store.atEnd();
    missed.look();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "End" || event.ctrlKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    actions.toEnd();
  };
  const tab = keys.tab.value ?? rows.findLast(({ kind }) => kind === "text")?.key;

  return (
    <div class="log-frame">
      <div
        class="log"
        ref={box}
        role="log"
        aria-label={words.log.label}
        aria-live="off"
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div class="log-inner">
          {more && (
            <Bring
              text={held.asking ? words.log.asking : words.log.older}
              busy={held.asking}
              act={() => actions.older()}
            />
          )}
          {parts && <parts.First {...props} />}
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
            : parts && <parts.PendingRows {...props} />}
        </div>
      </div>
      <RowMenu {...props} menu={menu} />
      {missed.above.value && <UpPill go={() => actions.toUnread()} dismiss={missed.dismiss} />}
      {(count > 0 || cut) && (!follow || cut) && (
        <button
          type="button"
          class="pill"
          onClick={() => count > 0 ? actions.toUnread() : actions.toEnd()}
        >
          {count > 0 ? words.log.pill(count) : words.log.toEnd}
          <Icon name="down" small />
        </button>
      )}
    </div>
  );
}

/** What else can be done with a text, where somebody asked for it. */
function RowMenu(props: App & { readonly menu: Signal<RowMenuOf | null> }): VNode | null {
  const { store, menu } = props;
  const parts = later.value;
  if (menu.value === null || parts === null) return null;
  const { key, at } = menu.value;
  const { lines, from } = store.held.value;
  const line = lines[Number(key) - from];
  if (line?.type !== "text") return null;
  const close = () => (menu.value = null);
  return <parts.MessageMenu {...props} line={line} index={Number(key)} at={at} close={close} />;
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
