/**
 * Where the keyboard goes when a screen changes.
 *
 * @module
 */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Whether a keyboard is likely: on a touch screen focus would open the one on the screen. */
export function hasKeyboard(): boolean {
  return matchMedia("(pointer: fine)").matches;
}

/**
 * Puts the focus on an element when it appears.
 *
 * @param field Whether it is a text field, which a touch screen should not focus by itself.
 */
export function useFocus<T extends HTMLElement>(field = false): RefObject<T | null> {
  const target = useRef<T>(null);
  useEffect(() => {
    if (!field || hasKeyboard()) target.current?.focus();
  }, []);
  return target;
}
