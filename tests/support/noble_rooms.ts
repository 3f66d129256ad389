/**
 * What a client of pyChat knows of rooms and people, written from PROTOCOL.md with nothing of `lib`.
 *
 * @module
 */
import type { NobleMessage } from "./noble_peer.ts";

/** A text as it is shown. */
export interface NobleText {
  readonly id: number;
  readonly from: string;
  /** Null once it was taken back. */
  readonly text: string | null;
  /** All else that goes with it: `action`, `reply`, `mentions`, `past`, `edited`, `to`. */
  readonly marks: Readonly<Record<string, unknown>>;
}

/** A room that the client is in. */
export interface NobleRoom {
  kind: string;
  topic: string;
  owner: string | null;
  history: number;
  /** For how many seconds it may say nothing, 0 without an end; null if it may. */
  muted: number | null;
  texts: NobleText[];
  /** The last text since it came in. */
  last: number;
}

/** Whether somebody in a list is away, by ids. */
type List = Map<string, boolean>;

/** A message, as far as it is looked at here. */
interface Said extends NobleMessage {
  readonly room: string;
  readonly member: string;
  readonly id: number;
  readonly from: string;
  readonly to?: string;
  readonly time: number;
  readonly last: boolean;
}

/** A member in a list. */
interface Present {
  readonly id: string;
  readonly name: string;
  readonly reconnecting?: boolean;
}

/** Rooms and people of one server, from one `welcome` on. */
export class NobleRooms {
  /** By the names that the server gives them. */
  readonly rooms: Map<string, NobleRoom> = new Map();
  /** What people are called who were ever named, by their ids. */
  readonly names: Map<string, string> = new Map();
  /** Texts between the client and another one, in order. */
  readonly told: NobleText[] = [];
  /** What came of what was asked: the type of the answer or the code of the error, by refs. */
  readonly answers: Map<number, string> = new Map();
  /** Who is writing where; an empty room is to the client alone. */
  readonly typing: [string, string][] = [];
  /** Its own id. */
  you = "";
  #toldLast = 0;
  readonly #lists = new Map<string, List>();
  readonly #parts = new Map<string, List>();
  #standing: NobleMessage[] = [];

