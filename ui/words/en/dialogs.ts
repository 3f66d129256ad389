/**
 * The words of what opens over the conversation.
 *
 * @module
 */
import { numberOf, plural } from "../../format.ts";
import { durationOf } from "../durations.ts";

const PASSPHRASE_CARE =
  "Nobody but the server learns it, and who shows it when they come in. Tell it only to those who shall come in.";

/** A part of the English table. */
export const dialogs = {
  create: {
    title: "New room",
    name: "Name",
    nameHint: "You own the room. It is gone when the last one has left.",
    who: "Who may come in",
    kinds: {
      public: { title: "Everybody", text: "It stands in the list of rooms." },
      hidden: { title: "Whoever knows its name", text: "It stands in no list." },
      locked: { title: "Whoever knows its passphrase", text: "It stands in no list." },
    },
    passphrase: "Passphrase of the room",
    passphraseHint: PASSPHRASE_CARE,
    server: "The server can read what is written in every room.",
    submit: "Make the room",
  },
  join: {
    title: (name: string) => name === "" ? "Join a room" : `Join ${name}`,
    name: "Name of the room",
    passphrase: "Passphrase, if it has one",
    failed: (name: string) =>
      `There is no room ${name}, or it has another passphrase. The server does not say which, so that nobody can look for hidden rooms.`,
    submit: "Join",
    create: "Create it",
    createHint: "A room of this name that you own.",
  },
  rooms: {
    title: "All rooms",
    asking: "Asking the server…",
    none: "No room is listed but the lobby.",
    find: "Find a room",
    nothing: "No room is called so.",
    people: (count: number) => plural(count, { one: "# person", other: "# people" }),
    join: "Join",
    show: "Show",
    joined: "you are in it",
    hidden: "Hidden and locked rooms are not listed. Whoever knows the name can join.",
    byName: "Join by name…",
    create: "New room…",
  },
  topic: {
    title: (room: string) => `Topic of ${room}`,
    label: "Topic",
    hint: "One line that everybody here sees. Empty is none.",
    left: (count: number) => `${numberOf(count)} left`,
    submit: "Set the topic",
    read: "Only the owner of the room can change it.",
    none: "No topic is set.",
  },
  lock: {
    title: (room: string) => `Lock ${room}`,
    text: "Who comes in from now on needs the passphrase. Who is in stays.",
    label: "Passphrase of the room",
    hint: PASSPHRASE_CARE,
    submit: "Lock",
    again: "Set another passphrase",
    locked: "The room is locked.",
    open: "Open it",
  },
  mute: {
    title: (name: string) => `Mute ${name}`,
    text: "They stay and read, and can say nothing here until it ends. Everybody here sees it.",
    submit: "Mute",
    forever: "Until you lift it",
  },
  ban: {
    title: (name: string) => `Ban ${name}`,
    text: (room: string) =>
      `They are out of ${room} at once and cannot come in again: neither under another name, nor from the same address or network. Nobody is shown the address.`,
    limit: "Whoever changes the address comes in again. To keep a room to those you know, lock it.",
    submit: "Ban",
    forever: "As long as there is the room",
  },
  banSure: {
    title: (name: string) => `Ban ${name} all the same?`,
    shared:
      "Others on this server come from the same address: people of one household or office, behind one relay, or one person several times. A ban keeps all of them from coming in; who is in already stays.",
    noAddress:
      "The server does not count the address they come from, since many different people share it. The ban would hold this one person, as they are connected now: when they leave the server and come back, they are somebody else and can come in again.",
    advice: "A passphrase on the room keeps out whoever does not know it.",
    submit: "Ban all the same",
    length: (seconds: number | null) =>
      seconds === null
        ? "It would last as long as there is the room."
        : `It would last ${durationOf(seconds)}.`,
  },
  length: {
    label: "For how long",
    units: {
      m: (count: number) => plural(count, { one: "# minute", other: "# minutes" }),
      h: (count: number) => plural(count, { one: "# hour", other: "# hours" }),
      d: (count: number) => plural(count, { one: "# day", other: "# days" }),
    },
  },
  handOver: {
    title: (name: string) => `Hand the room over to ${name}?`,
    text: (room: string) =>
      `${room} belongs to them then, and they can do all that you can do now, to you too. You cannot take it back.`,
    submit: "Hand it over",
  },
  bans: {
    title: (room: string) => `Banned from ${room}`,
    asking: "Asking the server…",
    none: "Nobody is banned.",
    lift: "Lift",
    liftOf: (name: string) => `Lift the ban of ${name}`,
    left: (seconds: number | null) =>
      seconds === null ? "as long as there is the room" : `${durationOf(seconds)} left`,
  },
  remove: {
    title: "Delete this message?",
    text:
      "It is taken from everybody who has it here and from what the server keeps, and all see that you deleted a message. Who has read or copied it keeps that.",
    submit: "Delete",
  },
  export: {
    title: "Export",
    what: "What",
    one: (name: string) => `This conversation: ${name}`,
    all: "All conversations",
    format: "As",
    formats: {
      text: { title: "Text", text: "To be read anywhere." },
      markdown: { title: "Markdown", text: "To be read as it is, or as a page." },
      json: { title: "JSON", text: "For programs." },
    },
    text: "What you saw here, with times and zone, senders and tags, edits and gaps.",
    care: "The file stands in your downloads, and is not protected by anything.",
    submit: "Save the file",
  },
  leaveRoom: {
    title: (room: string) => `Leave ${room}?`,
    close: (name: string) => `Close the conversation with ${name}?`,
    closeRoom: (room: string) => `Close what was said in ${room}?`,
    text:
      "The conversation is forgotten on this computer. Export it first if you want to keep it. What others have read stays with them.",
    last:
      "You own this room. It goes to whoever has been in it longest, or is gone if nobody else is in it.",
    submit: "Leave the room",
    submitClose: "Close it",
  },
} as const;
