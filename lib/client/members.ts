/**
 * Who is in a room, as the server tells it.
 *
 * @module
 */
import type { Person } from "../api/view.ts";
import { MAX_SHOWN_MEMBERS } from "../limits.ts";
import type { Member } from "../message/from_server.ts";

/** A list that comes in parts, and what happened since its first part. */
interface Assembly {
  readonly members: Map<string, Person>;
  /** Names given meanwhile: a later part may still have the old one. */
  readonly renamed: Map<string, string>;
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
  #assembly: Assembly | null = null;
  #sorted: readonly Person[] | null = null;

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
  get all(): readonly Person[] {
    this.#sorted ??= [...this.#members.values()].sort((a, b) =>
      order.compare(a.name, b.name) || order.compare(a.tag, b.tag)
    );
    return this.#sorted;
  }

  /**
   * Somebody of the room.
   *
   * @param id A member id.
   */
  find(id: string): Person | null {
    return this.#members.get(id) ?? null;
  }

  /**
   * Takes one part of a whole list.
   *
   * @param part Any number of members; of doubled ids the last counts.
   * @param last Whether the list is complete with it.
   */
  list(part: readonly Member[], last: boolean): void {
    const assembly = this.#assembly ?? { members: new Map(), renamed: new Map(), gone: new Set() };
    for (const member of part) {
      if (assembly.gone.has(member.id)) continue;
      const { id, tag } = member;
      const name = assembly.renamed.get(id) ?? member.name;
      if (hasRoom(assembly.members, id)) assembly.members.set(id, { id, name, tag });
    }
    this.#assembly = last ? null : assembly;
    if (!last) return;
    assembly.members.delete(this.#me.id);
    this.#members = assembly.members.set(this.#me.id, this.#me);
    this.#sorted = null;
  }

  /**
   * Somebody came.
   *
   * @returns Who, or null if they were there already.
   */
  join(member: Member): Person | null {
    const { id, name, tag } = member;
    if (this.#members.has(id) || !hasRoom(this.#members, id)) return null;
    const person = { id, name, tag };
    this.#assembly?.gone.delete(id);
    if (this.#assembly && hasRoom(this.#assembly.members, id)) {
      this.#assembly.members.set(id, person);
    }
    this.#put(person);
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
    const person = this.find(id);
    this.#members.delete(id);
    this.#sorted = null;
    return person;
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
    const person = this.find(id);
    if (person === null) return null;
    this.#put({ ...person, name });
    return person;
  }

  #put(person: Person): void {
    if (person.id === this.#me.id) this.#me = person;
    this.#members.set(person.id, person);
    this.#sorted = null;
  }
}

function hasRoom(map: ReadonlyMap<string, unknown>, id: string): boolean {
  return map.size < MAX_SHOWN_MEMBERS || map.has(id);
}
