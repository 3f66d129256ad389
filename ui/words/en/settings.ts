/**
 * The words of settings and of wiping everything.
 *
 * @module
 */

/** A part of the English table. */
export const settings = {
  title: "Settings",
  keptHere: "kept on this computer only",
  kept: "These settings are kept on this computer only.",
  sections: {
    appearance: "Appearance",
    writing: "Writing",
    learn: "What others learn",
    attention: "Attention",
    language: "Language",
    here: "Here",
    keyboard: "Keyboard",
    leave: "Leave and wipe",
  },
  alone: "Of all that can be set here, others see only this, and your name.",
  typing: "Show that I am writing",
  typingText:
    "Off unless you want it. Whoever is in the conversation, and the server, then see when you begin and stop to write, which says something about you. You see who else is writing either way. Among more than a hundred people nobody does.",
  theme: "Theme",
  themes: {
    nord: "Nord",
    light: "Light",
    dark: "Dark",
    contrast: "High contrast",
    system: "Like the system",
  },
  density: "Density",
  densityText: "Compact shows about a third more lines.",
  densities: { comfortable: "Comfortable", compact: "Compact" },
  comings: "Show who comes and goes",
  comingsText:
    "In lines of their own, many of them folded into one. Names that change, and who was put out, are shown either way.",
  send: "Send with",
  sendText: "With Ctrl Enter, or ⌘ Enter, Enter alone begins a new line. Shift+Enter always does.",
  sends: { enter: "Enter", ctrl_enter: "Ctrl Enter" },
  language: "Language",
  languageText: "Of pyChat’s own words, dates and numbers. What people write stays as it is.",
  languages: { system: "Like the browser", en: "English" },
  keys: "Shortcuts",
  keysText: "Everything here can be done with the keyboard alone.",
  keysShow: "All shortcuts",
  commands: "Commands",
  commandsText: "What begins with a / in the field is done, and sent to nobody.",
  name: "Your name",
  nameText: (name: string) => `You are ${name}. Everybody here sees it.`,
  window: "Another window",
  windowText: "Shows the same conversations. It closes when pyChat ends, like this one.",
  another: "Another connection",
  anotherText:
    "Opens a page that joins another server, or this one as somebody else. This conversation goes on. Nobody is told that both are you.",
  export: "Export",
  exportText: "One conversation or all, as text, Markdown or JSON: what you saw here.",
  leave: "Leave",
  leaveText:
    "Leaves the server and forgets its conversations. What others have read stays with them.",
  quit: "Quit",
  quitText:
    "Ends pyChat on this computer. Without it, pyChat stays in the conversation for ten minutes after you close its last page.",
  wipe: "Leave and wipe",
  wipeText:
    "Leaves every room, forgets messages, keys, drafts, known servers and these settings on this computer. What others have read stays with them.",
  wipeAsk: "Leave and wipe…",
  version: (version: string) => `pyChat ${version}`,
  /** The question before everything is removed. */
  wiping: {
    title: "Leave and wipe?",
    text:
      "This leaves every room and forgets messages, keys, drafts, known servers and settings on this computer. What others have read stays with them.",
    servers:
      "pyChat will not know any server’s key any more: join by invitation afterwards, or compare words again.",
    submit: "Leave and wipe",
    asked: "Wiping…",
    gone:
      "pyChat on this computer has ended, so nothing can be removed from here. Start it again and wipe from its settings.",
  },
} as const;
