/**
 * The words of searching a conversation and going to another.
 *
 * @module
 */
import { numberOf, plural } from "../../format.ts";

/** A part of the English table. */
export const search = {
  open: "Search this conversation",
  title: "Search in this conversation",
  label: "Words to look for",
  close: "Close the search",
  /** While the process looks. */
  asking: "Looking…",
  start: "pyChat searches what you have received since you joined. Nothing is asked of the server.",
  nothing: (sought: string) =>
    `No message here contains “${sought}”. pyChat searches what you have received since you joined.`,
  found: (count: number) =>
    plural(count, { one: "# message, the newest first", other: "# messages, the newest first" }),
  more: (count: number) =>
    `Only the newest ${numberOf(count)} are shown. More words find fewer messages.`,
  keys: "{up} {down} choose, {enter} goes there, {escape} closes",
  notKept: "pyChat does not keep that message any more.",
  details: {
    title: "Details",
    from: "From",
    time: "Sent",
    delivery: "Delivery",
    received: "You have it, and the server had it.",
    edits: "Changes",
    edited: "Its words were changed. The ones before are not kept.",
    answers: "Answers a message of",
    answered: (count: number) => plural(count, { one: "# answer", other: "# answers" }),
  },
  switcher: {
    label: "A room, a person, or a command after /",
    results: "Where to go",
    nothing: "Nothing here is called so.",
    room: "room",
    private: "private",
    write: "write privately",
  },
};
