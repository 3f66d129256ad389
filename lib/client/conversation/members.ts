/**
 * Who is in a room, as the server tells it.
 *
 * @module
 */
import type { Person, Present } from "../../api/view.ts";
import { MAX_DEPARTED, MAX_SHOWN_MEMBERS } from "../../limits.ts";
import type { Member } from "../../message/from_server.ts";

/** A list that comes in parts, and what happened since its first part. */
interface Assembly {
  readonly members: Map<string, Person>;
  /** Who of them was cut and may come back. */
  readonly away: Set<string>;
  /** Names given meanwhile: a later part may still have the old one. */
  readonly renamed: Map<string, string>;
  /** Who was cut (`true`) or came back meanwhile: a later part may still say otherwise. */
  readonly moved: Map<string, boolean>;
  /** Who went meanwhile: a later part may still have them. */
  readonly gone: Set<string>;
}

const order = new Intl.Collator("und");

/**
 * The members of one room. A whole list replaces what was known; single changes mend it.
 *
 * A server may be hostile: the list never grows beyond `MAX_SHOWN_MEMBERS`, and the person's own
 * entry stands whatever the server says about it.
 */
export class Members {
  #me: Person;
  #members = new Map<string, Person>();
  /** Who of them was cut and may come back. */
  #away = new Set<string>();
  /** Those who have left, but of whom there are texts to come. */
  readonly #departed = new Map<string, Person>();
  #assembly: Assembly | null = null;
  #sorted: readonly Present[] | null = null;

  /** @param me The person's own entry. */
  constructor(me: Person) {
    this.#me = me;
    this.#members.set(me.id, me);
  }

  /** The person's own entry. */
  get me(): Person {
    return this.#me;
  }

  /** Everybody, in the order of their names. */
  get all(): readonly Present[] {
    this.#sorted ??= [...this.#members.values()]
      .sort((a, b) => order.compare(a.name, b.name) || order.compare(a.tag, b.tag))
      .map((person) => ({ ...person, reconnecting: this.#away.has(person.id), muted: false }));
    return this.#sorted;
  }

  /** How many there are. */
  get size(): number {
    return this.#members.size;
  }

  /** Whether somebody is there. */
  has(id: string): boolean {
    return this.#members.has(id);
  }

  /**
   * Somebody of the room, or who was there not long ago.
   *
   * @param id A member id.
   */
  find(id: string): Person | null {
    return this.#members.get(id) ?? this.#departed.get(id) ?? null;
  }

  /** There is another link: what was left of a list on the one before will never come. */
  restart(): void {
    this.#assembly = null;
  }

  /** Takes people who have left, for texts that follow. Of too many the first are forgotten. */
  introduce(people: readonly Member[]): void {
    for (const member of people) {
      this.#departed.delete(member.id);
      this.#departed.set(member.id, personOf(member));
      const [oldest] = this.#departed.keys();
      if (this.#departed.size > MAX_DEPARTED && oldest !== undefined) this.#departed.delete(oldest);
    }
  }

  /**
   * Takes one part of a whole list.
   *
   * @param part Any number of members; of doubled ids the last counts.
   * @param last Whether the list is complete with it.
   */
  list(part: readonly Member[], last: boolean): void {
    const assembly = this.#assembly ?? emptyAssembly();
    for (const member of part) {
      const { id } = member;
      if (assembly.gone.has(id) || !hasRoom(assembly.members, id)) continue;
      const name = assembly.renamed.get(id) ?? member.name;
      assembly.members.set(id, { ...personOf(member), name });
      setIn(assembly.away, id, assembly.moved.get(id) ?? member.reconnecting === true);
    }
    this.#assembly = last ? null : assembly;
    if (!last) return;
    assembly.members.delete(this.#me.id);
    assembly.away.delete(this.#me.id);
    this.#members = assembly.members.set(this.#me.id, this.#me);
    this.#away = assembly.away;
    this.#sorted = null;
  }

  /**
   * Somebody came.
   *
   * @returns Who, or null if they were there already.
   */
  join(member: Member): Person | null {
    const { id } = member;
    if (this.#members.has(id) || !hasRoom(this.#members, id)) return null;
    const person = personOf(member);
    this.#assembly?.gone.delete(id);
    if (this.#assembly && hasRoom(this.#assembly.members, id)) {
      this.#assembly.members.set(id, person);
    }
    this.#put(person);
    if (member.reconnecting) this.move(id, true);
    return person;
  }

  /**
   * Somebody went.
   *
   * @returns Who it was, or null if nobody with that id was there.
   */
  leave(id: string): Person | null {
    if (id === this.#me.id) return null;
    if (this.#assembly && this.#assembly.gone.size < MAX_SHOWN_MEMBERS) this.#assembly.gone.add(id);
    this.#assembly?.members.delete(id);
    this.#assembly?.away.delete(id);
    const person = this.#members.get(id) ?? null;
    this.#members.delete(id);
    this.#away.delete(id);
    this.#sorted = null;
    return person;
  }

  /**
   * Somebody's connection was cut, or is back.
   *
   * @param isAway Whether it was cut.
   * @returns Whether they are there.
   */
  move(id: string, isAway: boolean): boolean {
    if (id === this.#me.id) return false;
    const assembly = this.#assembly;
    if (assembly && hasRoom(assembly.moved, id)) assembly.moved.set(id, isAway);
    if (assembly?.members.has(id)) setIn(assembly.away, id, isAway);
    if (!this.#members.has(id)) return false;
    setIn(this.#away, id, isAway);
    this.#sorted = null;
    return true;
  }

  /**
   * Somebody has another name.
   *
   * @returns Who, as they were called before, or null if nobody with that id is there.
   */
  rename(id: string, name: string): Person | null {
    const assembly = this.#assembly;
    if (assembly && hasRoom(assembly.renamed, id)) assembly.renamed.set(id, name);
    const listed = assembly?.members.get(id);
    if (listed) assembly?.members.set(id, { ...listed, name });
    const person = this.#members.get(id);
    if (person === undefined) return null;
    this.#put({ ...person, name });
    return person;
  }

  #put(person: Person): void {
    if (person.id === this.#me.id) this.#me = person;
    this.#members.set(person.id, person);
    this.#sorted = null;
  }
}

function emptyAssembly(): Assembly {
  return {
    members: new Map(),
    away: new Set(),
    renamed: new Map(),
    moved: new Map(),
    gone: new Set(),
  };
}

/** A member as a person, without what may change by itself. */
export function personOf({ id, name, tag }: Member): Person {
  return { id, name, tag };
}

function setIn(set: Set<string>, id: string, isIn: boolean): void {
  if (isIn) set.add(id);
  else set.delete(id);
}

function hasRoom(map: ReadonlyMap<string, unknown>, id: string): boolean {
  return map.size < MAX_SHOWN_MEMBERS || map.has(id);
}
