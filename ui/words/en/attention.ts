/**
 * The words of notifications, sounds and conversations that are quiet.
 *
 * @module
 */
import { plural } from "../../format.ts";

/** A name among other words, whatever direction it is written in. */
function apart(name: string): string {
  return `\u2068${name}\u2069`;
}

/** A part of the English table. */
export const attention = {
  wrote: (who: string, room: string) => `${apart(who)} wrote in ${apart(room)}.`,
  wroteToYou: (who: string, room: string) => `${apart(who)} wrote to you in ${apart(room)}.`,
  wrotePrivately: (who: string) => `${apart(who)} wrote to you privately.`,
  more: (count: number) => plural(count, { one: "# new message", other: "# new messages" }),
  notify: "Notify me",
  notifyText:
    "While you do not look at the conversation. Mentions are texts that name you, answers to yours, and private texts. Nobody else learns of it.",
  levels: { never: "Never", mentions: "Mentions", all: "All" },
  preview: "Show the text in notifications",
  previewText:
    "Off: a notification says who wrote and where. On: it shows how the text begins, your system may keep it, and whoever sees your screen reads it.",
  sound: "Sound",
  soundText:
    "Not for the conversation you are looking at, and at most one a second. Your browser lets this page be heard once you have clicked or typed in it.",
  sounds: { none: "None", tap: "Tap", bell: "Bell" },
  test: "Test",
  testLabel: "Test the sound",
  silent: "The browser played no sound.",
  permission: {
    default:
      "The browser has not been asked yet, so nothing is shown. pyChat’s page has another address at each start, so the browser asks again each time; start it with {option} to be asked once.",
    granted: "The browser shows them.",
    denied:
      "The browser blocks notifications of this page. Allow them at the left of its address; they come from then on.",
    unsupported:
      "This browser shows no notifications of pages. The title and the icon of this page tell what is new.",
  },
  allow: "Ask the browser",
  waits: "Allow notifications",
  waitsText: "You want notifications, and the browser has not been asked since pyChat was started.",
  sendTest: "Send a test notification",
  testTitle: "pyChat",
  testBody: "Notifications look like this.",
  tested: "Sent. If you see nothing, your system holds notifications back.",
  notTested: "The browser did not show it. Look at its settings and at those of your system.",
  quiet: "muted",
  goTo: "Go to…",
  goToKey: "Ctrl K",
  menu: {
    more: (name: string) => `More about ${name}`,
    mute: "Mute",
    muteText: "No sound, no count. What names you still shows.",
    unmute: "Unmute",
    invite: "Invite people",
    export: "Export",
    leave: "Leave this room",
    close: "Close",
  },
} as const;
