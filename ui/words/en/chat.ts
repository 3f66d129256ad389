/**
 * The words of the chat screen.
 *
 * @module
 */
import { numberOf, plural } from "../../format.ts";
import { log, ruleOf } from "./log.ts";

/** A part of the English table. */
export const chat = {
  state: {
    matches: "Connected · key matches",
    compared: "Connected · key compared",
    notCompared: "Connected · key not compared",
    reconnecting: "Reconnecting",
    full: "Server full, trying again",
    ended: "Not connected",
    gone: "pyChat has ended",
  },
  list: {
    label: "Conversations",
    rooms: "Rooms",
    private: "Private",
    nobody: "None yet. Pick a person to write to.",
    newRoom: "New room",
    allRooms: "All rooms",
    you: "you, this session",
    unread: (count: number) =>
      plural(count, { one: "# unread message", other: "# unread messages" }),
    mentions: (count: number) =>
      plural(count, { one: "names you once", other: "names you # times" }),
    draft: "with a text of yours that is not sent",
    kinds: { public: "", hidden: "hidden", locked: "locked" },
    over: "over",
    reads: "The server can read this",
    details: "Server: who can see this",
  },
  head: {
    open: "Open",
    stamp: "Open room: the server can read it",
    stampPrivate: "Open conversation: the server can read it",
    plainPrivate: (name: string) => `Open. The server and ${name} can read this.`,
    plainPrivateShort: (name: string) => `The server and ${name} can read`,
    plainLeft: (name: string) => `${name} has left. The server and they could read this.`,
    plainOver: "You are not in this room any more.",
    leave: "Leave this room",
    close: "Close this conversation",
    plain: (people: number) =>
      people > 1
        ? `Open. The server and ${numberOf(people)} people can read this.`
        : "Open. The server and you can read this.",
    plainShort: (people: number) =>
      people > 1
        ? `The server and ${numberOf(people)} people can read`
        : "The server and you can read",
    who: "Who can see this",
  },
  log,
  people: {
    title: "People",
    tab: (count: number) => `People ${numberOf(count)}`,
    here: "Here now",
    owner: "Owner",
    members: (count: number) => `Members, ${numberOf(count)}`,
    you: "you",
    reconnecting: "reconnecting",
    muted: "muted",
    ignored: "ignored",
    kept: ruleOf,
    write: "Write privately",
    mention: "Mention",
    ignore: "Ignore",
    unignore: "Ignore no more",
    mute: "Mute…",
    unmute: "Unmute",
    kick: "Kick",
    ban: "Ban…",
    handOver: "Hand over the room…",
    room: "This room",
    topic: "Topic…",
    lock: "Lock…",
    unlock: "Lock or open…",
    keep: "Let the server keep messages",
    forget: "Have the server keep nothing",
    bans: "Bans…",
  },
  announce: {
    lost: (name: string) =>
      `The connection to ${name} is lost. What you write waits and is sent when it is back.`,
    stopped: (name: string) =>
      `${name} was stopped. What you write waits and is sent when it is back.`,
    back: (name: string) => `Connected to ${name} again.`,
  },
  banner: {
    ended: (name: string) => `Not connected to ${name}.`,
    cut: (time: string) => `The connection was cut at ${time}.`,
    cutSome: "The connection was cut.",
    stopping: "The server was stopped.",
    again: (seconds: number) =>
      plural(seconds, {
        one: "Trying again in # second.",
        other: "Trying again in # seconds.",
      }),
    now: "Trying now…",
    waits: "What you write waits and is sent when we are back.",
    keep: "What you read here stays until you leave or close pyChat.",
    over: {
      kicked: (room: string) => `You were put out of ${room}.`,
      banned: (room: string) => `You are banned from ${room}.`,
      gone: (room: string) => `${room} is not there any more.`,
      left: (name: string) => `${name} has left.`,
    },
    overText: "What you read here stays until you close it.",
    comeIn: "Come in again",
    gone: "pyChat on this computer has ended.",
    goneText: "Start it again; it opens a new page. What you see here stays until you close it.",
    restarted: "pyChat was started again and does not know this page.",
    restartedText:
      "Press Enter in the terminal where it runs to get a new link. What you see here stays until you close it.",
  },
} as const;
