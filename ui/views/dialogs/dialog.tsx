/**
 * The frame of everything that opens over the conversation.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../../words.ts";
import { hasKeyboard, openModal } from "../focus.ts";
import { Icon } from "../icon.tsx";

/**
 * The browser's own modal: it holds the focus, closes with Escape and gives the focus back. A field
 * that is marked as the first has the focus, or whatever comes first.
 */
export function Dialog(
  props: {
    readonly title: string;
    readonly close: () => void;
    readonly children: ComponentChildren;
  },
): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  // What takes its place is not to be closed by the news that it has closed, which come late.
  const gone = useRef(false);
  // Of the layout: what other effects leave behind is put away after the next picture, and a letter
  // typed until then would be lost.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    const close = openModal(element);
    if (hasKeyboard()) element.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => {
      gone.current = true;
      close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="dialog-title"
      onClose={() => gone.current || props.close()}
    >
      <header>
        <h2 id="dialog-title">
          <bdi>{props.title}</bdi>
        </h2>
        <button
          type="button"
          class="icon-btn"
          aria-label={words.buttons.close}
          onClick={props.close}
        >
          <Icon name="x" />
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
