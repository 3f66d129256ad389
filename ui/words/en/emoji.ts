/**
 * The words of emoji and of what is pasted.
 *
 * @module
 */
import { plural } from "../../format.ts";

/** A part of the English table. */
export const emoji = {
  open: "Emoji",
  title: "Pick an emoji",
  search: "Search emoji",
  none: (sought: string) => `No emoji is called ${sought}.`,
  groups: "Groups",
  /** In the order of the table; `recent` stands before them. */
  group: [
    "Smileys",
    "Hands and people",
    "Nature",
    "Food and drink",
    "Travel and places",
    "Activities",
    "Objects",
    "Symbols",
    "Flags",
  ],
  recent: "Used last",
  pasted: (lines: number, letters: number) =>
    `${plural(lines, { one: "# line", other: "# lines" })}, ${
      plural(letters, { one: "# letter", other: "# letters" })
    } pasted`,
  pastedText: "It is sent after what you write, as one message.",
  unfold: "Show",
  unfoldTitle: "Put it into the field",
  drop: "Remove",
} as const;