  /** The names of who is in a room, in order; those who are away in brackets. */
  present(room: string): string[] {
    const list = this.#lists.get(room) ?? new Map<string, boolean>();
    return [...list].map(([id, away]) => away ? `(${this.#name(id)})` : this.#name(id)).sort();
  }

  /** The texts of a room as `name: text`, with what else is to be seen of them. */
  shown(room: string): string[] {
    return this.rooms.get(room)?.texts.map((text) => this.#line(text)) ?? [];
  }

  /** The private texts likewise. */
  get shownTold(): string[] {
    return this.told.map((text) => this.#line(text));
  }

  /** Takes in a message. */
  hear(message: NobleMessage): void {
    const said = message as Said;
    const { type, ref, code } = said;
    if (typeof ref === "number") this.answers.set(ref, String(code ?? type));
    const room = this.rooms.get(said.room);
    switch (type) {
      case "welcome":
        this.you = (message["you"] as Present).id;
        return this.#come(said.room, { kind: "public", topic: "", ...message });
      case "standing":
        return this.#stand(message);
      case "entered":
        if (room !== undefined) return void Object.assign(room, stateOf(message));
        return this.#come(said.room, message);
      case "exited":
        return void this.rooms.delete(said.room);
      case "people":
        return (message["people"] as Present[]).forEach((person) => this.#meet(person));
      case "members":
        if (room !== undefined) this.#list(said.room, message["members"] as Present[], said.last);
        return;
      case "joined":
      case "left":
      case "renamed":
      case "reconnecting":
      case "reconnected":
        return this.#change(said);
      case "text":
        if (room !== undefined && said.id > room.last) {
          room.last = said.id;
          room.texts.push(textOf(message));
        }
        return;
      case "told":
        if (said.id > this.#toldLast) this.told.push(textOf(message));
        this.#toldLast = Math.max(this.#toldLast, said.id);
        return;
      case "edited":
      case "deleted":
        return this.#revise(said, said.to === undefined ? room?.texts : this.told);
      case "typing":
        return void this.typing.push([said.room ?? "", this.#name(said.member)]);
      default:
        if (room !== undefined) this.#rule(room, message);
    }
  }

  /** The rooms that it is in are exactly these; what is known of them besides stays. */
  #stand(message: NobleMessage): void {
    this.#standing.push(...message["rooms"] as NobleMessage[]);
    if (message["last"] !== true) return;
    const names = this.#standing.map(({ room }) => room);
    for (const name of this.rooms.keys()) if (!names.includes(name)) this.rooms.delete(name);
    for (const state of this.#standing) {
      const known = this.rooms.get(String(state["room"]));
      if (known === undefined) this.#come(String(state["room"]), state);
      else Object.assign(known, stateOf(state));
    }
    this.#standing = [];
  }

  /** The list stays as it is: a new one follows, or came before what is sent again. */
  #come(room: string, message: Omit<NobleMessage, "type">): void {
    this.rooms.set(room, { ...stateOf(message), texts: [], last: 0 });
  }

  #list(room: string, members: readonly Present[], last: boolean): void {
    const list = this.#parts.get(room) ?? new Map();
    this.#parts.set(room, list);
    for (const member of members) {
      this.#meet(member);
      list.set(member.id, member.reconnecting === true);
    }
    if (!last) return;
    this.#lists.set(room, list);
    this.#parts.delete(room);
  }

  /** Counts for the list that there is and for the one that is on its way. */
  #change({ type, room, member, name }: Said): void {
    const all = [this.#lists, this.#parts];
    const person = member as string | Present;
    if (typeof person !== "string") {
      this.#meet(person);
      for (const lists of all) lists.get(room)?.set(person.id, person.reconnecting === true);
    } else if (type === "left") {
      for (const lists of all) lists.get(room)?.delete(person);
    } else if (type === "renamed") {
      if (this.names.has(person)) this.names.set(person, String(name));
    } else {
      for (const list of all.flatMap((lists) => [...lists.values()])) {
        if (list.has(person)) list.set(person, type === "reconnecting");
      }
    }
  }

  #revise({ type, from, id, text, mentions }: Said, texts: NobleText[] = []): void {
    const at = texts.findIndex((one) => one.id === id && one.from === from);
    const old = texts[at];
    if (old === undefined || old.text === null) return;
    if (type === "deleted") return void (texts[at] = { ...old, text: null });
    const { mentions: _, ...marks } = old.marks;
    const named = mentions === undefined ? {} : { mentions };
    texts[at] = { ...old, text: String(text), marks: { ...marks, ...named, edited: true } };
  }

  #rule(room: NobleRoom, message: NobleMessage): void {
    const { type, member, seconds = 0 } = message;
    if (type === "topic") room.topic = String(message["topic"]);
    if (type === "owner") room.owner = ownerOf(message);
    if (type === "mode") room.kind = String(message["kind"]);
    if (type === "keeping") room.history = Number(message["history"]);
    if (type === "muted" && member === this.you) room.muted = Number(seconds);
    if (type === "unmuted" && member === this.you) room.muted = null;
  }

  #meet({ id, name }: Present): void {
    this.names.set(id, name);
  }

  #name(id: string): string {
    return this.names.get(id) ?? "?";
  }

  #line({ from, text, marks }: NobleText): string {
    const { to: _, ...told } = marks;
    const also = Object.keys(told).map((mark) => ` (${mark})`).sort().join("");
    return `${this.#name(from)}: ${text ?? "-"}${also}`;
  }
}

function stateOf(message: Omit<NobleMessage, "type">): Omit<NobleRoom, "texts" | "last"> {
  const { kind, topic, history, muted = null } = message as Record<string, unknown>;
  return {
    kind: String(kind),
    topic: String(topic),
    owner: ownerOf(message),
    history: Number(history),
    muted: muted === null ? null : Number(muted),
  };
}

function ownerOf({ owner }: Record<string, unknown>): string | null {
  return typeof owner === "string" ? owner : null;
}

function textOf(
  { type: _, room: _room, time: _time, ref: _ref, ...said }: NobleMessage,
): NobleText {
  const { id, from, text, ...marks } = said;
  return { id: Number(id), from: String(from), text: String(text), marks };
}
