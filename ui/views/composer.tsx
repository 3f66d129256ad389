/**
 * The composer: a field that grows, and what it says about itself.
 *
 * @module
 */
import type { VNode } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { MAX_SAY_UNITS } from "../../lib/api/limits.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import type { Store } from "../model/store.ts";
import { Fill } from "./fill.tsx";
import { useFocus } from "./focus.ts";
import { Icon } from "./icon.tsx";

/** From this many letters left on, they are counted. */
const NEAR_LIMIT = 400;
const MAX_LINES = 8;
/** A text of this many letters fills eight lines of any width. */
const LONG_UNITS = 10_000;

/** An input method still composes: its Enter chooses a word and sends nothing. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** The field for a new text. It can always be typed in; the hint says when nothing is sent. */
export function Composer(props: App & { readonly label: string }): VNode {
  const { store, actions, label } = props;
  const field = useFocus<HTMLTextAreaElement>(true);
  const text = store.draft.value;
  const left = MAX_SAY_UNITS - text.length;
  useLayoutEffect(() => {
    if (field.current !== null) grow(field.current);
  }, [text]);
  return (
    <form
      class="compose"
      onSubmit={(event) => {
        event.preventDefault();
        actions.submit();
        field.current?.focus();
      }}
    >
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
          placeholder={label}
          dir={direction(text)}
          autocomplete="off"
          aria-describedby="compose-hint"
          aria-invalid={left < 0}
          enterkeyhint="send"
          onInput={(event) => actions.typeDraft(event.currentTarget.value)}
          onBlur={() => actions.keepDraft()}
          onKeyDown={(event) => {
            if (isComposing(event) || event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            actions.submit();
          }}
        />
        <button
          type="submit"
          class="send"
          aria-label={words.buttons.send}
          title={words.buttons.send}
        >
          <Icon name="send" />
        </button>
      </div>
      <div class="hint">
        <span id="compose-hint">{waiting(props)}{hint(props)}</span>
        {left <= NEAR_LIMIT
          ? (
            <span class={left < 0 ? "left over" : "left"} role="status">
              {words.compose.left(left)}
            </span>
          )
          : (
            <span class="k">
              <Fill text={words.compose.keys} with={{ key: <kbd>Enter</kbd> }} />
            </span>
          )}
      </div>
    </form>
  );
}

/**
 * Which way a text runs. The browser finds it out by itself, but looks through all of a text again
 * and again: two million letters take it ten seconds. A long one is judged by its first letter.
 */
function direction(text: string): "auto" | "ltr" | "rtl" {
  if (text.length <= LONG_UNITS) return "auto";
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(first)
    ? "rtl"
    : "ltr";
}

/** How many texts go out when the connection is back. */
function waiting({ store }: App): string {
  const count = countWaiting(store);
  return count === 0 || store.link.value !== "open" ? "" : `${words.compose.waiting(count)} `;
}

function countWaiting({ model }: Store): number {
  return model.value.pending.filter(({ state }) => state === "waiting").length;
}

/** A strip that is narrow has no room to say that what is written waits; here there always is. */
function hint({ store }: App): string {
  if (store.link.value !== "open") return words.compose.gone;
  if (!store.canSend.value) return words.compose.ended;
  const away = store.shown.value?.at === "reconnecting" && !store.connected.value;
  return away && countWaiting(store) === 0 ? words.banner.waits : words.compose.hint;
}

/**
 * As high as its text, up to eight lines. A custom height is the one style a script sets.
 *
 * The box keeps its height while its field is measured: if it gave way for a moment, the log would
 * grow into the room, and lose the end that it shows.
 */
function grow(field: HTMLTextAreaElement): void {
  const style = getComputedStyle(field);
  const line = Number.parseFloat(style.lineHeight);
  const around = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
  const most = MAX_LINES * line + around;
  const box = field.parentElement;
  // A text this long is higher than that for certain, and measuring millions of letters takes long.
  const full = field.value.length > LONG_UNITS;
  if (box !== null) box.style.minHeight = `${box.offsetHeight}px`;
  // Not "auto", which in a box of a fixed height is as high as the box, whatever the text.
  if (!full) field.style.height = "0";
  const wanted = full ? most : field.scrollHeight;
  field.style.height = `${Math.min(wanted, most)}px`;
  field.style.overflowY = wanted > most || full ? "auto" : "hidden";
  if (box !== null) box.style.minHeight = "";
}
