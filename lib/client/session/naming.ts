/**
 * What a person is called at a server, and what they want to be called.
 *
 * @module
 */
import type { Person, Problem } from "../../api/view.ts";
import type { ErrorMessage } from "../../message/from_server.ts";
import type { WantedName } from "../connection/admission.ts";
import { nameProblem } from "../connection/entry_problem.ts";
import { AskedNames } from "./asked_names.ts";
import type { Says } from "./exchange.ts";

/** The name of one person at one server. */
export class Naming {
  readonly #me: () => Person;
  readonly #asked = new AskedNames();
  #madeUp: boolean;
  /** The name to come back under, where the person wants another one than they had. */
  #next: string | null = null;

  /**
   * @param me The person's own entry.
   * @param madeUp Whether the name was made up and may be drawn anew.
   */
  constructor(me: () => Person, madeUp: boolean) {
    this.#me = me;
    this.#madeUp = madeUp;
  }

  /** Whether the name was made up. */
  get madeUp(): boolean {
    return this.#madeUp;
  }

  /** The name that the person has, or wants to come back under. */
  get name(): string {
    return this.#next ?? this.#me().name;
  }

  /** The name to come back under. */
  get wanted(): WantedName {
    const { name } = this;
    const own = name === this.#me().name;
    return { name, madeUp: this.#madeUp && own, own };
  }

  /**
   * The person wants another name. Without a connection it is asked for with the next; where none
   * is dialled, it is the one to come back under.
   *
   * @returns Whether to ask for it now.
   */
  want(name: string, says: Says): boolean {
    if (says === "failed") this.#next = name;
    if (says === "waiting") this.#asked.wish(name);
    return says === "sending" && this.#asked.ask(name, this.#me().name);
  }

  /** The server says what the person is called. */
  given(name: string): void {
    if (this.#asked.given(name)) this.#madeUp = false;
  }

  /** The server refuses something that has no number, which is a name or nothing. */
  refused({ code, seconds }: ErrorMessage): Problem | null {
    if (code !== "name_taken" && code !== "name_invalid" && code !== "too_often") return null;
    const name = this.#asked.refused();
    return name === null ? null : nameProblem(code, name, seconds);
  }

  /**
   * The person is whom they were.
   *
   * @param hasLost Whether some of what the server said is missing, and with it perhaps an answer.
   */
  resume(hasLost: boolean): void {
    const { name } = this.#me();
    if (hasLost) this.#asked.forgetAsked();
    this.given(name);
    if (this.#next !== null && this.#next !== name) this.#asked.wish(this.#next);
    this.#next = null;
  }

  /**
   * The person is another member.
   *
   * @param madeUp Whether the name was made up this time.
   */
  begin(madeUp: boolean): void {
    this.#madeUp = madeUp;
    this.#next = null;
  }

  /**
   * Nothing is dialled any more.
   *
   * @param isFinal Whether nobody can come back as whom they were.
   */
  end(isFinal: boolean): void {
    this.#asked.take(isFinal);
  }

  /**
   * There is a connection again.
   *
   * @param isNew Whether nothing that was asked before is known there.
   * @returns The name to ask for now, if there is one.
   */
  take(isNew: boolean): string | null {
    return this.#asked.take(isNew);
  }
}
