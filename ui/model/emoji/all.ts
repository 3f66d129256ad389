/**
 * The table of emoji as it is used. Together with what reads it, it is fetched apart from the page.
 *
 * @module
 */
import { EmojiTable } from "./codes.ts";
import { EMOJI_TABLE } from "./table.ts";

/** All emoji there are. */
export const EMOJI: EmojiTable = new EmojiTable(EMOJI_TABLE);
