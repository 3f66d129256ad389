/**
 * The words of what opens beside or over the conversation.
 *
 * @module
 */
import { numberOf, plural } from "../../format.ts";
import { dialogs } from "./dialogs.ts";

const HERE = "Here: until you leave or close pyChat; what you export stays.";

/** A part of the English table. */
export const panels = {
  dialogs,
  who: {
    title: "Who can see this",
    lead: (people: number) =>
      people > 1
        ? `The server and ${numberOf(people)} people can read this.`
        : "The server and you can read this.",
    leadPrivate: (name: string) => `The server and ${name} can read this.`,
    leadOver: "You are not in this room any more. The server and who was in it could read this.",
    leadLeft: (name: string) => `${name} has left. The server and they could read this.`,
    sight: "Line of sight",
    you: "You",
    youDo: "write",
    network: "Network",
    networkDoes: "sees that, not what",
    server: "Server",
    serverDoes: "reads",
    people: (count: number) => plural(count, { one: "# person", other: "# people" }),
    peopleDo: "read",
    before: "Its people",
    beforeDid: "could read",
    nobody: "Nobody else",
    nobodyDoes: "is here",
    words: "Words of the server’s key",
    compare:
      "Ask whoever runs the server to read you its words, by phone or in person. The same words: nobody sits between you and the server.",
    compared: "You compared them.",
    differTitle: "Then somebody may be posing as this server.",
    differ:
      "Or the words are those of another server. Write nothing here until you know: leave, and ask for an invitation.",
    serverTitle: (name: string) => `${name}, the server`,
    serverText: (address: string) =>
      `Reads everything that is written here, and sees your network address, who is in and who writes when. Its address is ${address}.`,
    peopleTitle: "People here",
    peopleText: "Read everything from when they joined. Anyone can copy what they read.",
    peopleKept:
      "Read everything since they joined and what the server keeps. Anyone can copy what they read.",
    partnerDoes: "reads",
    partnerText:
      "Reads everything, and can copy it. The conversation belongs to this one person: whoever comes under the same name later is somebody else.",
    doorTitle: "Who can come in",
    door: {
      lobby: "Everybody who joins this server is here.",
      public: "Everybody on this server. The room stands in the list.",
      hidden: "Whoever knows its name. The room stands in no list.",
      locked: "Whoever knows its passphrase. The room stands in no list.",
    },
    owner: (name: string) => ` ${name} owns it and can put people out.`,
    ownerYou: " You own it and can put people out.",
    networkTitle: "The network",
    networkText:
      "Sees that you talk to this server, when, and roughly how much. Not what. With whom, it can only guess from the moments.",
    keptTitle: "Kept",
    kept: (history: number) =>
      history === 0 ? `By the server: nothing. ${HERE}` : `${
        plural(history, {
          one: "By the server: the last message, in memory, until the room or the server ends.",
          other:
            "By the server: the last # messages, in memory, until the room or the server ends.",
        })
      } ${HERE}`,
    keptPrivate: `By the server: nothing. ${HERE}`,
    typing: " Others see while you write: you chose so in the settings.",
    keyTitle: "The server’s key",
    key: {
      invited: "Came with your invitation, and matches.",
      known: "Is the one pyChat knows from before.",
      new: "Was new to pyChat and is remembered now. If it ever changes, pyChat stops.",
    },
    keyCompared: " You compared its words with whoever runs the server.",
    keyNotCompared: " Nobody has compared its words yet.",
  },
  first: {
    title: "You are the first one here.",
    text:
      "Bring people in with one invitation: it holds the address and the server’s key, so nobody can pose as it.",
    roomTitle: (room: string) => `You are the only one in ${room}.`,
    roomText:
      "Bring people in with one invitation: it holds the address, the server’s key and the name of this room.",
    quiet: "Nothing here yet. Nothing is kept, so you start with an empty page.",
    private: (name: string) =>
      `Nothing here yet. What you write here goes to ${name} alone; the server can read it too.`,
    care:
      "Whoever holds it finds this server and knows its key. Send it as you would hand over a key.",
    name: "Choose your name",
    nameText: (name: string) => `You are ${name} until you say otherwise.`,
    room: "Make a room",
    roomTry: "For everybody, for whoever knows its name, or with a passphrase.",
    help: "See what it can do",
    helpText: "Each command has one line of help.",
  },
  invite: {
    title: "Invite people",
    text:
      "One invitation is enough for everybody. It holds the address and the server’s key, so nobody can pose as it.",
    room: (room: string) => `Invite people to ${room}`,
    roomText:
      "One invitation is enough for everybody. It holds the address, the server’s key and the name of this room.",
    hidden: "Whoever has it knows the name of this hidden room.",
    locked: "The passphrase of the room is not in it. Tell it some other way.",
    serverPassphrase: "If the server has a passphrase, that is not in it either.",
    qr: "The invitation as a QR code",
    loopback:
      "This address means this same computer. For people elsewhere, use an invitation the server printed when it started.",
  },
  rename: {
    title: "Change your name",
    label: "Name",
    text: "Everybody here sees the change. Your four letters stay.",
    ended: "You are not connected. Your name can be changed when you have joined again.",
    gone: "pyChat on this computer has ended, so your name cannot be changed.",
    submit: "Change name",
  },
  leave: {
    title: (name: string) => `Leave ${name}?`,
    text:
      "All conversations here and your unsent texts are forgotten on this computer. Export first what you want to keep. What others have read stays with them.",
  },
  quit: {
    title: "Quit pyChat?",
    text:
      "pyChat leaves every server and ends on this computer. Conversations and unsent texts are forgotten, in other windows and connections too. Export what you want to keep first.",
  },
} as const;
