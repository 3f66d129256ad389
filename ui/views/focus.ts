/**
 * Where the keyboard goes when a screen changes.
 *
 * @module
 */
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Whether a keyboard is likely: on a touch screen focus would open the one on the screen. */
export function hasKeyboard(): boolean {
  return matchMedia("(pointer: fine)").matches;
}

/**
 * Puts the focus on an element when it appears: at once, as whoever knows what comes types on.
 *
 * @param field Whether it is a text field, which a touch screen should not focus by itself.
 */
export function useFocus<T extends HTMLElement>(field = false): RefObject<T | null> {
  const target = useRef<T>(null);
  useLayoutEffect(() => {
    if (!field || hasKeyboard()) target.current?.focus();
  }, []);
  return target;
}

/**
 * Opens a dialog over the page, and returns what closes it.
 *
 * If there was a field in the dialog too, Chromium gives the one before the focus back without its
 * caret: it looks focused and takes no letter. So it is left and entered anew.
 */
export function openModal(dialog: HTMLDialogElement): () => void {
  const before = document.activeElement;
  const field = before instanceof HTMLTextAreaElement ? before : null;
  const [text, from, to] = [field?.value, field?.selectionStart ?? 0, field?.selectionEnd ?? 0];
  dialog.showModal();
  return () => {
    dialog.close();
    if (field === null || document.activeElement !== field) return;
    field.blur();
    field.focus({ preventScroll: true });
    if (field.value === text) field.setSelectionRange(from, to);
  };
}
