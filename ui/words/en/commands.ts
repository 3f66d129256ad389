/**
 * The words of the commands: one line of help for each, and a sentence for each wrong use.
 *
 * @module
 */
import {
  MAX_NAME_GRAPHEMES,
  MAX_ROOM_GRAPHEMES,
  MAX_ROOM_PASSPHRASE_UNITS,
  MAX_TOPIC_UNITS,
  MIN_ROOM_PASSPHRASE_UNITS,
} from "../../../lib/api/limits.ts";
import { plural } from "../../format.ts";

/** What comes after the name in a sentence, cut where it would be a page. */
function quoted(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A part of the English table. */
export const commands = {
  commands: {
    title: "Commands",
    intro: "Type a command alone in the field. It is not sent to anybody.",
    /** In the order the help shows them. */
    help: {
      help: { form: "/help", text: "Shows this list." },
      create: {
        form: "/create NAME",
        text: "Makes a room that you own. Add hidden, or locked and a passphrase.",
      },
      join: { form: "/join NAME [PASSPHRASE]", text: "Comes into a room." },
      leave: { form: "/leave", text: "Leaves this room; in the lobby, the server." },
      rooms: { form: "/rooms", text: "Lists the rooms of this server." },
      topic: { form: "/topic [TEXT]", text: "Shows the topic of this room; its owner sets it." },
      msg: { form: "/msg NAME [TEXT]", text: "Writes to one person." },
      nick: { form: "/nick NAME", text: "Changes your name." },
      me: { form: "/me TEXT", text: "Says what you do." },
      who: { form: "/who", text: "Shows who is here." },
      search: { form: "/search [TEXT]", text: "Finds what was said here." },
      ignore: { form: "/ignore NAME", text: "Hides what somebody writes. Again: shows it." },
      invite: { form: "/invite", text: "Shows an invitation to here." },
      mute: {
        form: "/mute NAME [TIME]",
        text: "Owner: keeps somebody from writing. Again: lets them.",
      },
      kick: { form: "/kick NAME", text: "Owner: puts somebody out, for a minute." },
      ban: { form: "/ban NAME [TIME]", text: "Owner: puts somebody out and keeps them out." },
      lock: {
        form: "/lock [PASSPHRASE | off]",
        text: "Owner: locks this room, or opens it.",
      },
      owner: { form: "/owner NAME", text: "Owner: hands this room over." },
      bans: { form: "/bans", text: "Owner: shows who is banned." },
      history: {
        form: "/history on|off",
        text: "Owner: lets the server keep messages, or not.",
      },
      export: {
        form: "/export [text | markdown | json] [all]",
        text: "Saves this conversation, or all, as a file.",
      },
      theme: {
        form: "/theme NAME",
        text: "Changes the look: nord, light, dark, contrast or system.",
      },
      keys: { form: "/keys", text: "Shows which keys do what." },
      quit: { form: "/quit", text: "Ends pyChat on this computer." },
    },
    slash: { form: "//text", text: "Sends a text that begins with a /." },
    newLine: { form: "Shift+Enter", text: "Begins a new line; Enter sends." },
  },
  /** What is wrong with a command. Nothing was done. */
  wrong: {
    unknown: (name: string, nearest: string | null) =>
      nearest === null
        ? `There is no command /${quoted(name)}. Type /help for a list. Nothing was sent.`
        : `There is no command /${quoted(name)}. Did you mean /${nearest}? Nothing was sent.`,
    alone: (command: string) =>
      `/${command} stands alone. To send a text that begins with a /, begin it with two. Nothing was sent.`,
    nickMissing: "Which name? Write /nick and then the name.",
    nickLong: `That name is too long. Use at most ${MAX_NAME_GRAPHEMES} letters.`,
    meMissing: "What do you do? Write /me and then what it is, such as /me waves.",
    theme: (name: string) =>
      name === ""
        ? "Which look? Write /theme and then nord, light, dark, contrast or system."
        : `There is no theme ${quoted(name)}. There are nord, light, dark, contrast and system.`,
    export: (rest: string) =>
      `${
        quoted(rest)
      } is no way to export. Write /export, then text, markdown or json, and all for every conversation.`,
    roomMissing: (command: "create" | "join") =>
      command === "create"
        ? "Which name? Write /create and then the name of the new room."
        : "Which room? Write /join and then its name. /rooms lists them.",
    roomLong: `That name is too long. Use at most ${MAX_ROOM_GRAPHEMES} letters.`,
    quote:
      'A name in quotes ends with a quote and a blank, such as "repair café". Nothing was sent.',
    createKind:
      'After the name of a room come hidden, or locked and a passphrase, or nothing. A name with blanks stands in quotes: /create "repair café".',
    createPassphrase: "Which passphrase? Write /create, the name, locked and then the passphrase.",
    passphrase:
      `The passphrase of a room has ${MIN_ROOM_PASSPHRASE_UNITS} to ${MAX_ROOM_PASSPHRASE_UNITS} letters.`,
    topicLong: (length: number) =>
      `${
        plural(length - MAX_TOPIC_UNITS, {
          one: "That topic is # letter too long.",
          other: "That topic is # letters too long.",
        })
      } Use at most ${MAX_TOPIC_UNITS}.`,
    notLocked: "This room is not locked. To lock it, write /lock and then a passphrase.",
    history: "On or off? Write /history on, or /history off.",
    historyOff: "The server keeps no messages of this room as it is.",
    historyNone: "This server keeps no messages of any room. Only who runs it can change that.",
    notRoom: (command: string) => `/${command} is for rooms, and this is between two people.`,
    over: (command: string) => `You are not in this room any more, so /${command} does nothing.`,
    lobby: (command: string) =>
      `Nobody owns the lobby: only who runs the server can use /${command} there.`,
    notOwner: (command: string, owner: string | null) =>
      owner === null
        ? `Only the owner of this room can use /${command}.`
        : `Only the owner of this room can use /${command}. That is ${owner}.`,
    whom: (command: string) => `Whom? Write /${command} and then a name.`,
    nobody: (text: string) =>
      `There is nobody called ${quoted(text)}. Write the name, or the four letters of the tag.`,
    several: (one: string, other: string) =>
      `Do you mean ${one} or ${other}? Write the name with its tag.`,
    notHere: (who: string) => `${who} is not in this room.`,
    self: (command: string) => `That is you. /${command} is for others.`,
    time: (text: string) =>
      `${quoted(text)} is no time. Write a number and s, m, h or d, such as 30s, 10m, 2h or 3d.`,
    timeLong: "That is too long. The longest time is 366d; without one there is no end.",
  },
} as const;
