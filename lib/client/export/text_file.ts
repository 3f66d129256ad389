/**
 * Conversations as plain text: a line for each thing that happened.
 *
 * Every entry begins with its time at the start of a line. Further lines of a text begin with four
 * blanks and what a text answers with two, so no text can pass for an entry, for a heading or for
 * words of somebody else. In names, the signs that end a name are escaped.
 *
 * @module
 */
import type { Line, Pending, Person } from "../../api/view.ts";
import { marksOf, newest, pendingWords, type TextLine, UNKNOWN_QUOTE } from "./entries.ts";
import type { ExportContext, ExportedConversation, ExportTools } from "./exported.ts";
import { conversationFacts, type Fact, fileFacts, type Pen } from "./heads.ts";
import { localTimes, plainTime } from "./local_time.ts";
import { tell } from "./told.ts";

/** Begins each further line of a text, and can begin no entry. */
const INDENT = "    ";

/** Begins what a text answers, and can begin neither an entry nor a line of a text. */
const QUOTE = "  > ";

const SIGNS =
  "after a name and a colon stands what that person wrote; * begins what pyChat says, " +
  "> what is answered, [ what was not sent yet";

/** In a name: what ends it, what begins a quoted one, and what an escape begins with. */
const IN_NAMES = /[:·“”\\]|^[*[>]/g;

/**
 * Writes conversations down as text.
 *
 * @param now Milliseconds since 1970 (UTC).
 * @param most How long the entries of one conversation may be, in UTF-16 units.
 */
export function textFile(
  conversations: readonly ExportedConversation[],
  context: ExportContext,
  tools: ExportTools,
  now: number,
  most: number,
): string {
  const times = localTimes(tools.zone);
  const stamp = (time: number) => plainTime(times(time));
  const pen = penOf(tools);
  const writer = new Writer(tools, pen, stamp, new Set(context.ignored));
  const facts = fileFacts(context, pen, stamp(now), tools.zone);
  const title = conversations.length === 1 ? "pyChat conversation" : "pyChat conversations";
  const head = [title, ...facts.map(factLine), `Signs: ${SIGNS}`];
  const sections = conversations.flatMap((one) => ["", ...writer.section(one, most)]);
  return [...head, ...sections].join("\n") + "\n";
}

class Writer {
  readonly #tools: ExportTools;
  readonly #pen: Pen;
  readonly #stamp: (time: number) => string;
  readonly #ignored: ReadonlySet<string>;

  constructor(
    tools: ExportTools,
    pen: Pen,
    stamp: (time: number) => string,
    ignored: ReadonlySet<string>,
  ) {
    this.#tools = tools;
    this.#pen = pen;
    this.#stamp = stamp;
    this.#ignored = ignored;
  }

  section(conversation: ExportedConversation, most: number): readonly string[] {
    const { view, lines, dropped, pending } = conversation;
    const { written, left } = newest(lines, most, (line) => this.#entry(line));
    const heading = view.type === "room"
      ? `Room: #${this.#pen.line(view.name)}`
      : `Private: ${this.#pen.name(view.partner)}`;
    const facts = conversationFacts(view, this.#pen, dropped, left).map(factLine);
    return [heading, ...facts, "", ...written, ...pending.map((one) => this.#pending(one))];
  }

  #entry(line: Line): string {
    const time = this.#stamp(line.time);
    if (line.type === "text") return `${time}  ${this.#text(line)}`;
    const { said, typed } = tell(line, this.#pen.name);
    return `${time}  * ${said}${typed === null ? "" : `: ${this.#indented(typed)}`}`;
  }

  #text(line: TextLine): string {
    const marks = marksOf(line, this.#ignored);
    const from = this.#pen.name(line.from) + (marks === "" ? "" : ` [${marks}]`);
    const text = this.#indented(line.text);
    if (line.reply === null) return `${from}: ${text}`;
    const { from: author, text: quoted } = line.reply;
    const quote = author === null
      ? UNKNOWN_QUOTE
      : `${this.#pen.name(author)}: ${this.#pen.line(quoted)}`;
    return `${from}:\n${QUOTE}${quote}\n${INDENT}${text}`;
  }

  #pending(pending: Pending): string {
    const text = this.#indented(pending.text);
    return `${this.#stamp(pending.time)}  [${pendingWords(pending)}] ${text}`;
  }

  #indented(text: string): string {
    return this.#tools.printable(text).replaceAll("\n", `\n${INDENT}`);
  }
}

function penOf({ printableLine }: ExportTools): Pen {
  return {
    line: printableLine,
    name: (person: Person) => {
      const name = printableLine(person.name.replace(IN_NAMES, escaped));
      // A name of several words could read like a sentence of pyChat's.
      return `${/\s/.test(name) ? `“${name}”` : name}·${person.tag}`;
    },
  };
}

function escaped(sign: string): string {
  return `\\u{${sign.charCodeAt(0).toString(16)}}`;
}

function factLine([label, value]: Fact): string {
  return `${label}: ${value}`;
}
