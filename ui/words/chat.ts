/**
 * The words of the chat screen.
 *
 * @module
 */
import { numberOf, plural } from "../format.ts";

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
    you: "you, this session",
    unread: (count: number) =>
      plural(count, { one: "# unread message", other: "# unread messages" }),
    details: "Server: who can see this",
  },
  head: {
    open: "Open",
    stamp: "Open room: the server can read it",
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
  log: {
    label: "Messages",
    older: "Show older lines",
    asking: "Asking for older lines",
    newer: "Show newer lines",
    newSince: (time: string) => `New since ${time}`,
    pill: (count: number) => plural(count, { one: "# new message", other: "# new messages" }),
    toEnd: "Go to the newest message",
    you: "you",
    sent: "The server has it",
    sending: "On its way",
    waiting: "Waits for the connection",
    joined: "{who} joined.",
    left: "{who} left.",
    cut: "{who} lost the connection.",
    renamed: "{who} is now {name}.",
    renamedMine: "You are now {name}.",
    others: (count: number) => plural(count, { one: "# other", other: "# others" }),
    foldJoined: "{who} and {others} joined.",
    foldLeft: "{who} and {others} left.",
    foldMixed: "{who} and {others} came, went or changed their name.",
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
  },
  pending: {
    unknown:
      "It is not known whether this arrived. The connection ended before the server answered.",
    lost: "Not sent. The connection ended before the server answered.",
    text_empty: "Not sent. There is nothing in it that can be shown.",
    text_too_long: "Not sent. It is longer than this server takes. Send it in parts.",
    refused: "Not sent. The server refused it.",
    no_connection: "Not sent. There was no connection.",
  },
  compose: {
    label: (room: string) => `Write to ${room}`,
    hint: "The server can read what you write here.",
    waiting: (count: number) => `Waiting to be sent: ${numberOf(count)}.`,
    keys: "{key} sends",
    left: (count: number) => `${numberOf(count)} left`,
    over: (count: number) =>
      plural(count, {
        one: "Not sent. It is # letter too long; your text is kept here.",
        other: "Not sent. It is # letters too long; your text is kept here.",
      }),
    ended: "You are not connected, so nothing is sent. Your text is kept here.",
    later: "You are not connected just now. Your name can be changed when we are back.",
    gone:
      "pyChat on this computer has ended, so nothing is sent. Copy your text if you want to keep it.",
  },
  commands: {
    title: "Commands",
    intro: "Type a command alone in the field. It is not sent to anybody.",
    help: { form: "/help", text: "Shows this list." },
    nick: { form: "/nick NAME", text: "Changes your name." },
    theme: {
      form: "/theme NAME",
      text: "Changes the look: nord, light, dark, contrast or system.",
    },
    export: { form: "/export", text: "Saves this conversation as a text file." },
    leave: { form: "/leave", text: "Leaves the server and forgets the conversation." },
    slash: { form: "//text", text: "Sends a text that begins with a /." },
    newLine: { form: "Shift+Enter", text: "Begins a new line; Enter sends." },
    unknown: (name: string, nearest: string | null) =>
      nearest === null
        ? `There is no command /${name}. Type /help for a list. Nothing was sent.`
        : `There is no command /${name}. Did you mean /${nearest}? Nothing was sent.`,
    nickMissing: "Which name? Write /nick and then the name.",
    themeUnknown: (name: string) =>
      name === ""
        ? "Which look? Write /theme and then nord, light, dark, contrast or system."
        : `There is no theme ${name}. There are nord, light, dark, contrast and system.`,
  },
  people: {
    title: "People",
    tab: (count: number) => `People ${numberOf(count)}`,
    here: "Here now",
    you: "you",
    reconnecting: "reconnecting",
    kept: (history: number) =>
      history === 0
        ? "Nothing is kept. Who joins later starts with an empty page."
        : plural(history, {
          one:
            "This server keeps the last message of each room in memory. Who joins later reads it.",
          other:
            "This server keeps the last # messages of each room in memory. Who joins later reads them.",
        }),
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
    gone: "pyChat on this computer has ended.",
    goneText: "Start it again; it opens a new page. What you see here stays until you close it.",
    restarted: "pyChat was started again and does not know this page.",
    restartedText:
      "Press Enter in the terminal where it runs to get a new link. What you see here stays until you close it.",
  },
} as const;
