/**
 * The words of what opens beside or over the conversation.
 *
 * @module
 */
import { numberOf, plural } from "../format.ts";

/** A part of the English table. */
export const panels = {
  who: {
    title: "Who can see this",
    lead: (people: number) =>
      people > 1
        ? `The server and ${numberOf(people)} people can read this.`
        : "The server and you can read this.",
    sight: "Line of sight",
    you: "You",
    youDo: "write",
    network: "Network",
    networkDoes: "sees that, not what",
    server: "Server",
    serverDoes: "reads",
    people: (count: number) => plural(count, { one: "# person", other: "# people" }),
    peopleDo: "read",
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
    networkTitle: "The network",
    networkText:
      "Sees that you talk to this server, when, and roughly how much. Not what, and not with whom.",
    keptTitle: "Kept",
    kept: (history: number) =>
      history === 0
        ? "By the server: nothing. Here: until you leave or close pyChat."
        : plural(history, {
          one: "By the server: the last message, in memory. Here: until you leave or close pyChat.",
          other:
            "By the server: the last # messages, in memory. Here: until you leave or close pyChat.",
        }),
    keyTitle: "The server’s key",
    key: {
      invited: "Came with your invitation, and matches.",
      known: "Is the one pyChat knows from before.",
      new: "Was new to pyChat and is remembered now. If it ever changes, pyChat stops.",
    },
  },
  first: {
    title: "You are the first one here.",
    text:
      "Bring people in with one invitation: it holds the address and the server’s key, so nobody can pose as it.",
    label: "Invitation",
    care:
      "Whoever holds it finds this server and knows its key. Send it as you would hand over a key.",
    name: "Choose your name",
    nameText: (name: string) => `You are ${name} until you say otherwise.`,
    look: "Choose the look",
    lookText: "Nord, light, dark, high contrast, or like your system.",
    help: "See what it can do",
    helpText: "Each command has one line of help.",
  },
  invite: {
    title: "Invite people",
    text:
      "One invitation is enough for everybody. It holds the address and the server’s key, so nobody can pose as it.",
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
      "This conversation and your unsent text are forgotten on this computer. Export the conversation first if you want to keep it. What others have read stays with them.",
  },
  quit: {
    title: "Quit pyChat?",
    text:
      "pyChat leaves every server and ends on this computer. Conversations and unsent texts are forgotten, in other windows and connections too. Export what you want to keep first.",
  },
  settings: {
    title: "Settings",
    kept: "These settings are kept on this computer only.",
    appearance: "Appearance",
    theme: "Theme",
    themes: {
      nord: "Nord",
      light: "Light",
      dark: "Dark",
      contrast: "High contrast",
      system: "Like the system",
    },
    here: "Here",
    name: "Your name",
    nameText: (name: string) => `You are ${name}.`,
    window: "Another window",
    windowText: "Shows the same conversation. It closes when pyChat ends, like this one.",
    another: "Another connection",
    anotherText:
      "Opens a page that joins another server, or this one as somebody else. This conversation goes on.",
    windowLink: "The browser did not open it. Open the new window",
    export: "Export",
    exportText: "A text file with time, sender and text of what you saw here.",
    leave: "Leave",
    leaveText:
      "Leaves the server and forgets this conversation. What others have read stays with them.",
    quit: "Quit",
    quitText:
      "Ends pyChat on this computer. Without it, pyChat stays in the conversation for ten minutes after you close its last page.",
    version: (version: string) => `pyChat ${version}`,
  },
} as const;
