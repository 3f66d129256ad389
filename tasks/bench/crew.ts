/**
 * The members of one load generator, and what they are told to do.
 *
 * @module
 */
import { Hearing } from "./hearing.ts";
import { processorTime } from "./machine.ts";
import type { Dialect, Ear, Member } from "./member.ts";
import { INSPIRCD } from "./member_inspircd.ts";
import { PYCHAT } from "./member_pychat.ts";
import { RELAY } from "./member_relay.ts";
import type { Answer, Counted, Crew, Order, Spent, TargetName } from "./orders.ts";
import { pause, until } from "./pause.ts";
import { Talk } from "./talk.ts";

const DIALECTS: Readonly<Record<TargetName, Dialect>> = {
  pychat: PYCHAT,
  relay: RELAY,
  inspircd: INSPIRCD,
};

/** How often each member is asked whether there is anything to do, in milliseconds. */
const TICK_MS = 250;

/** Parts of that: people's clients do not all tick at once either. */
const PARTS = 25;

/** How long the last text may take to be everywhere, in milliseconds. */
const SETTLE_MS = 30_000;

/** How long it may take until all know of everybody, in milliseconds. */
const KNOW_MS = 120_000;

/** How often somebody who is refused tries again, and how long it waits in between. */
const TRIES = 100;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 1_000;

/** Members, what they hear, and what they say. */
export class CrewAtWork implements Ear {
  readonly #crew: Crew;
  readonly #dialect: Dialect;
  readonly #hearing: Hearing;
  readonly #talk: Talk;
  readonly #members: Member[] = [];
  readonly #answer: (answer: Answer) => void;
  /** Whether there are no other generators, which would have to know how far this one is. */
  readonly #isAlone: boolean;
  #coming = 0;
  #told = 0;
  #part = 0;
  #mark = { at: performance.now(), serverCpu: 0, ownCpu: 0 };

  /**
   * @param crew Who they are.
   * @param answer Hears of what comes about by itself.
   */
  constructor(crew: Crew, answer: (answer: Answer) => void) {
    this.#crew = crew;
    this.#answer = answer;
    this.#dialect = DIALECTS[crew.target];
    this.#hearing = new Hearing(crew.members, crew.first);
    this.#isAlone = crew.members === crew.all;
    this.#talk = new Talk(this.#hearing, this.#members, crew.senders, this.#isAlone);
    setInterval(() => this.#tick(), TICK_MS / PARTS);
  }

  hear(member: number, bytes: Uint8Array, at: number, now: number): void {
    this.#hearing.hear(member, bytes, at, now);
  }

  read(): void {
    this.#talk.heard();
    if (this.#isAlone || this.#told === this.#hearing.done) return;
    this.#told = this.#hearing.done;
    this.#answer({ did: "progress", done: this.#told });
  }

  failed(member: number, error: unknown): void {
    const why = error instanceof Error ? error.message : `${error}`;
    this.#answer({ did: "failed", why: `member ${this.#crew.first + member}: ${why}` });
  }

  /** Does what is asked. */
  async carryOut(order: Order): Promise<Answer | null> {
    switch (order.do) {
      case "join":
        await this.#join(order.upTo, order.atOnce, performance.now() + order.ms);
        return { did: "join", members: this.#coming };
      case "know":
        await until(() => this.#members.every(({ people }) => people >= order.people), KNOW_MS);
        return { did: "know" };
      case "say":
        this.#talk.start(order.load);
        return { did: "say" };
      case "progress":
        this.#talk.elsewhere = order.done;
        this.#talk.heard();
        return null;
      case "mark":
        return { did: "mark", counted: this.#count(order.server) };
      case "hush":
        this.#talk.stop();
        return { did: "hush", said: Array.from(this.#talk.said, (count) => count ?? 0) };
      case "settle":
        await until(() => this.#hearing.missing(order.said) === null, SETTLE_MS).catch(() => {});
        return { did: "settle", missing: this.#hearing.missing(order.said) };
      case "storm":
        return await this.#storm(order.server);
      case "shake":
        return await this.#shake(order.atOnce, order.ms, order.server);
    }
  }

  async #join(upTo: number, atOnce: number, latest: number): Promise<void> {
    const { port, first } = this.#crew;
    const comeIn = async (): Promise<void> => {
      while (this.#coming < upTo && performance.now() < latest) {
        const member = this.#coming++;
        const options = { port, member, index: first + member, ear: this };
        const join = async (): Promise<void> => {
          this.#members[member] = await this.#dialect.join(options);
        };
        await persist(join);
      }
    };
    await Promise.all(Array.from({ length: Math.min(upTo, atOnce) }, comeIn));
  }

  async #storm(server: number): Promise<Answer> {
    this.#count(server);
    for (const member of this.#members) member.cut();
    const refused = await Promise.all(
      this.#members.map((member) => persist(() => member.comeBack?.() ?? Promise.resolve())),
    );
    const sum = refused.reduce((all, times) => all + times, 0);
    return { did: "storm", refused: sum, spent: this.#spend(server) };
  }

  async #shake(atOnce: number, ms: number, server: number): Promise<Answer> {
    const { shake } = this.#dialect;
    if (shake === undefined) throw new RangeError("there is no handshake");
    await shake(this.#crew.port);
    this.#count(server);
    const latest = performance.now() + ms;
    let [count, failed] = [0, 0];
    const go = async (): Promise<void> => {
      while (performance.now() < latest) {
        await shake(this.#crew.port).then(() => count++, () => failed++);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, go));
    return { did: "shake", count, failed, spent: this.#spend(server) };
  }

  #count(server: number): Counted {
    const counted = {
      ...this.#spend(server),
      deliveries: this.#hearing.deliveries,
      latency: this.#hearing.latency.counts,
    };
    this.#hearing.deliveries = 0;
    this.#hearing.latency.clear();
    return counted;
  }

  /** What was spent since the last time. */
  #spend(server: number): Spent {
    const { ticks } = this.#crew;
    const before = this.#mark;
    this.#mark = {
      at: performance.now(),
      serverCpu: processorTime(server, ticks),
      ownCpu: processorTime(Deno.pid, ticks),
    };
    return {
      ms: this.#mark.at - before.at,
      serverCpu: this.#mark.serverCpu - before.serverCpu,
      ownCpu: this.#mark.ownCpu - before.ownCpu,
    };
  }

  #tick(): void {
    const part = this.#part++ % PARTS;
    for (let n = part; n < this.#members.length; n += PARTS) this.#members[n]?.tick();
  }
}

/** Tries until it is so. @returns How often it was not. */
async function persist(act: () => Promise<void>): Promise<number> {
  for (let tries = 0;; tries++) {
    try {
      await act();
      return tries;
    } catch (error) {
      if (tries === TRIES) throw error;
      const ms = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries);
      await pause(ms * (1 + Math.random()) / 2);
    }
  }
}
