/**
 * All words of the UI, in one table: a language is one value of its type.
 *
 * Short sentences, present tense. Say what happened, then what can be done about it. `{name}` in a
 * string is a place where a view puts a node, so that another language may order it differently.
 * Nobody keeps words from before they are drawn: the reader may choose another language.
 *
 * @module
 */
import { capped, writeIn } from "./format.ts";
import { attention } from "./words/en/attention.ts";
import { chat } from "./words/en/chat.ts";
import { commands } from "./words/en/commands.ts";
import { compose } from "./words/en/compose.ts";
import { content } from "./words/en/content.ts";
import { emoji } from "./words/en/emoji.ts";
import type { more } from "./words/en/more.ts";
import { outside } from "./words/en/outside.ts";
import { search } from "./words/en/search.ts";

/** What is there from the beginning. */
const early = {
  app: "pyChat",
  buttons: {
    join: "Join",
    joinAnyway: "Join anyway",
    joinAgain: "Join again",
    tryNow: "Try now",
    stopTrying: "Stop trying",
    compared: "We compared them",
    differ: "They differ",
    doNotJoin: "Do not join",
    trustNewKey: "Trust the new key",
    cancel: "Cancel",
    close: "Close",
    copy: "Copy invitation",
    copied: "Copied",
    retry: "Retry",
    remove: "Delete",
    show: "Show",
    hide: "Hide",
    send: "Send",
    changeName: "Change name",
    allCommands: "All commands",
    export: "Export this conversation",
    exportShort: "Export",
    invite: "Invite people",
    people: "People",
    settings: "Settings",
    leave: "Leave this server",
    leaveAsk: "Leave this server…",
    stay: "Stay",
    open: "Open another window",
    another: "New connection",
    quit: "Quit pyChat",
    quitAsk: "Quit pyChat…",
    again: "Try again",
    back: "Back",
    toList: "Back to conversations",
    reveal: "Show what I type",
  },
  title: (
    { count, mentions }: { readonly count: number; readonly mentions: number },
    room: string,
  ) =>
    `${
      mentions > 0 ? `(@${capped(mentions)}) ` : count > 0 ? `(${capped(count)}) ` : ""
    }${room} · pyChat`,
  ...outside,
  ...chat,
  ...commands,
  ...compose,
  attention,
  content,
  emoji,
  search,
} as const;

/**
 * The English table. Another language is another value of type {@linkcode Words}. The words of
 * words/en/more.ts stand in it as soon as the views are there that say them (views/later.ts).
 */
export const english = early as typeof early & typeof more;

/** What a table has, whatever it says. */
type Said<T> = T extends string ? string
  : T extends (...facts: infer Facts) => string ? (...facts: Facts) => string
  : { readonly [K in keyof T]: Said<T[K]> };

/** The shape of a table of words: one that lacks a word does not compile. */
export type Words = Said<typeof english>;

/** The table that is spoken now. */
export let words: Words = english;

/**
 * Speaks with these words from now on; what was drawn before is not drawn anew by this.
 *
 * @param table The words.
 * @param locale What dates, numbers and plurals are written in, as BCP 47 has it.
 */
export function speak(table: Words, locale: string): void {
  words = table;
  writeIn(locale);
}
