/**
 * What a text in the composer asks for: to be said, or something of pyChat itself.
 *
 * @module
 */
import { MAX_SAY_UNITS } from "../../lib/api/limits.ts";
import { type Theme, THEMES } from "../../lib/api/view.ts";

/** The commands there are, in the order the help shows them. */
export const COMMANDS = ["help", "nick", "theme", "export", "leave"] as const;
/** One of {@linkcode COMMANDS}. */
export type Command = typeof COMMANDS[number];

/** What to do with a text. Nothing is sent but `say`. */
export type Asked =
  | { readonly type: "nothing" }
  | { readonly type: "say"; readonly text: string }
  | { readonly type: "too_long"; readonly over: number }
  | { readonly type: "help" | "export" | "leave" }
  | { readonly type: "nick"; readonly name: string }
  | { readonly type: "nick_missing" }
  | { readonly type: "theme"; readonly theme: Theme }
  | { readonly type: "theme_unknown"; readonly theme: string }
  | { readonly type: "unknown"; readonly command: string; readonly nearest: Command | null };

/** How the Python program of the same name spelled its export. */
const OLD_EXPORT = "[export_chat]";

/**
 * Reads what is in the composer.
 *
 * A text that begins with `/` is a command and never sent; `//` stands for a `/` that is.
 *
 * @param text As it was typed.
 */
export function askedBy(text: string): Asked {
  const trimmed = text.trim();
  if (trimmed === "") return { type: "nothing" };
  if (trimmed === OLD_EXPORT) return { type: "export" };
  if (!trimmed.startsWith("/")) return said(text);
  if (trimmed.startsWith("//")) return said(trimmed.slice(1));
  const gap = trimmed.search(/\s/);
  const name = (gap < 0 ? trimmed : trimmed.slice(0, gap)).slice(1).toLowerCase();
  return command(name, gap < 0 ? "" : trimmed.slice(gap).trim());
}

function said(text: string): Asked {
  const over = text.length - MAX_SAY_UNITS;
  return over > 0 ? { type: "too_long", over } : { type: "say", text };
}

function command(name: string, rest: string): Asked {
  switch (COMMANDS.find((known) => known === name)) {
    case "help":
      return { type: "help" };
    case "export":
      return { type: "export" };
    case "leave":
      return { type: "leave" };
    case "nick":
      return rest === "" ? { type: "nick_missing" } : { type: "nick", name: rest };
    case "theme": {
      const theme = THEMES.find((known) => known === rest.toLowerCase());
      return theme === undefined
        ? { type: "theme_unknown", theme: rest }
        : { type: "theme", theme };
    }
    case undefined:
      return { type: "unknown", command: name, nearest: nearest(name) };
  }
}

/** The command a typing error away from `name`, if there is one. */
function nearest(name: string): Command | null {
  let best: Command | null = null;
  let least = 3;
  for (const known of COMMANDS) {
    const away = known.startsWith(name) && name !== "" ? 1 : distance(name.slice(0, 16), known);
    if (away < least) {
      least = away;
      best = known;
    }
  }
  return best;
}

/** Letters to insert, drop, replace or swap (optimal string alignment distance). */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const cell = (i: number, j: number): number => table[i]?.[j] ?? j;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const least = i === 0 ? j : Math.min(
        cell(i - 1, j) + 1,
        cell(i, j - 1) + 1,
        cell(i - 1, j - 1) + same,
        swapped ? cell(i - 2, j - 2) + 1 : Infinity,
      );
      table[i]?.push(least);
    }
  }
  return cell(a.length, b.length);
}
