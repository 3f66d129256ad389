/**
 * Going somewhere by typing the beginning of its name: a conversation, a person, or a command.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { MAX_NAME_INPUT_UNITS } from "../../lib/api/limits.ts";
import { words } from "../words.ts";
import type { App } from "../model/app.ts";
import { askedBy } from "../model/composer/commands.ts";
import { isLocal } from "../model/composer/commands/asked.ts";
import { placeOf } from "../model/place.ts";
import { type Target, targetsOf } from "../model/switching.ts";
import { ConversationGlyph } from "./conversation_glyph.tsx";
import { isComposing } from "./field.ts";
import { openModal } from "./focus.ts";
import { Icon } from "./icon.tsx";
import { Mark, Name } from "./mark.tsx";
import { UnreadCounts } from "./unread_counts.tsx";

const LIST_ID = "targets";

/** A dialog without a head: the field says what it is. */
export function Switcher(props: App & { readonly text: string }): VNode {
  const { store, actions } = props;
  const text = useSignal(props.text);
  const chosen = useSignal(0);
  const remark = useSignal("");
  const dialog = useRef<HTMLDialogElement>(null);
  const gone = useRef(false);
  // At once: whoever knows the key types on.
  useLayoutEffect(() => {
    const close = dialog.current && openModal(dialog.current);
    return () => {
      gone.current = true;
      close?.();
    };
  }, []);
  useLayoutEffect(() => {
    dialog.current?.querySelector(".on")?.scrollIntoView({ block: "nearest" });
  }, [chosen.value]);

  // They stay as they are until something else is typed: whoever writes or comes in just before the
  // Enter must not lead it elsewhere.
  const targets = useMemo(() =>
    targetsOf(text.value, {
      conversations: store.conversations.value,
      open: store.open.value,
      unreadOf: (id) => store.unreadOf(id),
      people: store.lobby.value.members,
      me: store.model.value.state?.me ?? null,
    }), [text.value]);
  const at = Math.min(chosen.value, targets.length - 1);
  const type = (typed: string) => {
    text.value = typed;
    chosen.value = 0;
    remark.value = "";
  };
  const go = (target: Target | undefined) => {
    if (target === undefined) return;
    const why = goTo(target, text.value.trim(), props);
    if (why === null) return;
    if (target.kind === "command" && !/\s/.test(text.value.trimStart())) type(`/${target.name} `);
    remark.value = why;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0 && targets.length > 0) {
      chosen.value = (at + by + targets.length) % targets.length;
    } else if (event.key === "Enter") go(targets[at]);
    else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      class="dialog switcher"
      aria-label={words.search.switcher.label}
      onClose={() => gone.current || actions.open(null)}
      onClick={({ target }) => target === dialog.current && actions.open(null)}
    >
      <div class="switcher-in">
        <input
          class="inp"
          type="text"
          role="combobox"
          autofocus
          aria-label={words.search.switcher.label}
          aria-autocomplete="list"
          aria-expanded={targets.length > 0}
          aria-controls={LIST_ID}
          aria-activedescendant={targets.length > 0 ? targetId(at) : undefined}
          placeholder={words.search.switcher.label}
          maxLength={MAX_NAME_INPUT_UNITS}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          value={text.value}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <p class="meta" role="status">
          {remark.value !== ""
            ? remark.value
            : targets.length === 0
            ? words.search.switcher.nothing
            : ""}
        </p>
        <ul id={LIST_ID} role="listbox" aria-label={words.search.switcher.results}>
          {targets.map((target, i) => (
            <li
              key={keyOf(target)}
              id={targetId(i)}
              role="option"
              aria-selected={i === at}
              class={i === at ? "on" : ""}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => go(target)}
            >
              <Row target={target} />
            </li>
          ))}
        </ul>
      </div>
    </dialog>
  );
}

/** Goes there; where that cannot be done now, says why. */
function goTo(target: Target, typed: string, app: App): string | null {
  const { store, actions } = app;
  if (target.kind === "command") return run(typed, target.name, app);
  if (target.kind === "conversation") {
    actions.open(null);
    actions.openConversation(target.view.id);
    return null;
  }
  if (!store.connected.value) return words.compose.notNow;
  actions.open(null);
  actions.ask({ type: "write_to", member: target.person.id });
  return null;
}

/** Does what the command would do in the composer, and leaves what stands there alone. */
function run(typed: string, name: string, { store, actions }: App): string | null {
  const view = store.conversation.value;
  if (view === null) return null;
  const asked = askedBy(/^\/\S+\s/.test(typed) ? typed : `/${name}`, placeOf(store, view));
  switch (asked.type) {
    case "wrong":
      return asked.sentence;
    case "open":
      actions.open(asked.dialog);
      return null;
    case "do":
      if (!isLocal(asked.intent) && !store.connected.value) return words.compose.notNow;
      actions.open(null);
      actions.ask(asked.intent);
      return null;
    case "close":
      actions.open(null);
      actions.close();
      return null;
    case "people":
      actions.open(null);
      actions.side("people");
      return null;
    default:
      return null;
  }
}

function keyOf(target: Target): string {
  if (target.kind === "command") return `/${target.name}`;
  return target.kind === "person" ? target.person.id : target.view.id;
}

function targetId(at: number): string {
  return `target-${at}`;
}

function Row({ target }: { readonly target: Target }): VNode {
  const { switcher } = words.search;
  if (target.kind === "command") {
    const { form, text } = words.commands.help[target.name];
    return (
      <>
        <span class="g">
          <Icon name="right" />
        </span>
        <span class="n">{form}</span>
        <span class="d">{text}</span>
      </>
    );
  }
  if (target.kind === "person") {
    return (
      <>
        <span class="g">
          <Mark tag={target.person.tag} />
        </span>
        <span class="n">
          <Name person={target.person} />
        </span>
        <span class="d">{switcher.write}</span>
      </>
    );
  }
  const { view, unread } = target;
  return (
    <>
      <span class="g">
        <ConversationGlyph view={view} />
      </span>
      <span class="n">
        {view.type === "room" ? <bdi>{view.name}</bdi> : <Name person={view.partner} />}
      </span>
      <span class="d">{view.type === "room" ? switcher.room : switcher.private}</span>
      <UnreadCounts view={view} unread={unread} />
    </>
  );
}
