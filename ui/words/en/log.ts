/**
 * The words of what stands in a conversation.
 *
 * @module
 */
import type { RoomAct } from "../../../lib/api/view.ts";
import { numberOf, plural } from "../../format.ts";
import { durationOf } from "../durations.ts";

/** What the server keeps of a room, as it is said where people come in and beside the people. */
export function ruleOf(history: number): string {
  return history === 0 ? "Nothing is kept. Who joins later starts with an empty page." : plural(
    history,
    {
      one: "The server keeps the last message of this room in memory. Who joins later reads it.",
      other:
        "The server keeps the last # messages of this room in memory. Who joins later reads them.",
    },
  );
}

/**
 * A sentence for everything that can be done in a room. `{who}` is whoever did it, `{person}` and
 * `{topic}` what it was done with.
 */
export function actOf(act: RoomAct): string {
  switch (act.what) {
    case "topic":
      return act.topic === "" ? "{who} took the topic away." : "{who} set the topic: {topic}";
    case "owner":
      if (act.owner === null) return "Nobody owns this room now.";
      return act.left
        ? "Whoever owned this room has left. It belongs to {person} now."
        : "{who} gave this room to {person}.";
    case "kind":
      return KINDS[act.kind];
    case "muted":
      return act.seconds === null
        ? "{who} muted {person} until it is lifted."
        : `{who} muted {person} for ${durationOf(act.seconds)}.`;
    case "unmuted":
      return "{who} let {person} write again.";
    case "history":
      return act.history === 0
        ? "{who} had the server forget what it kept of this room. From here on nothing is kept."
        : `{who} had the server keep the last ${
          plural(act.history, { one: "message", other: "# messages" })
        } of this room in memory from here on.`;
  }
}

const KINDS = {
  public: "{who} opened this room. Everybody on this server can come in.",
  hidden: "{who} opened this room. Whoever knows its name can come in.",
  locked: "{who} locked this room. Who comes in from now on needs its passphrase.",
} as const;

/** A part of the English table. */
export const log = {
  label: "Messages",
  rule: ruleOf,
  act: actOf,
  older: "Show older lines",
  asking: "Asking for older lines",
  newer: "Show newer lines",
  newSince: (time: string) => `New since ${time}`,
  pill: (count: number) => plural(count, { one: "# new message", other: "# new messages" }),
  toEnd: "Go to the newest message",
  toUnread: "Jump to first unread",
  noUnread: "Do not go to what is unread",
  you: "you",
  sent: "The server has it",
  sending: "On its way",
  waiting: "Waits for the connection",
  edited: "(edited)",
  past: "Said before you came in",
  deleted: "{who} deleted a message.",
  deletedMine: "You deleted a message.",
  ignored: (count: number) =>
    plural(count, {
      one: "# message of somebody you ignore.",
      other: "# messages of people you ignore.",
    }),
  noQuote: "A message you do not have",
  quoteDeleted: "A message that was deleted",
  toQuote: (name: string) => `Go to the message of ${name} that this answers`,
  quoteFar: "That message stands further up. Press “Show older lines” at the top first.",
  full: (count: number) =>
    `A page shows the last ${numberOf(count)} lines. Export the conversation to read further up.`,
  tools: {
    label: "What can be done with this message",
    reply: "Reply",
    edit: "Edit",
    copy: "Copy text",
    remove: "Delete…",
    mention: (name: string) => `Mention ${name}`,
    more: "More",
    details: "Details…",
    ignore: (name: string) => `Ignore ${name}`,
    unignore: (name: string) => `Ignore ${name} no more`,
  },
  /** Who did something, where it is not somebody with a name. */
  youDid: "You",
  operator: "The operator",
  byOperator: "the operator",
  joined: "{who} joined.",
  left: "{who} left.",
  cut: "{who} lost the connection.",
  kicked: "{who} was put out by {by}.",
  banned: "{who} was banned by {by}.",
  renamed: "{who} is now {name}.",
  renamedMine: "You are now {name}.",
  others: (count: number) => plural(count, { one: "# other", other: "# others" }),
  foldJoined: "{who} and {others} joined.",
  foldLeft: "{who} and {others} left.",
  foldMixed: "{who} and {others} came, went or changed their name.",
  partnerLeft:
    "{who} has left. Somebody who comes under the same name is somebody else, and another conversation.",
  announcement: "From whoever runs this server: {text}",
  out: {
    kicked: (seconds: number | null) =>
      seconds === null
        ? "{who} put you out of this room."
        : `{who} put you out of this room. You can come in again in ${durationOf(seconds)}.`,
    banned: (seconds: number | null) =>
      seconds === null
        ? "{who} banned you from this room."
        : `{who} banned you from this room for ${durationOf(seconds)}.`,
    gone: "This room is not there any more.",
  },
  connection: {
    joined: "You joined.",
    lost: "Connection lost at {time}.",
    back: "Connected again at {time}.",
    gave_up: "pyChat stopped trying.",
    cut: "The connection was cut. What was said after this is not here.",
    stopping: "The server was stopped.",
  },
  willSay: "When it is back, pyChat says whether anything was missed.",
  nothingMissed: "Nothing was missed.",
  gap: (missing: number | null) =>
    missing === null ? "What was said meanwhile is not here." : plural(missing, {
      one: "# message may be missing here.",
      other: "# messages may be missing here.",
    }),
} as const;
