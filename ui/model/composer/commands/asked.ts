/**
 * What a text in the composer can ask for, and what must be known to tell.
 *
 * @module
 */
import type { Intent } from "../../../../lib/api/intent.ts";
import type { ConversationView, Person, Present } from "../../../../lib/api/view.ts";
import type { Dialog } from "../../dialog.ts";
import type { EmojiTable } from "../../emoji/codes.ts";

/** What to do with a text. */
export type Asked =
  | { readonly type: "nothing" }
  /** Say it where it was written; `action` as after `/me`. */
  | { readonly type: "say"; readonly text: string; readonly action: boolean }
  /** Write to somebody; an empty text only opens the conversation. */
  | { readonly type: "tell"; readonly to: Person; readonly text: string }
  | { readonly type: "do"; readonly intent: Intent }
  | { readonly type: "open"; readonly dialog: NonNullable<Dialog> }
  /** Leave the room of this place, or close this conversation. */
  | { readonly type: "close" }
  /** Show who is here. */
  | { readonly type: "people" }
  /** Nothing: the sentence says what is wrong, and the text stays where it is. */
  | { readonly type: "wrong"; readonly sentence: string };

/** Where a text was written. */
export interface Place {
  readonly conversation: ConversationView;
  readonly me: Person | null;
  /** Who is in this conversation. */
  readonly here: readonly Present[];
  /** Who is on the server. */
  readonly everybody: readonly Person[];
  /** Ids of those whose texts are not shown. */
  readonly ignored: ReadonlySet<string>;
  /** Messages the server keeps of a room, where its owner lets it. */
  readonly history: number;
  /** The emoji whose codes may stand in a text; null while they are not there. */
  readonly emoji: EmojiTable | null;
}

/** What can be asked for without a connection. */
const LOCAL: ReadonlySet<Intent["type"]> = new Set(["export", "theme", "ignore"]);

/** Whether the process does it by itself, with a connection or without. */
export function isLocal({ type }: Intent): boolean {
  return LOCAL.has(type);
}

/** A wrong use. */
export function wrong(sentence: string): Asked {
  return { type: "wrong", sentence };
}
