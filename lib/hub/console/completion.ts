/**
 * What a line can go on with.
 *
 * @module
 */
import { foldName } from "../../message/name.ts";
import type { Census } from "../hub.ts";
import { COMMANDS, findCommand, type Slot } from "./commands.ts";
import { quoteWord, splitWords } from "./words.ts";

/** Words that are offered at once: what a terminal shows without scrolling. */
const MAX_OFFERED = 60;

/** What may stand before a name. */
const SIGNS: Readonly<Partial<Record<Slot, string>>> = { person: "@", room: "#" };

/** What may stand in place of a line's last word. */
export interface Completion {
  /** Where in the line that word begins. */
  readonly from: number;
  /** Whole words, with quotes where they need them; one that is alone has a blank after it. */
  readonly words: readonly string[];
}

/**
 * Completes a line.
 *
 * @param line Up to where it is to go on.
 * @param census Everybody and every room there is to name.
 */
export function completeLine(line: string, census: Census): Completion {
  const words = splitWords(line);
  const last = words.at(-1);
  // Behind a blank a new word begins; in quotes a blank belongs to the word.
  const isOpen = last !== undefined && (!last.closed || !/\s$/u.test(line));
  const begun = isOpen ? last : { text: "", from: line.length };
  const index = words.length - (isOpen ? 1 : 0);
  const slot = index === 0 ? "command" : findCommand(words[0]?.text ?? "")?.slots[index - 1];
  if (slot === undefined) return { from: begun.from, words: [] };
  const sign = begun.text.startsWith(SIGNS[slot] ?? " ") ? begun.text.slice(0, 1) : "";
  const fold = foldName(begun.text.slice(sign.length));
  const fitting = choices(slot, census).filter((one) => foldName(one).startsWith(fold));
  const offered = fitting.slice(0, MAX_OFFERED).map((one) => quoteWord(`${sign}${one}`));
  return { from: begun.from, words: offered.length === 1 ? [`${offered[0]} `] : offered };
}

function choices(slot: Slot, { people, rooms }: Census): readonly string[] {
  switch (slot) {
    case "command":
      return COMMANDS.map(({ name }) => name);
    case "person":
      return people.map(({ name }) => name);
    case "room":
      return rooms.map(({ room }) => room);
    case "switch":
      return ["on", "off"];
    case "lock":
      return ["off"];
  }
}
