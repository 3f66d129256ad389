/**
 * What is kept of rooms for who comes later: the last texts, in memory only.
 *
 * @module
 */
import { MAX_HISTORY_BYTES, MAX_ROOM_HISTORY_BYTES } from "../limits.ts";
import { encodeMessage } from "../message/encode.ts";
import type { Member, TextMessage } from "../message/from_server.ts";
import { Departed } from "./departed.ts";

/** People of whom a room has just forgotten the last text, remembered for who may get it late. */
const MAX_FORGOTTEN = 128;

interface Kept {
  readonly text: TextMessage;
  /** Bytes of it as a message. */
  readonly bytes: number;
}

/** Somebody of whom a text is kept. */
interface Author {
  person: Member;
  /** How many texts. */
  texts: number;
}

/** What is kept of one room; only the archive changes it. */
export class History {
  /** Oldest first; each is the same object for everybody who gets it. */
  readonly kept: Kept[] = [];
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
  readonly #histories = new Set<History>();
  readonly #authors = new Map<string, Author>();
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
    const history = new History();
    this.#histories.add(history);
    return history;
  }

  /** The room is gone, and with it what was kept. */
  close(history: History, time: number): void {
    this.#clear(history, time);
    this.#histories.delete(history);
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
    const known = this.#authors.get(author.id) ?? { person: author, texts: 0 };
    known.texts++;
    this.#authors.set(author.id, known);
    this.#put(history, history.kept.length, { ...said, past: true });
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
    const at = find(history, id);
    const old = history.kept[at]?.text;
    if (old === undefined) return;
    const { mentions: _, ...rest } = old;
    this.#put(history, at, { ...rest, ...words, edited: true });
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
    if (author !== undefined) author.person = person;
  }

  /** The texts kept of a room, oldest first. */
  past(history: History): readonly TextMessage[] {
    return history.kept.map(({ text }) => text);
  }

  /** Who has said them, each once, as they were called last. */
  authorsOf(history: History): readonly Member[] {
    const ids = new Set(history.kept.map(({ text }) => text.from));
    return [...ids].flatMap((id) => this.#authors.get(id)?.person ?? []);
  }

  /** Who may have said what somebody gets late who came in and was cut off at these times. */
  authorsSince(history: History, entered: number, cut: number): readonly Member[] {
    const forgotten = history.forgotten.unknownTo(entered, cut).map(({ item }) => item);
    return [...forgotten, ...this.authorsOf(history)];
  }

  /** Puts a text at a place, over the one that is there. */
  #put(history: History, at: number, text: TextMessage): void {
    const bytes = encodeMessage(text).length;
    this.#count(history, bytes - (history.kept[at]?.bytes ?? 0));
    history.kept[at] = { text, bytes };
  }

  #drop(history: History, at: number, time: number): void {
    const [gone] = history.kept.splice(at, 1);
    if (gone === undefined) return;
    this.#count(history, -gone.bytes);
    const { from } = gone.text;
    const author = this.#authors.get(from);
    if (author === undefined) return;
    if (--author.texts === 0) this.#authors.delete(from);
    const isLast = !history.kept.some(({ text }) => text.from === from);
    if (isLast) history.forgotten.add(author.person, time);
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
    while (this.#bytes > MAX_HISTORY_BYTES) this.#drop(this.#oldest(), 0, time);
  }

  /** The one with the oldest text of all; costs a look at each room. */
  #oldest(): History {
    let oldest = new History();
    for (const history of this.#histories) {
      const [first] = history.kept;
      const [before] = oldest.kept;
      if (first === undefined) continue;
      if (before === undefined || first.text.time < before.text.time) oldest = history;
    }
    return oldest;
  }
}

/** Where a text is; -1 if it is not kept. */
function find(history: History, id: number): number {
  return history.kept.findIndex(({ text }) => text.id === id);
}
