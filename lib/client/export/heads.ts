/**
 * What stands above conversations: whose server it was, how its key was verified, which room.
 *
 * @module
 */
import type { ConversationView, KeyStanding } from "../../api/view.ts";
import type { ExportContext } from "./exported.ts";
import { keepWords, type Naming } from "./told.ts";

/** How a format writes what others chose. */
export interface Pen {
  readonly name: Naming;
  /** Text of one line. */
  readonly line: (text: string) => string;
}

/** One thing to know, with a word for it. */
export type Fact = readonly [label: string, value: string];

const STANDING_WORDS: { readonly [S in KeyStanding]: string } = {
  invited: "the key stood in the invitation",
  known: "the key is the one this client knew from before",
  new: "the key was new, and nothing vouched for it but this first contact",
};

const OVER_WORDS = {
  kicked: "you were kicked from it",
  banned: "you were banned from it",
  gone: "it is gone",
  left: "your partner left the server",
} as const;

/**
 * What is to be known of the whole file.
 *
 * @param exported When it is written.
 * @param zone The time zone of all times.
 */
export function fileFacts(
  { server, me }: ExportContext,
  pen: Pen,
  exported: string,
  zone: string,
): readonly Fact[] {
  const facts: Fact[] = [
    ["Server", pen.line(server.name)],
    ["Address", pen.line(`${server.host}, port ${server.port}`)],
    ["Key", pen.line(server.words.join(" "))],
    ["Verified", STANDING_WORDS[server.standing]],
    [
      "Compared",
      server.compared
        ? "yes, you said that you compared the key's words with whoever runs the server"
        : "no, you did not compare the key's words",
    ],
  ];
  if (me !== null) facts.push(["You", pen.name(me)]);
  return [...facts, ["Exported", pen.line(exported)], ["Times", pen.line(zone)]];
}

/**
 * What is to be known of one conversation.
 *
 * @param dropped Lines before the first that the client did not keep.
 * @param left Lines after those that did not fit the file.
 */
export function conversationFacts(
  view: ConversationView,
  pen: Pen,
  dropped: number,
  left: number,
): readonly Fact[] {
  const facts: Fact[] = [];
  if (view.type === "room") {
    facts.push(["Kind", view.lobby ? "the lobby" : view.kind]);
    if (view.topic !== "") facts.push(["Topic", pen.line(view.topic)]);
    facts.push(["Kept", keepWords(view.history)]);
  } else {
    facts.push(["Kept", "The server keeps nothing of it"]);
  }
  if (view.over !== null) facts.push(["Over", OVER_WORDS[view.over]]);
  if (dropped > 0) facts.push(["Left out", `the first ${lines(dropped)} not kept`]);
  if (left > 0) {
    facts.push([
      "Left out",
      `${dropped > 0 ? "then" : "the first"} ${lines(left)} too much for one file`,
    ]);
  }
  return facts;
}

function lines(count: number): string {
  return count === 1 ? "1 line, which was" : `${count} lines, which were`;
}
