/**
 * The words of a page that shows no conversation yet, or none any more.
 *
 * @module
 */

/** A part of the English table. */
export const outside = {
  brand: {
    title: "A chat you own.",
    kinds: [
      {
        title: "Rooms are like postcards.",
        text: "The server that carries them can read them. Nobody on the way can.",
      },
      {
        title: "A server you can check.",
        text: "Its key is eight words. Compare them once, and nobody can pose as it.",
      },
      {
        title: "No message on disk.",
        text: "No account, no phone number. A server that keeps anything in memory says so.",
      },
    ],
  },
  denied: {
    title: "This link is used up or too old",
    text:
      "A link opens one page and is good for a short time. To get a new one, press Enter in the terminal where pyChat runs, or start pyChat again.",
  },
  windowLink: "The browser did not open it. Open the new window",
  /** What is left of a page when everything was removed. */
  wiped: {
    title: "pyChat has left and wiped.",
    left: "pyChat has left every server and ended.",
    removed:
      "Removed from this computer: messages, drafts, the servers pyChat knew and their keys, and your settings.",
    /** Where something is left. */
    removedSome:
      "Removed from this computer, but for what is still here: messages, drafts, the servers pyChat knew and their keys, and your settings.",
    page: "This page has forgotten what it showed.",
    rest: "Still here",
    others:
      "Another pyChat that uses the same folder goes on, with what it shows. Wipe or end it too.",
    installed: "pyChat is in the menu of your desktop; “pychat-client uninstall” removes it.",
    stays:
      "What others have read stays with them. The program itself stays, files you exported stay where you put them, and your system may keep the notifications it showed.",
    close: "You can close this page.",
  },
} as const;
