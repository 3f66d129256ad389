/**
 * A room as one person sees it: the lobby, or one that they came into.
 *
 * @module
 */
import type { Line, Person, Present, RoomView } from "../../api/view.ts";
import { foldName } from "../../message/name.ts";
import type { SayMessage } from "../../message/from_client.ts";
import type {
  ExitedMessage,
  Member,
  RoomState,
  ServerMessage,
  TextMessage,
} from "../../message/from_server.ts";
import { type Company, Conversation } from "./conversation.ts";
import { knownSeconds } from "./known_seconds.ts";
import { Members, personOf } from "./members.ts";
import type { Released } from "./pending.ts";
import { type ActMessage, RoomFacts } from "./room_facts.ts";

/** Messages about one room that its members get. */
export type RoomMessage = Exclude<
  Extract<ServerMessage, { readonly room: string }>,
  { readonly type: "welcome" | "entered" | "exited" | "bans" | "unbanned" }
>;

/** What a room needs. */
export interface RoomOptions {
  readonly id: string;
  readonly company: Company;
  /** The person. */
  readonly you: Person;
  readonly state: RoomState;
  readonly isLobby: boolean;
  /** A complete invitation to it. */
  readonly invite: (room: string) => string;
}

/** One room's conversation. */
export class Room extends Conversation {
  readonly isLobby: boolean;
  readonly #invite: (room: string) => string;
  readonly #facts: RoomFacts;
  #members: Members;
  #over: RoomView["over"] = null;
  /** Where it is said why it is over. */
  #overAt = 0;
  #isIn = true;

  /** The person is in it. */
  constructor({ id, company, you, state, isLobby, invite }: RoomOptions, now: number) {
    super(id, company);
    this.isLobby = isLobby;
    this.#invite = invite;
    this.#members = new Members(you);
    const onlookers = {
      person: (one: string) => this.person(one),
      isMe: (one: string) => one === company.me(),
      isThere: (one: string) => this.#members.has(one),
    };
    this.#facts = new RoomFacts(state, onlookers, now);
  }

  /** Its name, without `#`. */
  get name(): string {
    return this.#facts.state.room;
  }

  /** What it is found by. */
  get key(): string {
    return foldName(this.name);
  }

  /** Who is in it, and the person among them. */
  get members(): Members {
    return this.#members;
  }

  /** The member who owns it; null is nobody. */
  get owner(): string | null {
    return this.#facts.state.owner ?? null;
  }

  get over(): RoomView["over"] {
    return this.#over;
  }

  override get isOpen(): boolean {
    return this.#isIn;
  }

  override get isOver(): boolean {
    return this.#over !== null;
  }

  override get present(): readonly Present[] {
    return this.#facts.mark(this.#members.all);
  }

  override get view(): RoomView {
    const { state: { room: name, kind, topic, owner, history }, muted } = this.#facts;
    return {
      type: "room",
      id: this.id,
      name,
      lobby: this.isLobby,
      kind,
      topic,
      owner: owner ?? null,
      history,
      invitation: this.#invite(name),
      muted,
      over: this.#over,
      people: this.#members.size,
      quiet: this.quiet,
    };
  }

  override person(id: string): Person {
    return this.#members.find(id) ?? super.person(id);
  }

