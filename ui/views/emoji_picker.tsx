/**
 * All emoji, to be picked from: by their groups, or by a word.
 *
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import type { RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { App } from "../model/app.ts";
import type { EmojiTable, FoundEmoji } from "../model/emoji/codes.ts";
import { words } from "../words.ts";
import { isComposing } from "./field.ts";
import { hasKeyboard } from "./focus.ts";

const COLUMNS = 8;
/** Of those that are called so, as many as anybody looks through. */
const MOST_FOUND = 160;
/** The group of those that were used last. */
const RECENT = -1;

/** The picker, above the composer. */
export function EmojiPicker({ store, actions }: App): VNode | null {
  const box = useRef<HTMLDivElement>(null);
  const sought = useSignal("");
  const group = useSignal(store.recent.peek().length > 0 ? RECENT : 0);
  const table = store.emoji.value;
  const close = () => {
    store.picking.value = false;
    if (hasKeyboard()) document.getElementById("compose")?.focus();
  };
  const pick = (emoji: string) => {
    actions.composing.pick(emoji);
    close();
  };
  useOutside(box, () => (store.picking.value = false));
  // At once: the first letters typed are for it already.
  useLayoutEffect(() => {
    if (hasKeyboard()) box.current?.querySelector("input")?.focus();
    else box.current?.focus();
  }, [table === null]);
  if (table === null) return null;
  const all = emojiOf(table, group.value, sought.value, store.recent.value);
  return (
    <div
      ref={box}
      class="picker"
      role="dialog"
      aria-label={words.emoji.title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <input
        type="text"
        class="inp"
        value={sought.value}
        placeholder={words.emoji.search}
        aria-label={words.emoji.search}
        autocomplete="off"
        spellcheck={false}
        maxLength={64}
        onInput={({ currentTarget }) => (sought.value = currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter") {
            event.preventDefault(); // it is a field of the composer's form
            if (sought.value !== "" && all[0] !== undefined) pick(all[0].emoji);
          } else if (event.key === "ArrowDown") {
            event.preventDefault();
            focusOn(box, 0);
          }
        }}
      />
      {sought.value === "" && (
        <Groups table={table} group={group} recent={store.recent.value.length > 0} />
      )}
      {all.length === 0
        ? <p class="none" role="status">{words.emoji.none(sought.value)}</p>
        : <Grid key={`${group.value} ${sought.value}`} all={all} box={box} pick={pick} />}
    </div>
  );
}

/** What is shown. */
function emojiOf(
  table: EmojiTable,
  group: number,
  sought: string,
  recent: readonly string[],
): readonly FoundEmoji[] {
  if (sought.trim() !== "") return table.find(sought, MOST_FOUND);
  if (group === RECENT) return table.named(recent);
  return (table.groups[group] ?? []).map(({ emoji, codes }) => ({ emoji, code: codes[0] ?? "" }));
}

/** A press anywhere else closes what is open. */
function useOutside(box: RefObject<HTMLElement | null>, close: () => void): void {
  useEffect(() => {
    const onPress = ({ target }: Event) => {
      if (target instanceof Node && box.current?.contains(target) === false) close();
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, []);
}

function Groups(
  props: {
    readonly table: EmojiTable;
    readonly group: Signal<number>;
    readonly recent: boolean;
  },
): VNode {
  const { table, group, recent } = props;
  const first = recent ? RECENT : 0;
  const count = table.groups.length - first;
  const move = (event: KeyboardEvent, by: number) => {
    event.preventDefault();
    group.value = first + (group.value - first + by + count) % count;
    const list = event.currentTarget;
    if (!(list instanceof HTMLElement)) return;
    list.querySelectorAll("button").item(group.value - first).focus();
  };
  return (
    <div
      role="tablist"
      class="groups"
      aria-label={words.emoji.groups}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") move(event, 1);
        if (event.key === "ArrowLeft") move(event, -1);
      }}
    >
      {Array.from({ length: count }, (_, i) => i + first).map((at) => {
        const name = at === RECENT ? words.emoji.recent : words.emoji.group[at];
        return (
          <button
            key={at}
            type="button"
            role="tab"
            aria-selected={group.value === at}
            aria-label={name}
            title={name}
            tabIndex={group.value === at ? 0 : -1}
            onClick={() => (group.value = at)}
          >
            {at === RECENT ? "🕘" : table.groups[at]?.[0]?.emoji}
          </button>
        );
      })}
    </div>
  );
}

function Grid(
  props: {
    readonly all: readonly FoundEmoji[];
    readonly box: RefObject<HTMLElement | null>;
    readonly pick: (emoji: string) => void;
  },
): VNode {
  const { all, box, pick } = props;
  const at = useSignal(0);
  const go = (event: KeyboardEvent, to: number) => {
    event.preventDefault();
    if (to < 0) return box.current?.querySelector("input")?.focus();
    at.value = Math.min(to, all.length - 1);
    focusOn(box, at.value);
  };
  const rows = Array.from({ length: Math.ceil(all.length / COLUMNS) }, (_, row) => row * COLUMNS);
  return (
    <div
      role="grid"
      class="grid"
      aria-label={words.emoji.open}
      onKeyDown={(event) => {
        const by = STEPS[event.key];
        if (by !== undefined) go(event, at.value + by);
        if (event.key === "Home") go(event, 0);
        if (event.key === "End") go(event, all.length - 1);
      }}
      onFocusIn={({ target }) => {
        if (target instanceof HTMLElement) at.value = Number(target.dataset["at"] ?? 0);
      }}
    >
      {rows.map((from) => (
        <div key={from} role="row">
          {all.slice(from, from + COLUMNS).map(({ emoji, code }, i) => (
            <button
              key={code}
              type="button"
              role="gridcell"
              data-at={from + i}
              tabIndex={at.value === from + i ? 0 : -1}
              aria-label={code.replaceAll("_", " ")}
              title={`:${code}:`}
              onClick={() => pick(emoji)}
            >
              {emoji}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};

function focusOn(box: RefObject<HTMLElement | null>, at: number): void {
  const cell = box.current?.querySelector(`[data-at="${at}"]`);
  if (cell instanceof HTMLElement) cell.focus();
}
