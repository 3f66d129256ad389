/**
 * What keys and pasting mean in the composer, where it is not what they mean in any field.
 *
 * @module
 */
import type { App } from "../model/app.ts";
import type { Store } from "../model/store.ts";
import { isComposing } from "./field.ts";

type Act = () => void;

/** Whether Enter breaks the line, and sends only with Ctrl or ⌘. */
export function byCtrl({ model }: Store): boolean {
  return model.value.state?.choices.send === "ctrl_enter";
}

/** Whether the composer answers or changes something, which Escape ends. */
export function isMarked({ isChanging, reply }: Store): boolean {
  return isChanging || reply.value !== null;
}

/** Does what a key means here. */
export function onKey(event: KeyboardEvent, app: App): void {
  const other = event.ctrlKey || event.metaKey || event.altKey;
  if (isComposing(event) || other && event.key !== "Enter") return;
  const act = event.key === "Enter" ? enter(event, app) : actOf(event, app);
  if (act === null) return;
  event.preventDefault();
  event.stopPropagation(); // Escape closes one thing at a time
  act();
}

/** A long text does not go into the field, but stands above it. */
export function onPaste(event: ClipboardEvent, { actions }: App): void {
  const field = event.currentTarget;
  if (!(field instanceof HTMLTextAreaElement)) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const { selectionStart, selectionEnd } = field;
  if (actions.composing.paste(text, selectionStart, selectionEnd)) event.preventDefault();
}

function enter(event: KeyboardEvent, { store, actions }: App): Act | null {
  if (event.shiftKey) return null;
  if (!byCtrl(store)) return () => actions.enter();
  if (event.ctrlKey || event.metaKey) return () => actions.submit();
  // Enter takes what is chosen in a list, whatever it does to the text.
  return actions.composing.isChoosing ? () => actions.complete("insert") : null;
}

function actOf({ key, shiftKey }: KeyboardEvent, { store, actions }: App): Act | null {
  const list = store.completion.value !== null;
  const marked = isMarked(store);
  const isEmpty = store.draft.value === "" && store.block.value === "";
  if (list && key === "Tab" && !shiftKey) return () => actions.complete("insert");
  if (list && key === "ArrowDown") return () => actions.complete("next");
  if (list && key === "ArrowUp") return () => actions.complete("previous");
  if (list && key === "Escape") return () => actions.complete("close");
  if (marked && key === "Escape") return () => actions.unmark();
  if (key === "ArrowUp" && !shiftKey && !marked && isEmpty) return () => actions.editLast();
  return null;
}
