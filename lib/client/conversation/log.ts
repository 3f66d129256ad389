/**
 * The lines of a conversation, in the order in which they came.
 *
 * @module
 */
import type { Line } from "../../api/view.ts";
import { MAX_CONVERSATION_UNITS, MAX_LINES, PAGE_LINES } from "../../limits.ts";

/** What a line takes besides what is written in it, in UTF-16 units: names, a time, marks. */
const LINE_UNITS = 200;

/** What somebody takes whom a text names, in UTF-16 units: a page is told the name. */
const MENTION_UNITS = 100;

/** A text with its place. */
export type TextLine = Extract<Line, { readonly type: "text" }>;

/** Lines that were kept, under the index that each has for good. */
export class Log {
  readonly #changed: (index: number) => void;
  #lines: Line[] = [];
  /** UTF-16 units of all that others wrote in the lines that are kept. */
  #units = 0;
  /** Index of the first line that is kept. */
  #first = 0;
  /** Where the texts of this membership are, by their ids. */
  #current = new Map<number, number>();
  /** Where those of the one before are: a server that keeps texts gives them once more. */
  #earlier = new Map<number, number>();
  /** Whether ids go on from the membership before: one of its texts was given once more. */
  #goesOn = false;
  /** Where the answers to texts of this membership are, in their order, by the ids of those texts. */
  #answers = new Map<number, number[]>();
  /** Where those of the one before are. */
  #earlierAnswers = new Map<number, number[]>();

  /** @param changed Is told the index of a line that is another one now. */
  constructor(changed: (index: number) => void) {
    this.#changed = changed;
  }

  /** Index of the first line that is kept; those before were too many. */
  get first(): number {
    return this.#first;
  }

  /** Number of lines there ever were: the index of the next. */
  get length(): number {
    return this.#first + this.#lines.length;
  }

  /** About what it takes of memory, in UTF-16 units. */
  get cost(): number {
    return this.#units + LINE_UNITS * this.#lines.length;
  }

  /**
   * Some of the lines that are kept.
   *
   * @param from Index of the first wanted.
   * @param to Index after the last wanted.
   */
  slice(from: number, to: number): readonly Line[] {
    return this.#lines.slice(Math.max(0, from - this.#first), Math.max(0, to - this.#first));
  }

  /**
   * Where the newest lines begin, of which there are so many at most.
   *
   * @param lines How many there may be.
   * @param units How many UTF-16 units they may take together.
   * @param to Index after the last of them, which is one that is kept.
   */
  tail(lines: number, units: number, to: number = this.length): number {
    let [from, left] = [to, units];
    while (from > this.#first && to - from < lines) {
      const line = this.#lines[from - 1 - this.#first];
      left -= line === undefined ? 0 : LINE_UNITS + unitsOf(line);
      if (left < 0) break;
      from--;
    }
    return from;
  }

  /** Adds a line. */
  add(line: Line): void {
    if (line.type === "text") {
      this.#current.set(line.id, this.length);
      if (line.reply !== null) this.#answer(line.reply.id).push(this.length);
    }
    this.#lines.push(line);
    this.#units += unitsOf(line);
    this.#fit();
  }

