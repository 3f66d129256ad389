/**
 * A room of busy clients whose connections are cut at random, and the check that each of them still
 * shows every text once and in the server's order.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Line, Pending } from "../../lib/api/view.ts";
import { drawPlan } from "./fault_plans.ts";
import { FaultProxy } from "./faults.ts";
import { Participant } from "./participant.ts";
import { startServer } from "./programs.ts";
import { randomFrom } from "./random.ts";

/** Texts of one client that may be without a place at once: a burst, and no flood. */
const WINDOW = 40;

/** What is tried. */
export interface Trial {
  readonly seed: number;
  readonly cuts: number;
  readonly clients: number;
  /** All clients' texts together. */
  readonly texts: number;
}

/** What came of it. */
export interface Outcome {
  /** Connections that were ended badly. */
  readonly cuts: number;
  readonly connections: number;
  /** Visible gaps that all clients together show. */
  readonly gaps: number;
}

/**
 * Runs a trial and checks it.
 *
 * @throws {AssertionError} If anybody misses a text without a gap, or shows one twice or elsewhere.
 */
export async function tryCuts({ seed, cuts, clients, texts }: Trial): Promise<Outcome> {
  const random = randomFrom(seed);
  const options = ["--message-rate", "off", "--exempt", "127.0.0.1"];
  const { program, invitation, port } = await startServer(options);
  const ended = () => counts.cut + counts.reset + counts.half;
  const proxy = await FaultProxy.open(port, (connection) => {
    if (ended() >= cuts) return {};
    const plan = drawPlan({ random, most: 60_000 });
    // A person who is not in yet would try again; that is not what is tried here.
    return connection < clients ? {} : plan;
  });
  const { counts } = proxy;
  const retry = { first: 2, most: 50 };
  const people: Participant[] = [];
  for (let n = 0; n < clients; n++) {
    people.push(await Participant.join(invitation, `client ${n}`, { port: proxy.port, retry }));
  }
  const share = texts / clients;
  for (const [n, person] of people.entries()) person.say(`${n}:0`);
  // Who has been heard keeps its place; before, a cut would be an end, and its texts not known.
  for (const person of people) await person.until((one) => one.texts.length === clients);
  // The first connections are the only ones that nothing was planned for.
  proxy.strike("cut");
  await Promise.all(people.map(async (person, n) => {
    for (let said = 1; said < share;) {
      await person.until((one) => open(one).length < WINDOW);
      for (let some = 1 + random.below(WINDOW / 2); some > 0 && said < share; some--) {
        person.say(`${n}:${said++}`);
      }
      if (ended() < cuts && random.below(40) === 0) proxy.strike(random.pick(["cut", "reset"]));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }));
  proxy.calm();
  for (const person of people) await person.until((one) => open(one).length === 0);
  const unknown = new Set(people.flatMap(({ pending }) => pending.map(({ text }) => text)));
  const said = people.flatMap((_, n) => Array.from({ length: share }, (_, i) => `${n}:${i}`));
  const sure = said.filter((text) => !unknown.has(text));
  for (const person of people) await person.until((one) => hasAll(one, sure));
  const gaps = check(people, said);
  for (const person of people) await person.leave();
  await proxy.stop();
  assertEquals(await program.end(), 0, program.lines.slice(-20).join("\n"));
  return { cuts: ended(), connections: counts.connections, gaps };
}

/** Texts that are on their way still: for the others it was told that nobody knows. */
function open({ pending }: Participant): readonly Pending[] {
  return pending.filter(({ state }) => state !== "unknown");
}

/** Whether somebody shows all there is, or says that something is missing. */
function hasAll(person: Participant, texts: readonly string[]): boolean {
  if (person.lines.some(isGap)) return true;
  if (person.texts.length < texts.length) return false;
  const shown = new Set(person.texts);
  return texts.every((text) => shown.has(text));
}

function isGap(line: Line): boolean {
  return line.type === "gap";
}

/** Whoever has no gap shows the order of the server; everybody else shows parts of it, in order. */
function check(people: readonly Participant[], said: readonly string[]): number {
  const whole = people.find((person) => !person.lines.some(isGap));
  assert(whole !== undefined, "nobody saw everything");
  const order = whole.texts;
  const all = new Set(said);
  assertEquals(new Set(order).size, order.length, "a text is there twice");
  assert(order.every((text) => all.has(text)), "a text is there that nobody said");
  const place = new Map(order.map((text, at) => [text, at]));
  let gaps = 0;
  for (const person of people) {
    let next = 0;
    for (const line of person.lines) {
      if (isGap(line)) {
        gaps++;
        next = -1;
      }
      if (line.type !== "text") continue;
      const at = place.get(line.text) ?? -1;
      assert(next < 0 ? at >= 0 : at === next, `${line.text} is not where it belongs`);
      next = at + 1;
    }
  }
  return gaps;
}
