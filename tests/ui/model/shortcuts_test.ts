import { assertEquals } from "@std/assert";
import { type Pressed, type Shortcut, shortcutOf } from "../../../ui/model/shortcuts.ts";

/** A key, with what is held down besides, as in "Ctrl+Shift+f". */
function press(keys: string, code = "", writing = false): Shortcut | null {
  const parts = keys.split("+");
  const pressed: Pressed = {
    key: parts.at(-1) ?? "",
    code,
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Meta"),
    altKey: parts.includes("Alt"),
    shiftKey: parts.includes("Shift"),
  };
  return shortcutOf(pressed, writing);
}

Deno.test("shortcutOf() knows its keys, on any computer", () => {
  const known: readonly (readonly [string, Shortcut])[] = [
    ["Ctrl+k", "switcher"],
    ["Ctrl+K", "switcher"],
    ["Meta+k", "switcher"],
    ["Alt+j", "switcher"],
    ["Ctrl+Shift+F", "search"],
    ["Meta+Shift+f", "search"],
    ["Ctrl+/", "shortcuts"],
    ["Ctrl+Shift+/", "shortcuts"],
    ["Alt+ArrowUp", "above"],
    ["Alt+ArrowDown", "below"],
    ["Alt+a", "unread"],
    ["Escape", "escape"],
  ];
  for (const [keys, shortcut] of known) {
    assertEquals(press(keys), shortcut, keys);
    assertEquals(press(keys, "", true), shortcut, `${keys}, while writing`);
  }
});

Deno.test("shortcutOf() takes a question mark for one where text is written", () => {
  assertEquals([press("?"), press("Shift+?")], ["shortcuts", "shortcuts"]);
  assertEquals([press("?", "", true), press("Shift+?", "", true)], [null, null]);
});

Deno.test("shortcutOf() knows a key by its place where the layout or Alt makes another letter of it", () => {
  assertEquals(press("Ctrl+л", "KeyK"), "switcher");
  assertEquals(press("Ctrl+Shift+А", "KeyF"), "search");
  assertEquals(press("Alt+å", "KeyA"), "unread");
  assertEquals(press("Ctrl+k", "KeyV"), "switcher", "the letter counts where there is one");
  assertEquals(press("Ctrl+t", "KeyK"), null);
});

Deno.test("shortcutOf() leaves to the browser what is not ours", () => {
  const others = [
    "Ctrl+f",
    "Ctrl+Shift+k",
    "Ctrl+Alt+k",
    "Ctrl+Alt+a",
    "Alt+Shift+a",
    "Alt+Shift+ArrowUp",
    "Alt+Escape",
    "Ctrl+Escape",
    "Ctrl+?",
    "ArrowUp",
    "k",
    "a",
    "/",
    "Enter",
  ];
  for (const keys of others) assertEquals(press(keys), null, keys);
});
