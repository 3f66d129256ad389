/**
 * The words of the list of shortcuts.
 *
 * @module
 */

/** A part of the English table. */
export const keys = {
  title: "Shortcuts",
  /** Between two ways to the same. */
  or: "or",
  /** The names of keys, as they stand on most keyboards. */
  caps: {
    ctrl: "Ctrl",
    alt: "Alt",
    shift: "Shift",
    enter: "Enter",
    escape: "Esc",
    tab: "Tab",
    end: "End",
    context: "Menu",
  },
  parts: {
    go: "Going somewhere",
    read: "Reading",
    write: "Writing",
    all: "Everywhere",
  },
  what: {
    switcher: "Go to a conversation, a person or a command",
    turn: "The conversation above or below",
    unread: "The next one with something unread",
    list: "What can be done with a conversation in the list",
    search: "Search this conversation",
    end: "To the newest message; everything is read then",
    close: "Close what lies on top; then to the newest message",
    rows: "From message to message",
    tools: "From a message to what can be done with it",
    send: "Send",
    line: "A new line",
    complete: "Put in what is chosen in the list",
    editLast: "Change your last message, in the empty field",
    command: "A command",
    mention: "Name somebody",
    emoji: "An emoji, after two letters",
    shortcuts: "This list",
  },
};
