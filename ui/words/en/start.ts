/**
 * The words before the chat.
 *
 * @module
 */

/** A part of the English table. */
export const start = {
  connect: {
    titleEmpty: "Join a server",
    title: (host: string) => `Join ${host}`,
    where: "Invitation or address",
    wherePlaceholder: "pychat://… or garden.local",
    whereHint: "Paste the invitation you were given. An address such as garden.local works too.",
    name: "Your name here",
    namePlaceholder: "Leave it empty and one is made up",
    nameHint:
      "Four letters are added to it when you join, so nobody can pass for you. They go when you leave.",
    connecting: (host: string) => `Joining ${host}`,
    connectingHint: (host: string, port: number) =>
      `Asking ${host}, port ${port}. Your name goes only to a server whose key is right.`,
    port: (port: number) => `Port ${port}.`,
    quitHint: "pyChat ends by itself when its last page is closed.",
  },
  cards: {
    invited: {
      title: "This invitation names its server",
      text:
        "It carries the server’s key. Only that server can answer, and nobody in between can pose as it.",
    },
    known: {
      title: "You have been here before; key known",
      text: "pyChat joins only if the server still has that key.",
    },
    new: {
      title: "Nobody has vouched for this server yet",
      text: "An address alone proves nothing. You will be shown its key’s words first.",
    },
    changed: {
      title: "This invitation names another key",
      text:
        "You have been at this address before, and its key was not the one in this invitation. You will be shown both before anything is sent.",
    },
    words: "The eight words of its key",
  },
  newKey: {
    title: (host: string) => `Before you join ${host}`,
    text:
      "This is your first time here and an address alone proves nothing. Compare these words with whoever runs it, by phone or in person:",
    after:
      "If you go on without comparing, pyChat remembers this key and stops if it ever changes.",
    sent: "Nothing of yours was sent yet, not even your name.",
  },
  changedKey: {
    title: (host: string) => `Stopped before joining ${host}`,
    card: "This server’s key has changed",
    text:
      "Either somebody set the server up anew, or somebody is posing as it. pyChat cannot tell which. Nothing of yours was sent, not even your name.",
    compared:
      "You compared the words of the old key with whoever runs this server. That it is another one now is no small matter: speak to them before you go on.",
    knownSince: (date: string) => `Known since ${date}`,
    answered: "Answered today",
    invited: "In the invitation",
    ask: "Ask the person who runs it, by phone or in person, to read you their words.",
    word: "They read me the new words. The first one is",
    wordPlaceholder: "first word",
    wrong:
      "That is not the first of the new words. Ask for all eight, and join only if they are the same.",
  },
  passphrase: {
    title: (name: string) => `${name} asks for its passphrase`,
    label: "Passphrase",
    hint: "Whoever runs the server has it. It is never sent: pyChat only proves that you know it.",
    wrong:
      "That was probably not the passphrase. Look at capital letters and blanks, or ask for it again.",
    unvouched:
      "Nobody but this first contact vouches for the server’s key. Whoever poses as the server could guess at a weak passphrase. An invitation closes this gap: ask for one.",
  },
  trouble: {
    title: "pyChat cannot begin as it should",
    without: {
      memory:
        "Mend this and try again. Or go on without: then nothing is kept on this computer. pyChat forgets the servers it knows when it ends, and cannot tell whether their keys have changed.",
      port:
        "Something else on this computer uses that port. pyChat can serve its page at another one.",
    },
    button: { memory: "Go on, keep nothing", port: "Use another port" },
  },
} as const;
