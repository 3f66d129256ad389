/**
 * All words of the UI, in one table; sentences about problems are in `words/problems.ts`.
 *
 * Short sentences, present tense. Say what happened, then what can be done about it. `{name}` in a
 * string is a place where a view puts a node, so that another language may order it differently.
 *
 * @module
 */
import { chat } from "./words/chat.ts";
import { commands } from "./words/commands.ts";
import { compose } from "./words/compose.ts";
import { panels } from "./words/panels.ts";
import { start } from "./words/start.ts";

/** A count as it stands in narrow places. */
function capped(count: number): string {
  return count > 99 ? "99+" : String(count);
}

/** The English table. Another language is another value of type {@linkcode Words}. */
export const words = {
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
  ...start,
  ...chat,
  ...commands,
  ...compose,
  ...panels,
} as const;

/** The shape of a table of words. */
export type Words = typeof words;
