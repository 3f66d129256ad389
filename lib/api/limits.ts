/**
 * The limits a UI must know to say what is wrong before it asks.
 *
 * @module
 */
export {
  MAX_DRAFT_UNITS,
  MAX_HELD_LINES,
  MAX_NAME_GRAPHEMES,
  MAX_NAME_INPUT_UNITS,
  MAX_PASSPHRASE_UNITS,
  MAX_SAY_UNITS,
  MAX_WHERE_UNITS,
  PAGE_LINES,
} from "../limits.ts";
