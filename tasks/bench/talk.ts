/**
 * Who says what in a bench, and when.
 *
 * @module
 */
import type { Hearing } from "./hearing.ts";
import { type LoadName, LOADS } from "./loads.ts";
import type { Member } from "./member.ts";
import { microseconds, writeText } from "./text.ts";

/**
 * Says texts by members in turn: a server may hold each of them to so many bytes a second, and who
 * says more than that would wait for its own limit.
 */
export class Talk {
  /** How many texts each sender has said. */
  readonly said: number[] = [];
  /** How many texts the slowest of the other processes has heard. */
  elsewhere: number;
  readonly #hearing: Hearing;
  readonly #members: readonly Member[];
  readonly #senders: number;
  #turn = 0;
  #total = 0;
  #inFlight = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param hearing What the members of this process hear.
   * @param members They, all of them; those of other processes say nothing.
   * @param senders How many of them say something.
   * @param isAlone Whether there are no other processes.
   */
  constructor(hearing: Hearing, members: readonly Member[], senders: number, isAlone: boolean) {
    this.elsewhere = isAlone ? Infinity : 0;
    this.#senders = senders;
    this.#hearing = hearing;
    this.#members = members;
  }

  /** Goes on with a load until it is told to stop. */
  start(name: LoadName): void {
    this.stop();
    const load = LOADS[name];
    if ("inFlight" in load) {
      this.#inFlight = load.inFlight;
      return this.heard();
    }
    const begin = performance.now();
    const total = this.#total;
    const pause = 1_000 / load.perSecond;
    const next = (): void => {
      this.#say(1);
      const due = begin + (this.#total - total) * pause;
      this.#timer = setTimeout(next, Math.max(0, due - performance.now()));
    };
    next();
  }

  /** Says nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#inFlight = 0;
  }

  /** Something was heard: where so many are to be on their way, others follow. */
  heard(): void {
    if (this.#inFlight === 0) return;
    const done = Math.min(this.#hearing.done, this.elsewhere);
    const room = this.#inFlight - (this.#total - done);
    if (room > 0) this.#say(room);
  }

  #say(count: number): void {
    const sender = this.#turn++ % Math.min(this.#senders, this.#members.length);
    const before = this.said[sender] ?? 0;
    const time = microseconds();
    const texts = Array.from({ length: count }, (_, n) => writeText(sender, before + n, time));
    this.said[sender] = before + count;
    this.#total += count;
    this.#members[sender]?.say(texts);
  }
}