  /** Says what the server keeps of it. */
  rule(now: number): void {
    this.log.add({ type: "rule", time: now, history: this.#facts.state.history });
  }

  /** The server says how it is. */
  stand(state: RoomState, now: number): void {
    this.#facts.stand(state, now);
    this.company.feed.stateChanged();
  }

  /** There is another link, to the same member: a list that was not whole will not be. */
  relink(): void {
    this.#members.restart();
  }

  /** The person is another member, and not in it yet; texts wait. */
  depart(you: Member): void {
    this.restart();
    this.#renew(you);
    this.#isIn = false;
  }

  /**
   * The person has come in again.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  enter(state: RoomState, you: Person, now: number): void {
    const isNew = this.#over !== null || state.history !== this.#facts.state.history;
    this.log.add({ type: "gap", time: now, missing: null });
    if (this.#over !== null) {
      this.restart();
      this.#renew(you);
    }
    this.#over = null;
    this.#isIn = true;
    this.stand(state, now);
    if (isNew) this.rule(now);
  }

  /** The person is another member, and in it from the start: it is the lobby. */
  begin(you: Member, state: RoomState, now: number): void {
    const isNew = state.history !== this.#facts.state.history;
    this.restart();
    this.#renew(you);
    this.stand(state, now);
    if (isNew) this.rule(now);
  }

  /**
   * The person is not in it any more, and it stays to be read.
   *
   * @param line Says why.
   */
  end(line: Extract<Line, { readonly type: "out" }>): void {
    if (this.#over !== null && this.#over !== "gone") return;
    const isKnown = this.#over !== null;
    this.#over = line.how;
    this.#isIn = false;
    // The list of rooms says first that this is none of them, and only what follows says why.
    if (isKnown) this.log.put(this.#overAt, line);
    if (isKnown) return this.company.feed.stateChanged();
    this.#overAt = this.log.length;
    this.pending.withhold();
    this.close(line);
  }

  /** As {@linkcode Room.end}, for what the server says. */
  exit({ how, by, seconds, time }: ExitedMessage): void {
    this.end({
      type: "out",
      time,
      how: how === "left" ? "gone" : how,
      by: by === undefined ? null : this.person(by),
      seconds: knownSeconds(seconds),
    });
  }

  /**
   * Takes a message about this room.
   *
   * @param now Milliseconds since 1970 (UTC).
   */
  take(message: RoomMessage, now: number): void {
    if (this.#facts.ease(now)) this.#peopleChanged();
    switch (message.type) {
      case "text":
        return this.#said(message);
      case "edited":
        return this.edit(message);
      case "deleted":
        return this.delete(message);
      case "members":
        this.#members.list(message.members, message.last);
        if (message.last) this.#peopleChanged();
        return;
      case "joined": {
        const person = this.#members.join(message.member);
        if (person === null) return;
        this.log.add({ type: "joined", time: message.time, person });
        return this.#peopleChanged();
      }
      case "left":
        return this.#left(message);
      default:
        return this.#acted(message, now);
    }
  }

  /** Somebody has another name; everybody on the server is told that once. */
  rename(id: string, name: string, time: number): void {
    const person = this.#members.rename(id, name);
    if (person === null || person.name === name) return;
    this.log.add({ type: "renamed", time, person, name, mine: id === this.company.me() });
    this.#peopleChanged();
  }

  /** Somebody's connection was cut, or is back. */
  move(id: string, isAway: boolean): void {
    if (this.#members.move(id, isAway)) this.#peopleChanged();
  }

  protected override message({ ref, text, action, reply, mentions }: Released): SayMessage {
    return {
      type: "say",
      room: this.name,
      ref,
      text,
      ...(action && { action }),
      ...(reply !== null && { reply }),
      ...(mentions.length > 0 && { mentions }),
    };
  }

  #renew(you: Person): void {
    this.#members = new Members(personOf(you));
    this.#facts.renew();
    this.#peopleChanged();
  }

  #said(message: TextMessage): void {
    if (this.#facts.lift(message.from)) this.#peopleChanged();
    this.text(message, this.person(message.from), message.past === true);
  }

  #left({ member, time, reason, by }: Extract<RoomMessage, { readonly type: "left" }>): void {
    const person = this.#members.leave(member);
    if (person === null) return;
    this.#facts.lift(member);
    const whose = by === undefined ? null : this.person(by);
    this.log.add({ type: "left", time, person, reason, by: whose });
    this.#peopleChanged();
  }

  #acted(message: ActMessage, now: number): void {
    const { time, by } = message;
    const [who, mine] = [by === undefined ? null : this.person(by), by === this.company.me()];
    const act = this.#facts.act(message, now);
    this.log.add({ type: "act", time, by: who, mine, act });
    if (act.what === "muted" || act.what === "unmuted") this.#peopleChanged();
    else this.company.feed.stateChanged();
  }

  #peopleChanged(): void {
    this.company.feed.membersChanged(this.id);
    this.company.feed.stateChanged(); // it says how many they are
  }
}
