/**
 * Long texts that are pasted: they stand above the field, folded, and go out after what is typed.
 *
 * @module
 */

/** More lines than this are folded … */
const OPEN_LINES = 20;
/** … and more letters than this, in UTF-16 units. */
const OPEN_UNITS = 1_000;

/** Whether a text that is pasted is to be folded. */
export function isLong(text: string): boolean {
  return text.length > OPEN_UNITS || linesIn(text) > OPEN_LINES;
}

/** How many lines a text has; a break at its end begins none. */
export function linesIn(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return text.endsWith("\n") ? lines - 1 : lines;
}

/** What is typed and what is pasted as one text, as it is sent and kept. */
export function joined(typed: string, block: string): string {
  if (block === "") return typed;
  if (typed.trim() === "") return block;
  return typed.endsWith("\n") ? typed + block : `${typed}\n${block}`;
}
