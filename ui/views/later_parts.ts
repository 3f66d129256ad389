/**
 * The views that are fetched once the page is drawn (later.ts).
 *
 * Whoever needs one reads it there: an import of these files from a view of the first look would
 * make them a part of it.
 *
 * @module
 */
import { english } from "../words.ts";
import { more } from "../words/en/more.ts";

export { NotificationsWait } from "./attention_settings.tsx";
export { ConversationMenu } from "./conversation_menu.tsx";
export { Attention } from "../attention/attention.ts";
export { Banners } from "./banners.tsx";
export { Connect } from "./connect.tsx";
export { Dialogs } from "./dialogs/dialogs.tsx";
export { EmojiPicker } from "./emoji_picker.tsx";
export { First } from "./first.tsx";
export { MessageMenu } from "./message_menu.tsx";
export { PendingRows } from "./pending.tsx";
export { problemSentence } from "../words/problems.ts";
export { Search } from "./search.tsx";
export { Settings } from "./settings.tsx";
export { Side } from "./side.tsx";

Object.assign(english, more);