  /** Forgets the oldest lines. Many at once, since each time moves all the others. */
  shed(): void {
    const dropped = this.#lines.splice(0, PAGE_LINES);
    dropped.forEach((old, at) => this.#forgetAnswer(old, this.#first + at));
    this.#first += dropped.length;
    for (const old of dropped) {
      this.#units -= unitsOf(old);
      if (old.type === "text") this.#forget(old.id);
    }
  }

  /**
   * Where a text stands: of this membership, or of those before where it goes on from them.
   *
   * @param id The text's.
   * @returns Its index, or null where it is not kept, or nobody can tell which text it is.
   */
  indexOf(id: number): number | null {
    const index = this.#current.get(id) ?? (this.#goesOn ? this.#earlier.get(id) : undefined);
    return index !== undefined && this.#at(index)?.type === "text" ? index : null;
  }

  /** The text itself, or null. */
  find(id: number): TextLine | null {
    const line = this.#at(this.indexOf(id) ?? undefined);
    return line?.type === "text" ? line : null;
  }

  /**
   * Puts a line in the place of a text.
   *
   * @param id The text's.
   */
  replace(id: number, line: Line): void {
    const index = this.indexOf(id);
    if (index !== null) this.put(index, line);
  }

  /** Takes the words of a text out of all its answers. */
  unquote(id: number): void {
    const earlier = this.#goesOn ? this.#earlierAnswers.get(id) ?? [] : [];
    for (const index of [...earlier, ...this.#answers.get(id) ?? []]) {
      const line = this.#at(index);
      if (line?.type !== "text" || line.reply === null) continue;
      this.put(index, { ...line, reply: { ...line.reply, text: "" } });
    }
  }

  /** Puts a line in the place of another that is kept. */
  put(index: number, line: Line): void {
    const old = this.#at(index);
    if (old === undefined) return;
    this.#units += unitsOf(line) - unitsOf(old);
    this.#lines[index - this.#first] = line;
    this.#changed(index);
    this.#fit();
  }

  /**
   * Takes a text of the membership before for the same one in this.
   *
   * @param text As the server gives it now.
   * @returns Whether there was one; who said it and when tell it from another with its id.
   */
  adopt(text: TextLine): boolean {
    const index = this.#earlier.get(text.id);
    const line = this.#at(index);
    if (index === undefined || line?.type !== "text") return false;
    if (line.time !== text.time || line.from.id !== text.from.id) return false;
    this.#current.set(text.id, index);
    this.#goesOn = true;
    if (line.text !== text.text) this.put(index, { ...line, text: text.text, edited: true });
    return true;
  }

  /** Another membership begins: ids may begin anew, and no text of before can be changed. */
  turn(): void {
    for (const index of this.#current.values()) {
      const line = this.#at(index);
      if (line?.type === "text" && line.current) this.put(index, { ...line, current: false });
    }
    this.#earlier = this.#goesOn ? new Map([...this.#earlier, ...this.#current]) : this.#current;
    this.#current = new Map();
    if (!this.#goesOn) this.#earlierAnswers = new Map();
    for (const [id, answers] of this.#answers) {
      this.#earlierAnswers.set(id, [...this.#earlierAnswers.get(id) ?? [], ...answers]);
    }
    this.#answers = new Map();
    this.#goesOn = false;
  }

  #fit(): void {
    while (this.#lines.length > MAX_LINES || this.#units > MAX_CONVERSATION_UNITS) this.shed();
  }

  #at(index: number | undefined): Line | undefined {
    return index === undefined ? undefined : this.#lines[index - this.#first];
  }

  #answer(id: number): number[] {
    const answers = this.#answers.get(id) ?? [];
    this.#answers.set(id, answers);
    return answers;
  }

  #forgetAnswer(line: Line, index: number): void {
    if (line.type !== "text" || line.reply === null) return;
    for (const all of [this.#answers, this.#earlierAnswers]) {
      const answers = all.get(line.reply.id);
      if (answers?.[0] !== index) continue;
      answers.shift();
      if (answers.length === 0) all.delete(line.reply.id);
    }
  }

  #forget(id: number): void {
    for (const texts of [this.#current, this.#earlier]) {
      if ((texts.get(id) ?? this.#first) < this.#first) texts.delete(id);
    }
  }
}

/** What others chose the length of; what names somebody is short. */
function unitsOf(line: Line): number {
  switch (line.type) {
    case "text":
      return line.text.length + (line.reply?.text.length ?? 0) +
        MENTION_UNITS * line.mentions.length;
    case "announcement":
      return line.text.length;
    case "act":
      return line.act.what === "topic" ? line.act.topic.length : 0;
    default:
      return 0;
  }
}
