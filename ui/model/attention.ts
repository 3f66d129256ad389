/**
 * What is worth the attention of somebody who looks elsewhere.
 *
 * This file decides and no more: it must never know a notification, a sound or the DOM, so that
 * every case can be tried against a literal.
 *
 * @module
 */
import type { Update } from "../../lib/api/update.ts";
import type { Choices, ConversationView, Line, Person } from "../../lib/api/view.ts";
import type { Unread } from "./log/unread.ts";

/** What stands around an update. */
export interface World {
  /** Those that there are after the update. */
  readonly conversations: readonly ConversationView[];
  /** Ids of those whose texts are not shown. */
  readonly ignored: ReadonlySet<string>;
  readonly choices: Choices;
  /** The id of the conversation whose end somebody looks at now; null is none. */
  readonly seen: string | null;
  /** Index after the last line that the page held of a conversation before the update. */
  end(id: string): number;
}

/** What an update is worth, which says what is to be done about it. */
export type Worth =
  /** The person has written there, in some window of theirs: they have read what was before. */
  | { readonly kind: "read"; readonly in: string }
  | {
    readonly kind: "news";
    readonly view: ConversationView;
    /** Whose text it is: of several the last one that is meant for the person, or the last. */
    readonly from: Person;
    readonly text: string;
    /** Whether it is meant for the person. */
    readonly toMe: boolean;
    /** How many texts are new. */
    readonly count: number;
    /** Whether a notification is shown, if the browser allows any. */
    readonly notify: boolean;
    /** Whether it is heard. */
    readonly sound: boolean;
  };

type TextLine = Extract<Line, { type: "text" }>;

/**
 * What an update is worth. A conversation that is quiet is worth nothing but for what names the
 * person; what was said before they came in, and by whom they ignore, is worth nothing at all.
 *
 * @param update What the process said; the page has taken it already.
 * @param world What stands around it.
 */
export function attentionFor(update: Update, world: World): Worth | null {
  if (update.type !== "lines") return null;
  const { in: id, from, lines } = update;
  const view = world.conversations.find((one) => one.id === id);
  if (view === undefined) return null;
  const fresh = from === 0 ? lines : lines.slice(Math.max(0, world.end(id) - from));
  const texts = fresh.filter((line) => line.type === "text");
  const own = texts.findLastIndex(({ mine }) => mine);
  const news = texts.slice(own + 1)
    .filter((line) => !line.past && !world.ignored.has(line.from.id))
    .filter((line) => !view.quiet || line.toMe);
  const line = news.findLast((one) => isMeant(view, one)) ?? news.at(-1);
  if (line === undefined) return own < 0 ? null : { kind: "read", in: id };
  const toMe = isMeant(view, line);
  const { notify, sound } = world.choices;
  const away = world.seen !== id;
  return {
    kind: "news",
    view,
    from: line.from,
    text: line.text,
    toMe,
    count: news.length,
    notify: away && (notify === "all" || notify === "mentions" && toMe),
    sound: away && sound !== "none",
  };
}

/** A private text is meant for the person, unless they want to hear nothing of it. */
function isMeant(view: ConversationView, line: TextLine): boolean {
  return line.toMe || view.type === "private" && !view.quiet;
}

/** What the title and the icon of the page tell. */
export interface News {
  /** Texts that nobody has seen, in all conversations. */
  readonly count: number;
  /** Those that are meant for the person. */
  readonly mentions: number;
}

/**
 * What is unread, as far as somebody wants to hear of it: as {@linkcode attentionFor} sees it.
 *
 * @param conversations All of them.
 * @param unread By the ids of the conversations.
 */
export function newsOf(
  conversations: readonly ConversationView[],
  unread: ReadonlyMap<string, Unread>,
): News {
  let [count, mentions] = [0, 0];
  for (const view of conversations) {
    const shown = shownOf(view, unread.get(view.id));
    count += shown.count;
    mentions += view.type === "private" ? shown.count : shown.mentions;
  }
  return { count, mentions };
}

/** What of a conversation is counted: of a quiet one only what names the person. */
export function shownOf(view: ConversationView, unread: News | undefined): News {
  const { count = 0, mentions = 0 } = unread ?? {};
  return { count: view.quiet ? mentions : count, mentions };
}

/** Which of the icons of the page tells that. */
export function iconFor({ count, mentions }: News): string {
  return mentions > 0 ? "/icon_mention.svg" : count > 0 ? "/icon_unread.svg" : "/icon.svg";
}

/** Longest beginning of a text in a notification, in characters: what systems show of one. */
const PREVIEW = 140;

/**
 * The beginning of a text, in one line.
 *
 * @param text What somebody wrote.
 */
export function previewOf(text: string): string {
  // Counted in code points, so that no half of one is shown; far more of them would cost time.
  const start = [...text.slice(0, 4 * PREVIEW).replace(/\s+/gu, " ").trim()];
  return start.length > PREVIEW ? start.slice(0, PREVIEW).join("") + "…" : start.join("");
}
