/**
 * The English words that the first look at the page does without (views/later.ts).
 *
 * @module
 */
import { keys } from "./keys.ts";
import { panels } from "./panels.ts";
import { sentences } from "./sentences.ts";
import { settings } from "./settings.ts";
import { start } from "./start.ts";

/** The other half of the English table; whoever loads it puts it there. */
export const more = { ...start, ...panels, keys, sentences, settings } as const;
