/**
 * The connect form: what it holds, and what becomes of it when it is sent.
 *
 * @module
 */
import type { Problem } from "../../api/view.ts";
import { parseWhere } from "../../message/invitation.ts";
import { checkName } from "../../message/name.ts";
import { isSealed, SEALED } from "./sealed.ts";
import type { Target, WantedName } from "./admission.ts";

/** A form that can be acted on. */
export interface Wish {
  readonly target: Target;
  readonly wanted: WantedName;
}

/** The form as every page shows it. */
export class Form {
  #where: string;
  #name: string;
  #problem: Problem | null = null;
  /** The last made-up name: whoever keeps it has chosen none. */
  #drawn: string;

  /**
   * @param where The invitation or address to begin with; may be empty.
   * @param name The name to begin with; may be empty.
   * @param drawn A made-up name, for who gives none.
   */
  constructor(where: string, name: string, drawn: string) {
    this.#where = where;
    this.#name = name || drawn;
    this.#drawn = drawn;
  }

  /** The invitation or address, as it was typed. */
  get where(): string {
    return this.#where;
  }

  /** The name, as it was typed or made up. */
  get name(): string {
    return this.#name;
  }

  /** Why the last attempt failed, or null. */
  get problem(): Problem | null {
    return this.#problem;
  }

  /**
   * Reads what was typed.
   *
   * @param where An invitation or an address.
   * @param name A name; the made-up one where it is blank.
   * @returns What is wanted, or null; `problem` then says what is wrong.
   */
  submit(where: string, name: string): Wish | null {
    this.#where = where;
    this.#name = name.trim() === "" ? this.#drawn : name;
    this.#problem = null;
    const place = parseWhere(where);
    if (!place.ok) return this.#refuse(place.problem);
    if (isSealed(place)) return this.#refuse(SEALED);
    const checked = checkName(this.#name);
    if (!checked.ok) return this.#refuse({ code: "name", rule: checked.rule });
    const { host, port, invitation } = place;
    const room = invitation?.room ?? null;
    const key = invitation?.key ?? null;
    return {
      target: { where, host, port, room, key },
      wanted: { name: checked.name, madeUp: this.#name === this.#drawn, own: false },
    };
  }

  /**
   * An attempt has failed.
   *
   * @param name The name it came to; another than was typed where that one was made up.
   */
  fail(where: string, name: string, problem: Problem): void {
    this.#where = where;
    this.#name = name;
    this.#problem = problem;
  }

  /** An attempt was given up: nothing is wrong with what was typed. */
  forgive(): void {
    this.#problem = null;
  }

  /**
   * Somebody has left a server: where they were and what they were called is what to offer next.
   *
   * @param madeUp Whether their name was made up.
   */
  offer(where: string, name: string, madeUp: boolean): void {
    if (madeUp) this.#drawn = name;
    this.#where = where;
    this.#name = name;
    this.#problem = null;
  }

  #refuse(problem: Problem): null {
    this.#problem = problem;
    return null;
  }
}
