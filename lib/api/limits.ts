/**
 * The limits a UI must know to say what is wrong before it asks.
 *
 * @module
 */
export { MAX_DRAFT_UNITS, MAX_NAME_GRAPHEMES, MAX_SAY_UNITS, PAGE_LINES } from "../limits.ts";
