/**
 * Searching what was said in a conversation: a field above the log, and the texts that were found.
 *
 * The process searches, since a page holds a part of the conversation only.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { MAX_SEARCH_UNITS } from "../../lib/api/limits.ts";
import type { Match } from "../../lib/api/update.ts";
import { clockOf, dayNameOf } from "../format.ts";
import type { App } from "../model/app.ts";
import { piecesOf } from "../model/log/found.ts";
import type { Found } from "../model/model.ts";
import { words } from "../words.ts";
import { isComposing } from "./field.ts";
import { Fill } from "./fill.tsx";
import { hasKeyboard } from "./focus.ts";
import { Name } from "./mark.tsx";
import { memo } from "./memo.tsx";
import { SmallButton } from "./small_button.tsx";

/** How long the field rests before anything is looked for, in milliseconds. */
const REST_MS = 120;

const LIST_ID = "found";

/** The panel. What was found stays there while the reader goes from one to the next. */
export function Search(props: App): VNode | null {
  const { store, actions } = props;
  const dialog = store.dialog.value;
  const text = useSignal(dialog?.kind === "search" ? dialog.text : "");
  const chosen = useSignal(0);
  const sought = text.value.trim();
  const found = foundFor(store.model.value.found, store.open.value, sought);
  const matches = found?.matches ?? [];
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (sought === "") return;
    const timer = setTimeout(() => actions.search(sought), REST_MS);
    return () => clearTimeout(timer);
  }, [sought]);
  useEffect(() => {
    chosen.value = 0;
  }, [found]);
  useLayoutEffect(() => {
    list.current?.querySelector(".on")?.scrollIntoView({ block: "nearest" });
  }, [chosen.value]);

  const close = () => {
    actions.open(null);
    if (hasKeyboard()) document.getElementById("compose")?.focus();
  };
  const go = (match: Match | undefined, at: number) => {
    if (match === undefined) return;
    chosen.value = at;
    if (store.narrow.value) actions.open(null);
    actions.goTo(match.index, store.narrow.value ? "met" : "lit");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0 && matches.length > 0) {
      chosen.value = (chosen.value + by + matches.length) % matches.length;
    } else if (event.key === "Enter") go(matches[chosen.value], chosen.value);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation(); // Escape closes one thing at a time
  };

  return (
    <section class="search" role="search" aria-label={words.search.title} onKeyDown={onKeyDown}>
      <div class="search-line">
        <input
          ref={field}
          class="inp"
          type="text"
          role="combobox"
          aria-label={words.search.label}
          aria-autocomplete="list"
          aria-expanded={matches.length > 0}
          aria-controls={LIST_ID}
          aria-activedescendant={matches[chosen.value] && hitId(chosen.value)}
          placeholder={words.search.label}
          maxLength={MAX_SEARCH_UNITS}
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="search"
          dir="auto"
          value={text.value}
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
        <SmallButton icon="x" label={words.search.close} act={close} />
      </div>
      <p class="meta" role="status">{statusOf(store.link.value === "open", sought, found)}</p>
      <ul id={LIST_ID} ref={list} role="listbox" aria-label={words.search.title}>
        {matches.map((match, i) => (
          <li
            key={match.index}
            id={hitId(i)}
            role="option"
            aria-selected={i === chosen.value}
            class={i === chosen.value ? "on" : ""}
            // The field keeps the focus, so that the arrows go on from here.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() =>
              go(match, i)}
          >
            <Hit match={match} sought={found?.text ?? sought} />
          </li>
        ))}
      </ul>
      {matches.length > 0 && <Foot more={found?.more ? matches.length : null} />}
    </section>
  );
}

/** While the next answer is on its way, the one before stays on the screen. */
function foundFor(found: Found | null, open: string, sought: string): Found | null {
  return found?.in === open && sought !== "" ? found : null;
}

function statusOf(linked: boolean, sought: string, found: Found | null): string {
  const { search } = words;
  if (sought === "") return search.start;
  if (!linked) return words.compose.gone;
  if (found?.text !== sought) return search.asking;
  const count = found.matches.length;
  return count === 0 ? search.nothing(sought) : search.found(count);
}

function hitId(at: number): string {
  return `found-${at}`;
}

/** Who said it and when, and what of it. */
const Hit = memo((props: { readonly match: Match; readonly sought: string }): VNode => {
  const { line } = props.match;
  return (
    <>
      <span class="hit-head">
        {line.mine ? <b>{words.log.you}</b> : <Name person={line.from} />}
        <time class="meta" dateTime={new Date(line.time).toISOString()}>
          {`${dayNameOf(line.time, Date.now())}, ${clockOf(line.time)}`}
        </time>
      </span>
      <span class="hit-text" dir="auto">
        {piecesOf(line.text, props.sought).map((piece, i) =>
          piece.found ? <mark key={i}>{piece.text}</mark> : piece.text
        )}
      </span>
    </>
  );
});

function Foot(props: { readonly more: number | null }): VNode {
  const keys = {
    up: <kbd>↑</kbd>,
    down: <kbd>↓</kbd>,
    enter: <kbd>{words.keys.caps.enter}</kbd>,
    escape: <kbd>{words.keys.caps.escape}</kbd>,
  };
  return (
    <div class="search-foot meta">
      {props.more !== null && <p>{words.search.more(props.more)}</p>}
      <p class="k" aria-hidden="true">
        <Fill text={words.search.keys} with={keys} />
      </p>
    </div>
  );
}
