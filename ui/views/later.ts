/**
 * What the first look at the page does without: it is fetched when that is drawn.
 *
 * A view reads {@linkcode later}, and draws nothing in the place of what is not there yet. Everything is
 * fetched soon and without being asked for, since a page goes on after its process has ended, and
 * could fetch nothing then.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";
import type { ConversationView, Problem } from "../../lib/api/view.ts";
import type { App } from "../model/app.ts";
import type { Attention } from "../attention/attention.ts";
import type { ConversationMenu } from "./conversation_menu.tsx";
import type { MessageMenu } from "./message_menu.tsx";

/** What later_parts.ts holds. */
export interface Later {
  readonly Attention: typeof Attention;
  readonly Banners: (props: App & { readonly view: ConversationView }) => VNode;
  readonly Connect: (props: App) => VNode;
  readonly Side: (props: App) => VNode | null;
  readonly First: (props: App) => VNode | null;
  readonly EmojiPicker: (props: App) => VNode | null;
  readonly MessageMenu: typeof MessageMenu;
  readonly Search: (props: App) => VNode | null;
  readonly Dialogs: (props: App) => VNode | null;
  readonly ConversationMenu: typeof ConversationMenu;
  readonly NotificationsWait: (props: App) => VNode | null;
  readonly PendingRows: (props: App) => VNode | null;
  readonly problemSentence: (problem: Problem) => string;
  readonly Settings: (props: App) => VNode | null;
}

/** The parts, or null while they are not there. */
export const later: Signal<Later | null> = signal(null);
