/**
 * Which keys do something wherever the focus is.
 *
 * @module
 */

/** What a key asks for. */
export type Shortcut =
  | "switcher"
  | "search"
  | "shortcuts"
  | "above"
  | "below"
  | "unread"
  | "escape";

/** What is to be known of a key. */
export interface Pressed {
  readonly key: string;
  /** Where it is on the keyboard: of letters that another layout or Alt turns into others. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * What a key asks for; null is nothing of ours.
 *
 * @param pressed The key.
 * @param writing Whether the focus is where text is written.
 */
export function shortcutOf(pressed: Pressed, writing: boolean): Shortcut | null {
  const { key, altKey, shiftKey } = pressed;
  const main = pressed.ctrlKey || pressed.metaKey;
  if (main && altKey) return null; // AltGr, which writes a letter
  const letter = letterOf(pressed);
  if (main && !shiftKey && letter === "k") return "switcher";
  if (main && shiftKey && letter === "f") return "search";
  if (main && key === "/") return "shortcuts";
  if (altKey && !shiftKey) {
    if (key === "ArrowUp") return "above";
    if (key === "ArrowDown") return "below";
    if (letter === "a") return "unread";
    if (letter === "j") return "switcher";
  }
  if (main || altKey) return null;
  if (key === "Escape") return "escape";
  return key === "?" && !writing ? "shortcuts" : null;
}

/** The letter on the key, in Latin script whatever the layout. */
function letterOf({ key, code }: Pressed): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.charAt(3).toLowerCase() : "";
}
