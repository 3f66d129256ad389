/**
 * A conversation as one person saw it: lines that are settled, in the server's order, and the
 * person's own texts that are not. It must never know how messages travel.
 *
 * @module
 */
import type { ConversationView, Line, Person, Present, Quote } from "../../api/view.ts";
import { MAX_QUOTE_UNITS } from "../../limits.ts";
import type { SayMessage, TellMessage } from "../../message/from_client.ts";
import type {
  DeletedMessage,
  EditedMessage,
  ResumedMessage,
  TextMessage,
  ToldMessage,
} from "../../message/from_server.ts";
import { splitText } from "../../message/text.ts";
import type { Feed } from "./feed.ts";
import { Log, type TextLine } from "./log.ts";
import { type Fate, PendingTexts, type Released, type Written } from "./pending.ts";
import type { Refs } from "./refs.ts";

/** What is shown for an id that the server never introduced. */
const STRANGER = { name: "?", tag: "????" };

/** What conversations need of each other. */
export interface Company {
  readonly feed: Feed;
  readonly refs: Refs;
  /** Somebody on the server, or who was there not long ago. */
  readonly find: (id: string) => Person | null;
  /** The person's own id. */
  readonly me: () => string;
}

/** One conversation, through one connection or several. */
export abstract class Conversation {
  /** Names it to pages, and to nobody else. */
  readonly id: string;
  readonly log: Log;
  /** The person's own texts without a place. */
  readonly pending: PendingTexts;
  /** What stands in the composer. */
  draft = "";
  /** Whether the person wants to hear nothing of it. */
  quiet = false;
  protected readonly company: Company;
  /** Id of the last text of this membership: they increase, so a repeated one is no text. */
  #lastId = 0;

  /**
   * @param id Names it to pages.
   * @param company What it needs of others.
   */
  constructor(id: string, company: Company) {
    this.id = id;
    this.company = company;
    this.log = new Log((index) => company.feed.lineChanged(id, index));
    this.pending = new PendingTexts(company.refs);
    company.feed.began(id);
  }

  /** As the list of conversations shows it. */
  abstract get view(): ConversationView;

  /** Everybody in it, in the order of their names; of a private one nobody. */
  abstract get present(): readonly Present[];

  /** Whether the server takes texts for it from this member. */
  abstract get isOpen(): boolean;

  /** Whether it is only to be read any more. */
  abstract get isOver(): boolean;

  /** Whether the person sees nothing of it for now. */
  get isHidden(): boolean {
    return false;
  }

  /** Somebody who said or did something in it. */
  person(id: string): Person {
    return this.company.find(id) ?? { id, ...STRANGER };
  }

  /**
   * Writes a text.
   *
   * @param written What was typed, at most `MAX_SAY_UNITS` long.
   * @param now Milliseconds since 1970 (UTC).
   * @param fate Whether it can be sent, waits until it can, or cannot be sent.
   * @returns What to send, in this order.
   */
  say(written: Written, now: number, fate: Fate): readonly (SayMessage | TellMessage)[] {
    this.company.feed.pendingChanged(this.id);
    const says = splitText(written.text).map((text, index) => {
      // Of a text in several pieces only the first answers somebody, or rings for them.
      const piece = index === 0 ? { ...written, text } : { ...written, text, ...UNMARKED };
      return this.message({ ...piece, ref: this.pending.add(piece, now, fate) });
    });
    return fate === "sending" ? says : [];
  }

  /** What waits can be sent. Gives it, in this order. */
  release(): readonly (SayMessage | TellMessage)[] {
    const released = this.pending.release();
    if (released.length > 0) this.company.feed.pendingChanged(this.id);
    return released.map((text) => this.message(text));
  }

  /**
   * Goes on through another connection, as the same member: what was missed follows.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  resume({ received, missing }: ResumedMessage, now: number): void {
    this.company.feed.pendingChanged(this.id);
    this.pending.renew(received);
    if (missing === 0) return;
    this.pending.doubt(received);
    if (this.isOpen) this.log.add({ type: "gap", time: now, missing });
  }

  /** Goes on as another member: what was on its way is lost, and the server counts anew. */
  protected restart(): void {
    this.company.feed.pendingChanged(this.id);
    this.#lastId = 0;
    this.log.turn();
    this.pending.lose();
  }

  /** Nobody takes a text here any more. */
  protected close(line: Line): void {
    this.log.add(line);
    this.pending.abandon();
    this.company.feed.pendingChanged(this.id);
    this.company.feed.stateChanged();
  }

  /** Takes a text of somebody. */
  protected text(message: TextMessage | ToldMessage, from: Person, past: boolean): void {
    const { id, text, time, ref } = message;
    if (id <= this.#lastId) return;
    this.#lastId = id;
    const mine = from.id === this.company.me();
    if (mine && ref !== undefined && this.pending.settle(ref)) {
      this.company.feed.pendingChanged(this.id);
    }
    const replied = message.reply === undefined ? null : message.reply;
    const ids = "mentions" in message ? message.mentions ?? [] : [];
    const line: TextLine = {
      type: "text",
      time,
      id,
      from,
      mine,
      text,
      action: message.action === true,
      reply: replied === null ? null : this.#quote(replied),
      mentions: this.#introduced(ids),
      toMe: !mine && this.#isToMe(ids, replied),
      edited: "edited" in message && message.edited === true,
      past,
      current: mine,
    };
    if (past && this.log.adopt(line)) return;
    this.log.add(line);
    // Its own copy was withheld where the person was put out, and they have come in again.
    if (past && mine && this.pending.settleAlike(text)) this.company.feed.pendingChanged(this.id);
  }

  /** A text has other words. */
  protected edit(message: EditedMessage): void {
    const { id, from, text, mentions: ids = [] } = message;
    const line = this.log.find(id);
    if (line?.from.id !== from) return;
    const toMe = !line.mine && this.#isToMe(ids, line.reply?.id ?? null);
    const mentions = this.#introduced(ids);
    this.log.replace(id, { ...line, text, mentions, toMe, edited: true });
  }

  /** A text was taken back. */
  protected delete({ id, from }: DeletedMessage): void {
    const line = this.log.find(id);
    if (line?.from.id !== from) return;
    const { time, mine } = line;
    this.log.replace(id, { type: "deleted", time, from: line.from, mine });
    this.log.unquote(id);
  }

  /** A text as it goes to the server. */
  protected abstract message(text: Released): SayMessage | TellMessage;

  /** Whoever has no name cannot be named. */
  #introduced(ids: readonly string[]): readonly Person[] {
    return ids.map((id) => this.person(id)).filter(({ tag }) => tag !== STRANGER.tag);
  }

  #isToMe(mentions: readonly string[], reply: number | null): boolean {
    if (mentions.includes(this.company.me())) return true;
    return reply !== null && this.log.find(reply)?.mine === true;
  }

  #quote(id: number): Quote {
    const [at, line] = [this.log.indexOf(id), this.log.find(id)];
    if (line === null) return { id, at: null, from: null, text: "" };
    return { id, at, from: line.from, text: beginningOf(line.text) };
  }
}

const UNMARKED = { reply: null, mentions: [] } as const;

/** The first line of a text, or as much of it as is shown. */
function beginningOf(text: string): string {
  const [line = ""] = text.trimStart().split("\n", 1);
  return line.length <= MAX_QUOTE_UNITS
    ? line
    : line.slice(0, MAX_QUOTE_UNITS).replace(/[\ud800-\udbff]$/, "");
}
