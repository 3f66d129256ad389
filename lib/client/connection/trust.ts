/**
 * Which key a server must have on one way into it, through all that a person decides on it.
 *
 * @module
 */
import { findServer, type KnownServer } from "../keep/known_servers.ts";
import type { Admission, Target } from "./admission.ts";
import { conflicts, type ExpectedKey, expectKey, judgeKey } from "./server_key.ts";

/** What is remembered of a server for its key. */
export type KeyFacts = Pick<Admission, "key" | "standing" | "since" | "compared" | "replaces">;

/** The key that is expected, and the one a person is asked about. */
export class Trust {
  /** Whether invitation and memory name different keys. Then the invited one is offered. */
  readonly isInConflict: boolean;
  readonly #invited: string | null;
  readonly #known: KnownServer | null;
  #expected: ExpectedKey;
  #offered = "";

  /**
   * @param target Where to.
   * @param known What is known of servers.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor({ host, port, key }: Target, known: readonly KnownServer[], now: number) {
    this.#invited = key;
    this.#known = findServer(known, host, port);
    this.#expected = expectKey(key, this.#known, now);
    this.isInConflict = key !== null && conflicts(key, this.#known);
    if (this.isInConflict && key !== null) this.#offered = key;
  }

  /** The key that the server must have, as 43 characters of base64url; empty where none is known. */
  get key(): string {
    return this.#expected.key ?? "";
  }

  /** When it was first seen, in milliseconds since 1970 (UTC). */
  get since(): number {
    return this.#expected.since;
  }

  /** Whether the person compared its words. */
  get compared(): boolean {
    return this.#expected.compared;
  }

  /** The key that a person is asked about. */
  get offered(): string {
    return this.#offered;
  }

  /** Whether anything but this first contact vouches for the key. */
  get isVouched(): boolean {
    return this.#expected.standing !== "new" || this.#expected.compared;
  }

  /** Judges the key that a server shows, as {@linkcode judgeKey} does; it is what is offered. */
  judge(shown: string): ReturnType<typeof judgeKey> {
    this.#offered = shown;
    return judgeKey(shown, this.#expected, this.#invited);
  }

  /**
   * A person takes the offered key: from here on it is the only one.
   *
   * @param standing Why it is believed.
   * @param compared Whether they compared its words.
   * @param now Milliseconds since 1970 (UTC).
   */
  accept(standing: "invited" | "new", compared: boolean, now: number): void {
    this.#expected = { key: this.#offered, standing, since: now, compared };
  }

  /** What to remember of a server that let us in. */
  get facts(): KeyFacts {
    const { key } = this;
    const { standing, since, compared } = this.#expected;
    const replaces = this.#known !== null && this.#known.key !== key ? this.#known.key : null;
    return { key, standing, since, compared, replaces };
  }
}
