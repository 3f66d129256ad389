/**
 * One line that an operator typed, read word by word, and what it is about.
 *
 * @module
 */
import { MAX_NAME_BYTES, MAX_SECONDS } from "../../limits.ts";
import type { OwnerAsk } from "../../message/from_client.ts";
import type { Member } from "../../message/from_server.ts";
import { foldName } from "../../message/name.ts";
import { type CensusRoom, type Hub, LOBBY } from "../hub.ts";
import type { Refusal } from "../places.ts";
import type { Switchboard } from "../switchboard.ts";
import { ConsoleError } from "./answer.ts";
import { type Command, usageOf } from "./commands.ts";
import { readDuration } from "./duration.ts";
import { refusalSentence } from "./refusals.ts";
import { shownName, type Subject } from "./subject.ts";
import type { Word } from "./words.ts";

/** What commands act on. */
export interface Desk {
  readonly hub: Hub;
  readonly switchboard: Switchboard;
  /** The invitations, to the server or into a room of that name, the best one first. */
  readonly invitations: (room: string | null) => readonly string[];
  /** How many texts the server keeps of a room where it keeps any. */
  readonly history: number;
}

/** An {@linkcode OwnerAsk} without what every one has. */
type Wish = OwnerAsk extends infer Ask ? Ask extends unknown ? Omit<Ask, "room" | "ref"> : never
  : never;

/** Reads the words of one command from left to right. */
export class Asking {
  readonly desk: Desk;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether `--sure` stood there. */
  readonly sure: boolean;
  readonly #command: Command;
  readonly #line: string;
  readonly #words: readonly Word[];
  #at = 0;

  /**
   * @param desk What it acts on.
   * @param now Milliseconds since 1970.
   * @param command What is asked for.
   * @param line As it was typed.
   * @param words Those after the command's name.
   */
  constructor(desk: Desk, now: number, command: Command, line: string, words: readonly Word[]) {
    this.desk = desk;
    this.now = now;
    this.#command = command;
    this.#line = line;
    this.sure = command.name === "ban" && words.some(isSure);
    this.#words = this.sure ? words.filter((word) => !isSure(word)) : words;
  }

  /** The next word, if there is one. */
  word(): string | null {
    return this.#take()?.text ?? null;
  }

  /** All that is left, as it was typed; if it is one word in quotes, without them. */
  text(): string | null {
    const word = this.#take();
    if (word === undefined) return null;
    if (word.quoted && this.#at === this.#words.length) return word.text;
    this.#at = this.#words.length;
    return this.#line.slice(word.from).trimEnd();
  }

  /**
   * Somebody who is in.
   *
   * @throws {ConsoleError} If there is no word, or nobody or more than one is meant.
   */
  person(): Member {
    const word = this.#take() ?? this.wrong();
    const { text } = word;
    const found = this.#people(text);
    const [member] = found;
    if (member === undefined) {
      throw new ConsoleError(`Nobody here is “${text}”. “who” lists everybody.`);
    }
    if (!word.quoted) this.#refuseLonger(word);
    if (found.length === 1) return member;
    const names = found.map(shownName).join(" or ");
    throw new ConsoleError(`“${text}” may be ${names}: say which, by name and tag.`);
  }

  /**
   * A room, or the lobby where no word is left.
   *
   * @param timeFollows Whether a time may stand there instead.
   * @throws {ConsoleError} If there is no such room.
   */
  roomOrLobby(timeFollows = false): CensusRoom {
    const next = this.#words[this.#at];
    const isTime = timeFollows && next !== undefined && !next.quoted &&
      readDuration(next.text) !== null;
    return this.#room(isTime ? LOBBY : this.word() ?? LOBBY);
  }

  /**
   * A room.
   *
   * @throws {ConsoleError} If there is no word, or no such room.
   */
  room(): CensusRoom {
    return this.#room(this.word() ?? this.wrong());
  }

  /**
   * A time in seconds, if a word is left.
   *
   * @throws {ConsoleError} If it is not a time, or is none that there can be.
   */
  seconds(): number | undefined {
    const text = this.word();
    if (text === null) return undefined;
    const seconds = readDuration(text);
    if (seconds !== null && seconds >= 1 && seconds <= MAX_SECONDS) return seconds;
    const most = MAX_SECONDS / 86_400;
    throw new ConsoleError(
      seconds === null
        ? `“${text}” is not a time, such as 30s, 10m, 2h or 3d. ${this.#usage()}`
        : `A time is from 1s to ${most}d.`,
    );
  }

  /**
   * Nothing more may stand there.
   *
   * @throws {ConsoleError} If a word is left.
   */
  end(): void {
    if (this.#at < this.#words.length) this.wrong();
  }

  /**
   * Does it in a room, and tells everybody whom it concerns.
   *
   * @throws {ConsoleError} If it was refused.
   */
  operate(wish: Wish, subject: Subject): void {
    const ask = { ...wish, room: subject.room.room, ref: 1 } as OwnerAsk;
    const refusals: Refusal[] = [];
    this.desk.switchboard.operate((hub) => {
      const governed = hub.operate(ask, this.now);
      if ("effects" in governed) return governed.effects;
      refusals.push(governed.refused);
      return [];
    });
    const [refusal] = refusals;
    if (refusal === undefined) return;
    throw new ConsoleError(refusalSentence(refusal, subject, `${this.#line.trim()} --sure`));
  }

  /**
   * Says how the command is used.
   *
   * @throws {ConsoleError} Always.
   */
  wrong(): never {
    throw new ConsoleError(this.#usage());
  }

  #usage(): string {
    const usage = usageOf(this.#command);
    const quotes = /NAME|ROOM/.test(usage) ? ` A name with blanks stands in quotes: "Ada L".` : "";
    return `It is: ${usage}.${quotes}`;
  }

  #take(): Word | undefined {
    const word = this.#words[this.#at];
    if (word === undefined) return undefined;
    this.#at++;
    return word;
  }

  /** Whom a word means; no name begins with the sign that may stand before one. */
  #people(text: string): readonly Member[] {
    return this.desk.hub.findPerson(text.replace(/^@/, ""));
  }

  /**
   * Without quotes “Bob lobby” is Bob, and the lobby: whoever is called so would have Bob put out.
   *
   * @throws {ConsoleError} If words from this one on are the name of somebody.
   */
  #refuseLonger({ from }: Word): void {
    for (const next of this.#words.slice(this.#at)) {
      const name = this.#line.slice(from, next.from + next.text.length);
      if (next.quoted || name.length > MAX_NAME_BYTES) return;
      if (this.#people(name.replace(/\s+/gu, " ")).length === 0) continue;
      throw new ConsoleError(
        `“${name}” may be one name or more: put the one you mean in quotes, or type the tag.`,
      );
    }
  }

  #room(text: string): CensusRoom {
    const name = foldName(text.replace(/^#/, "").trim());
    const found = this.desk.hub.census().rooms.find(({ room }) => foldName(room) === name);
    if (found !== undefined) return found;
    throw new ConsoleError(`There is no room “${text}”. “rooms” lists those there are.`);
  }
}

function isSure({ text, quoted }: Word): boolean {
  return !quoted && text === "--sure";
}
