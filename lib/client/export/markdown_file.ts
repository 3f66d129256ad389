/**
 * Conversations as Markdown (CommonMark 0.31.2) that shows exactly what was written.
 *
 * What people wrote stands in block quotes and names are bold; all else is what pyChat says. Every
 * sign of ASCII that could mean something is escaped (section 2.4), and every line of a text has
 * its own `>`, so a text can neither be formatted nor leave its quote.
 *
 * @module
 */
import type { Line, Pending, Person } from "../../api/view.ts";
import { marksOf, newest, pendingWords, type TextLine, UNKNOWN_QUOTE } from "./entries.ts";
import type { ExportContext, ExportedConversation, ExportTools } from "./exported.ts";
import { conversationFacts, type Fact, fileFacts, type Pen } from "./heads.ts";
import { localTimes, plainTime } from "./local_time.ts";
import { tell } from "./told.ts";

const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** Blanks that a reader of Markdown would drop, show as one, or take for the end of a bold name. */
const LOST_BLANKS = /^\p{Zs}|\p{Zs}(?=\p{Zs})|\p{Zs}$/gmu;

/**
 * Writes conversations down as Markdown.
 *
 * @param now Milliseconds since 1970 (UTC).
 * @param most How long the entries of one conversation may be, in UTF-16 units.
 */
export function markdownFile(
  conversations: readonly ExportedConversation[],
  context: ExportContext,
  tools: ExportTools,
  now: number,
  most: number,
): string {
  const times = localTimes(tools.zone);
  const stamp = (time: number) => plainTime(times(time));
  const writer = new Writer(tools, stamp, new Set(context.ignored));
  const facts = fileFacts(context, writer.pen, stamp(now), tools.zone);
  const title = conversations.length === 1 ? "# pyChat conversation" : "# pyChat conversations";
  const head = `${title}\n\n${facts.map(factLine).join("\n")}`;
  return [head, ...conversations.flatMap((one) => writer.section(one, most))].join("\n\n") + "\n";
}

/** A text as Markdown that shows it, every further line begun by `prefix`. */
export function shown(text: string, prefix: string): string {
  return text.replace(PUNCTUATION, "\\$&")
    .replaceAll("\t", "    ")
    .replace(LOST_BLANKS, entity)
    .replace(/^$/gm, "&nbsp;")
    .replaceAll("\n", `\\\n${prefix}`);
}

class Writer {
  readonly pen: Pen;
  readonly #tools: ExportTools;
  readonly #stamp: (time: number) => string;
  readonly #ignored: ReadonlySet<string>;

  constructor(tools: ExportTools, stamp: (time: number) => string, ignored: ReadonlySet<string>) {
    this.#tools = tools;
    this.#stamp = stamp;
    this.#ignored = ignored;
    const line = (text: string) => shown(tools.printableLine(text), "");
    // Bold without its tag: what is bold is all of a name, whatever it looks like.
    this.pen = { line, name: ({ name, tag }: Person) => `**${line(name)}**·${tag}` };
  }

  section(conversation: ExportedConversation, most: number): readonly string[] {
    const { view, lines, dropped, pending } = conversation;
    const { written, left } = newest(lines, most, (line) => this.#entry(line));
    const heading = view.type === "room"
      ? `## Room \\#${this.pen.line(view.name)}`
      : `## Private: ${this.pen.name(view.partner)}`;
    const facts = conversationFacts(view, this.pen, dropped, left).map(factLine).join("\n");
    return [heading, facts, ...written, ...pending.map((one) => this.#pending(one))];
  }

  #entry(line: Line): string {
    const time = this.#stamp(line.time);
    if (line.type === "text") return `${time} · ${this.#text(line)}`;
    const { said, typed } = tell(line, this.pen.name);
    return `${time} · ${said}${typed === null ? "" : `\n\n${this.#quoted(typed)}`}`;
  }

  #text(line: TextLine): string {
    const marks = marksOf(line, this.#ignored);
    const from = this.pen.name(line.from) + (marks === "" ? "" : ` (${marks})`);
    const text = this.#quoted(line.text);
    if (line.reply === null) return `${from}\n\n${text}`;
    const { from: author, text: quoted } = line.reply;
    const quote = author === null
      ? UNKNOWN_QUOTE
      : `${this.pen.name(author)}: ${this.pen.line(quoted)}`;
    return `${from}\n\n> > ${quote}\n>\n${text}`;
  }

  #pending(pending: Pending): string {
    const time = this.#stamp(pending.time);
    return `${time} · ${pendingWords(pending)}\n\n${this.#quoted(pending.text)}`;
  }

  #quoted(text: string): string {
    return `> ${shown(this.#tools.printable(text), "> ")}`;
  }
}

function entity(blank: string): string {
  return blank === " " ? "&nbsp;" : `&#x${blank.charCodeAt(0).toString(16)};`;
}

function factLine([label, value]: Fact): string {
  return `- **${label}:** ${value}`;
}
