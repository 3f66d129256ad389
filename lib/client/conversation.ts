/**
 * A conversation as one person saw it: lines that are settled, in the server's order, and the
 * person's own texts that are not. It must never know how messages travel.
 *
 * @module
 */
import type { Line, Pending } from "../api/view.ts";
import { MAX_CONVERSATION_UNITS, MAX_LINES, PAGE_LINES } from "../limits.ts";
import type { SayMessage } from "../message/from_client.ts";
import type { Member, ResumedMessage, ServerMessage, TextMessage } from "../message/from_server.ts";
import { splitText } from "../message/text.ts";
import { Members, personOf } from "./members.ts";
import { PendingTexts } from "./pending.ts";

/** What is shown for an id that the server never introduced. */
const STRANGER = { name: "?", tag: "????" };

/** One room's conversation, through one connection or several. */
export class Conversation {
  /** The person's own texts without a place. */
  readonly pending: PendingTexts = new PendingTexts();
  #members: Members;
  #room: string;
  #lines: Line[] = [];
  /** UTF-16 units of all texts that are kept. */
  #units = 0;
  /** Index in the conversation of the first line that is kept. */
  #first = 0;
  /** Id of the last text of this membership: they increase, so a repeated one is no text. */
  #lastId = 0;
  /** What was told of the end of the connection: nothing yet, that it is dialled again, or all. */
  #told: "nothing" | "lost" | "end" = "nothing";

  /**
   * Begins a conversation.
   *
   * @param you The person, as the server calls them.
   * @param room The room's name, without `#`.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor(you: Member, room: string, now: number) {
    this.#members = new Members(personOf(you));
    this.#room = room;
    this.#add({ type: "connection", time: now, what: "joined" });
  }

  /** Who is in the room, and the person among them. */
  get members(): Members {
    return this.#members;
  }

  /** The room's name, without `#`. */
  get room(): string {
    return this.#room;
  }

  /** Index of the first line that is kept; those before were too many. */
  get first(): number {
    return this.#first;
  }

  /** Number of lines there ever were: the index of the next. */
  get length(): number {
    return this.#first + this.#lines.length;
  }

  /**
   * Some of the lines that are kept.
   *
   * @param from Index in the conversation of the first wanted.
   * @param to Index after the last wanted.
   */
  slice(from: number, to: number): readonly Line[] {
    return this.#lines.slice(Math.max(0, from - this.#first), Math.max(0, to - this.#first));
  }

  /** Nobody will know what became of the texts that were on their way. */
  lose(): void {
    this.pending.lose();
  }

  /**
   * The connection did not come back at once.
   *
   * @param since When it ended, in milliseconds since 1970 (UTC).
   */
  lost(since: number): void {
    if (this.#told !== "nothing") return;
    this.#told = "lost";
    this.#add({ type: "connection", time: since, what: "lost" });
  }

  /**
   * Goes on through another connection, as the same member: what was missed follows.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  resume({ you, received, missing, time }: ResumedMessage, now: number): void {
    this.#members.restart();
    this.pending.renew(received);
    if (missing > 0) {
      this.#add({ type: "gap", time: now, missing });
      this.pending.doubt(received);
    }
    this.#back("back", now);
    this.#renamed(you.id, you.name, time);
  }

  /**
   * Goes on as another member, whom nobody tells what was said meanwhile.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  begin(you: Member, room: string, now: number): void {
    this.#members = new Members(personOf(you));
    this.#room = room;
    this.#lastId = 0;
    this.pending.lose();
    if (this.#told !== "end") this.#add({ type: "gap", time: now, missing: null });
    this.#back(this.#told === "end" ? "joined" : "back", now);
  }

  /**
   * The connection ended, and nothing is dialled.
   *
   * @param since When it ended, in milliseconds since 1970 (UTC).
   * @param now Milliseconds since 1970 (UTC).
   */
  end(how: "cut" | "stopping", since: number, now: number): void {
    this.pending.end();
    if (this.#told === "end") return;
    // How it ended was told where it was lost; what is new is that nobody tries any more.
    const [what, time] = this.#told === "lost" ? ["gave_up", now] as const : [how, since] as const;
    this.#told = "end";
    this.#add({ type: "connection", time, what });
  }

  /**
   * Takes a message of the server. Those for another room and those that say nothing new change
   * nothing.
   */
  take(message: ServerMessage): void {
    if ("room" in message && message.room !== this.#room) return;
    switch (message.type) {
      case "members":
        return this.#members.list(message.members, message.last);
      case "joined": {
        const person = this.#members.join(message.member);
        if (person) this.#add({ type: "joined", time: message.time, person });
        return;
      }
      case "left": {
        const { time, reason } = message;
        const person = this.#members.leave(message.member);
        if (person) this.#add({ type: "left", time, person, reason });
        return;
      }
      case "renamed":
        return this.#renamed(message.member, message.name, message.time);
      case "reconnecting":
        return this.#members.move(message.member, true);
      case "reconnected":
        return this.#members.move(message.member, false);
      case "people":
        return this.#members.introduce(message.people);
      case "text":
        return this.#text(message);
      default:
        return; // it is about the connection
    }
  }

  /**
   * Writes a text.
   *
   * @param raw What was typed, at most `MAX_SAY_UNITS` long.
   * @param now Milliseconds since 1970 (UTC).
   * @param state Whether it can be sent, waits until it can, or cannot be sent.
   * @returns What to send, in this order.
   */
  say(raw: string, now: number, state: "sending" | "waiting" | "failed"): readonly SayMessage[] {
    const says = splitText(raw).map((text) => {
      const ref = this.pending.add(text, now, state);
      return this.#message({ ref, text });
    });
    return state === "sending" ? says : [];
  }

  /** What waits can be sent. Gives it, in this order. */
  release(): readonly SayMessage[] {
    return this.pending.release().map((pending) => this.#message(pending));
  }

  #message({ ref, text }: Pick<Pending, "ref" | "text">): SayMessage {
    return { type: "say", room: this.#room, ref, text };
  }

  #back(what: "joined" | "back", now: number): void {
    if (this.#told !== "nothing") this.#add({ type: "connection", time: now, what });
    this.#told = "nothing";
  }

  #text(message: TextMessage): void {
    const { id, from, text, time, ref } = message;
    if (id <= this.#lastId) return;
    this.#lastId = id;
    const mine = from === this.#members.me.id;
    if (mine && ref !== undefined) this.pending.settle(ref);
    const person = this.#members.find(from) ?? { id: from, ...STRANGER };
    this.#add({ type: "text", time, from: person, mine, text });
  }

  #renamed(id: string, name: string, time: number): void {
    const person = this.#members.rename(id, name);
    if (person === null || person.name === name) return;
    this.#add({ type: "renamed", time, person, name, mine: id === this.#members.me.id });
  }

  #add(line: Line): void {
    this.#lines.push(line);
    this.#units += unitsOf(line);
    if (this.#lines.length <= MAX_LINES && this.#units <= MAX_CONVERSATION_UNITS) return;
    // Many at once, since each time moves all the others.
    const dropped = this.#lines.splice(0, PAGE_LINES);
    this.#first += dropped.length;
    for (const old of dropped) this.#units -= unitsOf(old);
  }
}

function unitsOf(line: Line): number {
  return line.type === "text" ? line.text.length : 0;
}
