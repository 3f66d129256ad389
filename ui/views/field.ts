/**
 * What the field of the composer needs of the browser: its keys, its height, and which way its
 * text runs.
 *
 * @module
 */

const MAX_LINES = 8;
/** A text of this many letters fills eight lines of any width. */
const LONG_UNITS = 10_000;

/** An input method still composes: its Enter chooses a word and sends nothing. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether the keys are those of a Mac, on which ⌘ is what Ctrl is elsewhere. */
export function isMac(): boolean {
  return /^(?:Mac|iP)/.test(navigator.platform);
}

/**
 * Which way a text runs. The browser finds it out by itself, but looks through all of a text again
 * and again: two million letters take it ten seconds. A long one is judged by its first letter.
 */
export function directionOf(text: string): "auto" | "ltr" | "rtl" {
  if (text.length <= LONG_UNITS) return "auto";
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(first)
    ? "rtl"
    : "ltr";
}

/**
 * Before a long text is put in, which way it runs: once it is there, the browser has already begun
 * to look through it.
 */
export function setDirection(event: InputEvent): void {
  const field = event.currentTarget;
  const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
  if (text.length > LONG_UNITS && field instanceof HTMLElement) field.dir = directionOf(text);
}

/**
 * As high as its text, up to eight lines. A custom height is the one style a script sets.
 *
 * The box keeps its height while its field is measured: if it gave way for a moment, the log would
 * grow into the room, and lose the end that it shows.
 */
export function grow(field: HTMLTextAreaElement): void {
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
