/**
 * The composer: a field that grows, what completes it, and what it says about itself.
 *
 * @module
 */
import type { RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { MAX_SAY_UNITS } from "../../lib/api/limits.ts";
import { barrierSentence } from "../words/barrier.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import type { Store } from "../model/store.ts";
import { Completions, LIST_ID, rowId } from "./completion.tsx";
import { ComposerStrip, TypingLine } from "./composer_strip.tsx";
import { directionOf, grow, isComposing, setDirection } from "./field.ts";
import { Fill } from "./fill.tsx";
import { hasKeyboard, useFocus } from "./focus.ts";
import { Icon } from "./icon.tsx";

/** From this many letters left on, they are counted. */
const NEAR_LIMIT = 400;

/**
 * The field for a new text. It can always be typed in, but where nobody would take a text: then it
 * says why. The hint says when nothing is sent.
 */
export function Composer(props: App & { readonly label: string }): VNode {
  const { store, actions, label } = props;
  const field = useFocus<HTMLTextAreaElement>(true);
  const text = store.draft.value;
  const list = store.completion.value;
  const barred = barredBy(store);
  useField(field, store, text, barred ?? label);
  return (
    <>
      <TypingLine people={store.typists.value} />
      <form
        class="compose"
        onSubmit={(event) => {
          event.preventDefault();
          actions.submit();
          field.current?.focus();
        }}
      >
        {list !== null && (
          <Completions
            list={list}
            insert={(row) => actions.complete("insert", row)}
          />
        )}
        <div class={barred === null ? "whole" : "whole barred"}>
          <ComposerStrip {...props} />
          <div class="box">
            <span class="mode" aria-hidden="true">
              <Icon name="eye" small />
              <span>{words.head.open}</span>
            </span>
            <label class="vh" for="compose">{label}</label>
            <textarea
              id="compose"
              ref={field}
              rows={1}
              value={text}
              placeholder={barred ?? label}
              readOnly={barred !== null}
              aria-disabled={barred !== null}
              dir={directionOf(text)}
              autocomplete="off"
              aria-describedby="compose-hint"
              aria-invalid={left(text) < 0}
              aria-autocomplete="list"
              aria-controls={list === null ? undefined : LIST_ID}
              aria-activedescendant={list === null ? undefined : rowId(list.chosen)}
              enterkeyhint="send"
              onBeforeInput={(event) => setDirection(event)}
              onInput={({ currentTarget }) =>
                actions.typeDraft(currentTarget.value, currentTarget.selectionStart)}
              onKeyUp={({ currentTarget }) => actions.moveCaret(currentTarget.selectionStart)}
              onClick={({ currentTarget }) => actions.moveCaret(currentTarget.selectionStart)}
              onBlur={() => {
                actions.complete("close");
                actions.keepDraft();
              }}
              onKeyDown={(event) => onKey(event, props)}
            />
            <button
              type="submit"
              class="send"
              disabled={barred !== null}
              aria-label={words.buttons.send}
              title={words.buttons.send}
            >
              <Icon name="send" />
            </button>
          </div>
        </div>
        <div class="hint">
          <span id="compose-hint" class={barred !== null && text === "" ? "vh" : ""}>
            {barred ?? `${waiting(store)}${hint(store)}`}
          </span>
          {barred === null && <Keys text={text} editing={store.editing.value !== null} />}
        </div>
      </form>
    </>
  );
}

/** Keeps the field as high as its text at any width, and puts the caret where an action wants it. */
function useField(
  field: RefObject<HTMLTextAreaElement | null>,
  store: Store,
  text: string,
  placeholder: string,
): void {
  const place = store.place.value;
  useLayoutEffect(() => {
    if (field.current !== null) grow(field.current);
  }, [text, placeholder]);
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    // In a narrower field the same text has more lines.
    let width = element.clientWidth;
    const watch = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      requestAnimationFrame(() => grow(element));
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (place === null) return;
    const marked = store.editing.value !== null || store.reply.value !== null;
    if (marked || hasKeyboard()) field.current?.focus();
    // Some browsers take this for a wish to focus it.
    if (document.activeElement === field.current) field.current?.setSelectionRange(place, place);
    store.place.value = null;
  }, [place]);
}

/** The keys that mean something else here than in any field. */
function onKey(event: KeyboardEvent, { store, actions }: App): void {
  const other = event.ctrlKey || event.metaKey || event.altKey;
  if (isComposing(event) || other && event.key !== "Enter") return;
  const act = actOf(event, store);
  if (act === null) return;
  event.preventDefault();
  event.stopPropagation(); // Escape closes one thing at a time
  act(actions);
}

function actOf(
  { key, shiftKey }: KeyboardEvent,
  store: Store,
): ((actions: App["actions"]) => void) | null {
  const list = store.completion.value !== null;
  const marked = store.editing.value !== null || store.reply.value !== null;
  if (key === "Enter" && !shiftKey) return (actions) => actions.enter();
  if (list && key === "Tab" && !shiftKey) return (actions) => actions.complete("insert");
  if (list && key === "ArrowDown") return (actions) => actions.complete("next");
  if (list && key === "ArrowUp") return (actions) => actions.complete("previous");
  if (list && key === "Escape") return (actions) => actions.complete("close");
  if (marked && key === "Escape") return (actions) => actions.unmark();
  if (key === "ArrowUp" && !shiftKey && !marked && store.draft.value === "") {
    return (actions) => actions.editLast();
  }
  return null;
}

function Keys(props: { readonly text: string; readonly editing: boolean }): VNode {
  const rest = left(props.text);
  if (rest <= NEAR_LIMIT) {
    return (
      <span class={rest < 0 ? "left over" : "left"} role="status">
        {words.compose.left(rest)}
      </span>
    );
  }
  const keys = { key: <kbd>Enter</kbd>, escape: <kbd>Esc</kbd> };
  return (
    <span class="k">
      <Fill text={props.editing ? words.compose.keysSave : words.compose.keys} with={keys} />
    </span>
  );
}

function left(text: string): number {
  return MAX_SAY_UNITS - text.length;
}

function barredBy({ barrier }: Store): string | null {
  return barrier.value === null ? null : barrierSentence(barrier.value, Date.now());
}

/** How many texts go out when the connection is back. */
function waiting(store: Store): string {
  const count = countWaiting(store);
  return count === 0 || store.link.value !== "open" ? "" : `${words.compose.waiting(count)} `;
}

function countWaiting({ held }: Store): number {
  return held.value.pending.filter(({ state }) => state === "waiting").length;
}

/** That what is written waits is said here, where it is written, and not in the strip too. */
function hint(store: Store): string {
  if (store.link.value !== "open") return words.compose.gone;
  if (!store.canSend.value) return words.compose.ended;
  const away = store.shown.value?.at === "reconnecting" && !store.connected.value;
  return away && countWaiting(store) === 0 ? words.banner.waits : words.compose.hint;
}
