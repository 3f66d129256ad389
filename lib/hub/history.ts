/**
 * What is kept of rooms for who comes later: the last texts, in memory only.
 *
 * @module
 */
import { MAX_HISTORY_BYTES, MAX_ROOM_HISTORY_BYTES } from "../limits.ts";
import { encodeMessage } from "../message/encode.ts";
import type { Member, TextMessage } from "../message/from_server.ts";
import { Departed } from "./departed.ts";
import { type Measured, measured } from "./parts.ts";

/** People of whom a room has just forgotten the last text, remembered for who may get it late. */
const MAX_FORGOTTEN = 128;

/** The turn of a text, among all of all rooms. It outlasts the text, of which it holds nothing. */
interface Turn {
  /** Where the text is kept; `null` since it is no more. */
  history: History | null;
}

interface Kept {
  text: TextMessage;
  /** Bytes of it as a message. */
  bytes: number;
  readonly turn: Turn;
}

/** Somebody of whom a text is kept. */
interface Author {
  /** Measured once, and not for everybody who is told who said what. */
  person: Measured<Member>;
  /** How many texts. */
  texts: number;
}

/** What is kept of one room; only the archive changes it. */
export class History {
  /** Oldest first; each is the same object for everybody who gets it. */
  readonly kept: Kept[] = [];
  /** How many texts are kept of whom, by the id. */
  readonly authors: Map<string, number> = new Map();
  bytes = 0;
  /** Whether anything may be kept. */
  isOn = true;
  /** Of whom nothing is kept any more. */
  readonly forgotten: Departed = new Departed(MAX_FORGOTTEN);
}

/** What is kept of all rooms. Times are milliseconds of a clock that never goes back. */
export class Archive {
  /** Texts kept of each room at most; 0 is none. */
  readonly most: number;
  readonly #authors = new Map<string, Author>();
  /** Oldest first: those of all that is kept, and not more of what is no more. */
  #turns: Turn[] = [];
  /** How many are of what is no more: all before `#head`, and others. */
  #gone = 0;
  #head = 0;
  #bytes = 0;

  /** @param most Texts of each room; 0 is none. */
  constructor(most: number) {
    this.most = most;
  }

  /** Bytes kept of all rooms together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many people something is kept of. */
  get authors(): number {
    return this.#authors.size;
  }

  /** For a new room. */
  open(): History {
    return new History();
  }

  /** The room is gone, and with it what was kept. */
  close(history: History, time: number): void {
    this.#clear(history, time);
  }

  /** Texts kept of a room at most. */
  limitOf(history: History): number {
    return history.isOn ? this.most : 0;
  }

  /** Keeps texts of a room from now on, or forgets those there are and keeps none. */
  turn(history: History, isOn: boolean, time: number): void {
    history.isOn = isOn;
    if (!isOn) this.#clear(history, time);
  }

  /**
   * A text was said.
   *
   * @param said As others got it.
   * @param author Who said it.
   */
  add(history: History, said: TextMessage, author: Member): void {
    if (this.limitOf(history) === 0) return;
    const known = this.#authors.get(author.id) ?? { person: measured(author), texts: 0 };
    known.texts++;
    this.#authors.set(author.id, known);
    history.authors.set(author.id, (history.authors.get(author.id) ?? 0) + 1);
    const turn = { history };
    this.#turns.push(turn);
    const text = { ...said, past: true };
    const bytes = encodeMessage(text).length;
    history.kept.push({ text, bytes, turn });
    this.#count(history, bytes);
    while (history.kept.length > this.most) this.#drop(history, 0, said.time);
    this.#trim(history, said.time);
  }

  /** A text has other words. Nothing happens if it is not kept. */
  edit(
    history: History,
    id: number,
    words: Pick<TextMessage, "text" | "mentions">,
    time: number,
  ): void {
    const kept = history.kept[find(history, id)];
    if (kept === undefined) return;
    const { mentions: _, ...rest } = kept.text;
    kept.text = { ...rest, ...words, edited: true };
    const bytes = encodeMessage(kept.text).length;
    this.#count(history, bytes - kept.bytes);
    kept.bytes = bytes;
    this.#trim(history, time);
  }

  /** A text was taken back. Nothing happens if it is not kept. */
  remove(history: History, id: number, time: number): void {
    const at = find(history, id);
    if (at >= 0) this.#drop(history, at, time);
  }

  /** Somebody has another name. */
  rename(person: Member): void {
    const author = this.#authors.get(person.id);
    if (author !== undefined) author.person = measured(person);
  }

  /** The texts kept of a room, oldest first. */
  past(history: History): readonly TextMessage[] {
    return history.kept.map(({ text }) => text);
  }

  /** Who has said them, each once, as they were called last. */
  authorsOf(history: History): readonly Measured<Member>[] {
    return [...history.authors.keys()].flatMap((id) => this.#authors.get(id)?.person ?? []);
  }

  /** Who may have said what somebody gets late who came in and was cut off at these times. */
  authorsSince(
    history: History,
    entered: number,
    cut: number,
  ): readonly Measured<Member>[] {
    const forgotten = history.forgotten.unknownTo(entered, cut);
    return [...forgotten, ...this.authorsOf(history)];
  }

  #drop(history: History, at: number, time: number): void {
    const gone = at === 0 ? history.kept.shift() : history.kept.splice(at, 1)[0];
    if (gone === undefined) return;
    this.#count(history, -gone.bytes);
    this.#strike(gone.turn);
    const { from } = gone.text;
    const author = this.#authors.get(from);
    if (author === undefined) return;
    if (--author.texts === 0) this.#authors.delete(from);
    const left = (history.authors.get(from) ?? 0) - 1;
    if (left > 0) return void history.authors.set(from, left);
    history.authors.delete(from);
    history.forgotten.add(author.person.item, time);
  }

  /** The text is kept no more. */
  #strike(turn: Turn): void {
    turn.history = null;
    this.#gone++;
    // Looking at twice as many as have gone since the last time costs two steps for each.
    if (2 * this.#gone <= this.#turns.length) return;
    this.#turns = this.#turns.filter(({ history }) => history !== null);
    this.#gone = this.#head = 0;
  }

  #clear(history: History, time: number): void {
    while (history.kept.length > 0) this.#drop(history, history.kept.length - 1, time);
  }

  #count(history: History, bytes: number): void {
    history.bytes += bytes;
    this.#bytes += bytes;
  }

  /** Drops the oldest texts, of the room and then of all, until what is left may be kept. */
  #trim(history: History, time: number): void {
    while (history.bytes > MAX_ROOM_HISTORY_BYTES) this.#drop(history, 0, time);
    while (this.#bytes > MAX_HISTORY_BYTES) this.#dropOldest(time);
  }

  /** The oldest text of all, which is the oldest of its room. */
  #dropOldest(time: number): void {
    while (this.#turns[this.#head]?.history === null) this.#head++;
    const history = this.#turns[this.#head]?.history;
    if (history) this.#drop(history, 0, time);
  }
}

/** Where a text is; -1 if it is not kept. */
function find(history: History, id: number): number {
  return history.kept.findIndex(({ text }) => text.id === id);
}
