/**
 * A busy server for a long time: people come, talk in bursts, lose their connections and go, and
 * somebody counts what is lost, what is doubled, and what the server takes of the machine.
 *
 * @module
 */
import { assert } from "@std/assert";
import { drawPlan } from "./fault_plans.ts";
import { FaultProxy } from "./faults.ts";
import { Ledger } from "./ledger.ts";
import { Participant } from "./participant.ts";
import { type ProcessSize, processSize } from "./process_size.ts";
import { startServer } from "./programs.ts";
import { type Random, randomFrom } from "./random.ts";

/** How often something happens, in milliseconds. */
const TURN_MS = 100;

/** How often the server is looked at, in milliseconds. */
const LOOK_MS = 2_000;

/** How long all may take until they have been in, in milliseconds: only a failure takes as long. */
const PATIENCE_MS = 120_000;

/** What is wanted. */
export interface SoakOptions {
  readonly minutes: number;
  readonly clients: number;
  readonly seed: number;
  /** Also cables that are unplugged, which both sides notice late. */
  readonly freezes: boolean;
  /** Hears of the server's size while it goes on. */
  readonly look?: (size: ProcessSize, seconds: number, said: number) => void;
}

/** What came of it. */
export interface SoakReport {
  readonly said: number;
  readonly shown: number;
  readonly lost: number;
  readonly doubled: number;
  /** Gaps that were shown as such. */
  readonly gaps: number;
  readonly harms: number;
  readonly came: number;
  /** The server at each look. */
  readonly sizes: readonly ProcessSize[];
  /** How long a text of somebody with a good connection took to its place, in milliseconds. */
  readonly echoes: readonly number[];
}

/** Runs it to its end. */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const random = randomFrom(options.seed);
  const limits = ["--message-rate", "off", "--exempt", "127.0.0.1", "--max-clients", "1024"];
  const { program, invitation, port } = await startServer(limits);
  const endings = [
    "cut",
    "reset",
    "half",
    ...(options.freezes ? ["freeze" as const] : []),
  ] as const;
  const plan = () => drawPlan({ random, endings, spared: 0.3, most: 400_000 });
  const proxy = await FaultProxy.open(port, plan);
  const witness = await Participant.join(invitation, "witness");
  const crowd = new Crowd(invitation, proxy.port, new Ledger(witness), random);
  await crowd.grow(options.clients);
  const sizes: ProcessSize[] = [];
  const echoes: number[] = [];
  const start = performance.now();
  for (let looked = 0; performance.now() - start < options.minutes * 60_000;) {
    const turn = performance.now();
    crowd.act();
    if (turn - looked >= LOOK_MS) {
      looked = turn;
      echoes.push(await crowd.ledger.echo());
      const size = processSize(program.pid);
      sizes.push(size);
      options.look?.(size, (turn - start) / 1000, crowd.ledger.said);
    }
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
  }
  proxy.calm();
  await crowd.end();
  const { ledger, came } = crowd;
  await witness.leave();
  const { cut, reset, half, freeze } = proxy.counts;
  await proxy.stop();
  const code = await program.end();
  assert(code === 0, program.lines.slice(-20).join("\n"));
  const bugs = program.lines.filter((line) => /\bbug\b/.test(line));
  assert(bugs.length === 0, bugs.join("\n"));
  const { said, shown, lost, doubled, gaps } = ledger;
  const harms = cut + reset + half + freeze;
  return { said, shown, lost, doubled, gaps, harms, came, sizes, echoes };
}

/** Everybody but the witness. */
class Crowd {
  readonly ledger: Ledger;
  came = 0;
  readonly #invitation: string;
  readonly #port: number;
  readonly #random: Random;
  readonly #people: Participant[] = [];
  readonly #going = new Set<Promise<void>>();

  constructor(invitation: string, port: number, ledger: Ledger, random: Random) {
    this.#invitation = invitation;
    this.#port = port;
    this.ledger = ledger;
    this.#random = random;
  }

  /** So many come. Until all have been in, the server grows by them and not by what they do. */
  async grow(clients: number): Promise<void> {
    while (this.#people.length < clients) {
      this.#come();
      if (this.#people.length % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const late = performance.now() + PATIENCE_MS;
    for (let outside = this.#people; outside.length > 0;) {
      assert(performance.now() < late, `${outside.length} never came in`);
      this.#insist();
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      outside = outside.filter(({ conversations }) => conversations.length === 0);
    }
  }

  /** What happens in one turn: somebody says something, now and then a lot; somebody goes. */
  act(): void {
    const random = this.#random;
    this.#insist();
    const person = random.pick(this.#people);
    // Who is not in yet has nowhere to say anything.
    if (person.conversations.length > 0 && person.pending.length < 50) {
      for (let times = random.below(50) === 0 ? 20 : 1; times > 0; times--) this.ledger.say(person);
    }
    if (random.below(5) > 0) return;
    const [gone] = this.#people.splice(random.below(this.#people.length), 1);
    if (gone !== undefined) this.#go(gone);
    this.#come();
  }

  async end(): Promise<void> {
    for (const person of this.#people.splice(0)) this.#go(person);
    await Promise.all(this.#going);
  }

  /** Whose way in was cut tries again, as a person would. */
  #insist(): void {
    for (const one of this.#people) {
      if (one.stage.at === "start" && one.stage.problem !== null) one.join();
    }
  }

  #come(): void {
    const person = new Participant(this.#invitation, `guest ${++this.came}`, {
      port: this.#port,
      retry: { first: 20, most: 2_000 },
    });
    this.#people.push(person);
  }

  #go(person: Participant): void {
    const going = this.#leave(person).finally(() => this.#going.delete(going));
    this.#going.add(going);
  }

  /** Waits until everything has its place, and only then goes: what is missing then is lost. */
  async #leave(person: Participant): Promise<void> {
    await person.until(({ stage, pending }) =>
      stage.at === "start" ||
      stage.at === "joined" && pending.every((one) => one.state === "unknown")
    );
    await this.ledger.close(person);
    await person.leave();
  }
}
