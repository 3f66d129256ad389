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
import { unitsSaid } from "../model/composer/commands.ts";
import { withEmoji } from "../model/emoji/text.ts";
import type { Store } from "../model/store.ts";
import { Completions, LIST_ID, rowId } from "./completion.tsx";
import { Hint, HINT_ID } from "./composer_hint.tsx";
import { byCtrl, isMarked, onKey, onPaste } from "./composer_keys.ts";
import { ComposerStrip, PastedBlock, TypingLine } from "./composer_strip.tsx";
import { directionOf, grow, setDirection } from "./field.ts";
import { hasKeyboard, useFocus } from "./focus.ts";
import { Icon } from "./icon.tsx";
import { later } from "./later.ts";

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
  const rest = left(store);
  const parts = later.value;
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
        {store.picking.value && barred === null && parts && <parts.EmojiPicker {...props} />}
        <div class={barred === null ? "whole" : "whole barred"}>
          <ComposerStrip {...props} />
          <PastedBlock {...props} />
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
              aria-describedby={HINT_ID}
              aria-invalid={rest < 0}
              aria-autocomplete="list"
              aria-controls={list === null ? undefined : LIST_ID}
              aria-activedescendant={list === null ? undefined : rowId(list.chosen)}
              enterkeyhint={byCtrl(store) ? "enter" : "send"}
              onPaste={(event) => onPaste(event, props)}
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
            <EmojiButton store={store} barred={barred !== null} />
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
        <Hint {...props} barred={barred} rest={rest} />
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
    if (isMarked(store) || hasKeyboard()) field.current?.focus();
    // Some browsers take this for a wish to focus it.
    if (document.activeElement === field.current) field.current?.setSelectionRange(place, place);
    store.place.value = null;
  }, [place]);
}

function left({ draft, block, emoji, isChanging }: Store): number {
  return MAX_SAY_UNITS -
    (isChanging
      ? withEmoji(draft.value, emoji.value).length
      : unitsSaid(draft.value, block.value, emoji.value));
}

/** Opens the emoji that can be picked, as soon as they are there, and closes them. */
function EmojiButton(
  { store, barred }: { readonly store: Store; readonly barred: boolean },
): VNode {
  const { picking } = store;
  return (
    <button
      type="button"
      class="icon-btn pick-open"
      disabled={barred}
      aria-label={words.emoji.open}
      title={words.emoji.open}
      aria-haspopup="dialog"
      aria-expanded={picking.value}
      // A press beside what is open closes it: this one is not to open it again.
      onPointerDown={(event) => picking.value && event.stopPropagation()}
      onClick={() => (picking.value = !picking.value)}
    >
      <Icon name="smile" />
    </button>
  );
}

function barredBy({ barrier }: Store): string | null {
  return barrier.value === null ? null : barrierSentence(barrier.value, Date.now());
}
