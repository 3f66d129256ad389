/**
 * The words of the composer and of what was written in it.
 *
 * @module
 */
import { numberOf, plural } from "../../format.ts";

/** A part of the English table. */
export const compose = {
  pending: {
    unknown:
      "It is not known whether this arrived. The connection ended before the server answered.",
    lost: "Not sent. The connection ended before the server answered.",
    text_empty: "Not sent. There is nothing in it that can be shown.",
    text_too_long: "Not sent. It is longer than this server takes. Send it in parts.",
    refused: "Not sent. The server refused it.",
    no_connection: "Not sent. There was no connection.",
    muted: "Not sent. You are muted here; your text is kept.",
    gone: "Not sent. Nobody is there any more; your text is kept.",
    goneFrom: (who: string) => `Not sent. ${who} has left. Your text is kept here.`,
    goneRoom: "Not sent. You are not in this room any more. Your text is kept here.",
  },
  compose: {
    label: (room: string) => `Write to ${room}`,
    hint: "The server can read what you write here.",
    waiting: (count: number) => `Waiting to be sent: ${numberOf(count)}.`,
    keys: "{key} sends",
    keysAgain: "{key} sends it again, {escape} leaves it as it was",
    keysSave: "{key} saves, {escape} leaves it as it was",
    allKeys: "{key} all keys",
    /** The names of keys. */
    caps: { ctrl: "Ctrl", enter: "Enter", escape: "Esc", tab: "Tab" },
    left: (count: number) => `${numberOf(count)} left`,
    over: (count: number) =>
      plural(count, {
        one: "Not sent. It is # letter too long; your text is kept here.",
        other: "Not sent. It is # letters too long; your text is kept here.",
      }),
    ended: "You are not connected, so nothing is sent. Your text is kept here.",
    later: "You are not connected just now. Your name can be changed when we are back.",
    notNow: "You are not connected just now, and this cannot wait. Try again when we are back.",
    gone:
      "pyChat on this computer has ended, so nothing is sent. Copy your text if you want to keep it.",
    unheard:
      "pyChat ended before it took what you sent last. It stands here again; copy it if you want to keep it.",
    replyTo: "Answer to {who}",
    editing: "Change what you wrote",
    amending: "Change it before it goes out",
    amendingFailed: "Change what was not sent",
    edit: "Edit",
    replyDeleted: "The message you were answering was deleted.",
    dropReply: "Answer nothing",
    dropEdit: "Leave it as it was",
    past:
      "This text cannot be changed any more. What you wrote stands here; Enter sends it as a new one.",
    wentOut:
      "It has gone out already, so it cannot be changed here. What you wrote stands here; Enter sends it as a new one.",
    amendEmpty: "There is nothing in it. Write something, or leave it as it was and delete it.",
    typing: {
      one: "{who} is writing…",
      two: "{who} and {other} are writing…",
      many: "Several people are writing…",
    },
    barred: {
      muted: "You are muted here until it is lifted.",
      mutedUntil: (end: string) => `You are muted here until ${end}.`,
      mutedBy: (who: string) => `${who} muted you here until it is lifted.`,
      mutedByFor: (who: string, time: string, end: string) =>
        `${who} muted you here for ${time}, until ${end}.`,
      operator: "Who runs the server",
      kicked: "You were put out of this room. What was said stays until you close it.",
      banned: "You are banned from this room. What was said stays until you close it.",
      gone: "This room is not there any more. What was said stays until you close it.",
      left: (who: string) =>
        `${who} has left. Somebody else under that name would be another conversation.`,
    },
    complete: {
      label: "What it could be",
      owner: "owner",
      muted: "muted",
      away: "reconnecting",
      people: (count: number) => plural(count, { one: "# person", other: "# people" }),
      choose: "{up} {down} choose",
      insert: "{tab} insert",
      close: "{escape} close",
    },
  },
} as const;
