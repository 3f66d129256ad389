import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Gate, type Pass } from "../../../lib/io/net/gate.ts";
import { readNetwork } from "../../../lib/io/net/source.ts";
import { type Random, randomFrom } from "../../support/random.ts";

/** Where connections come from, and what each is counted by, with how much of it there may be. */
const SOURCES: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  "192.0.2.9": [],
  "203.0.113.1": [["first", 1]],
  "203.0.113.2": [["second", 1]],
  "2001:db8:0:1::7": [["net 1", 1], ["site", 4]],
  "2001:db8:0:2::7": [["net 2", 1], ["site", 4]],
  "2001:db8:0:3::7": [["net 3", 1], ["site", 4]],
  "2001:db8:0:4::7": [["net 4", 1], ["site", 4]],
  "2001:db8:0:5::7": [["net 5", 1], ["site", 4]],
};

const MAX_PER_ADDRESS = 3;

/** A pass as the model has it. */
interface Copy {
  readonly counters: readonly Counter[];
  readonly told: boolean;
  stage: "handshake" | "client" | "gone";
  hasPlace: boolean;
}

/** What connections are counted by. Its credit is in milliseconds: a connection costs 5,000. */
interface Counter {
  readonly weight: number;
  credit: number;
  at: number;
  penaltyEnd: number;
}

/** The gate again, as plain lists that forget nothing. Numbers stand here a second time on purpose. */
class Model {
  readonly maxClients: number;
  readonly copies: Copy[] = [];
  readonly counters = new Map<string, Counter>();
  readonly hits: Record<string, number> = {};

  constructor(maxClients: number) {
    this.maxClients = maxClients;
  }

  count(is: (copy: Copy) => boolean): number {
    return this.copies.filter(is).length;
  }

  get handshakes(): number {
    return this.count(({ stage }) => stage === "handshake");
  }

  get clients(): number {
    return this.count(({ stage }) => stage === "client");
  }

  isOccupied(counters: readonly Counter[]): boolean {
    return counters.some((one) => {
      const places = this.count((copy) => copy.hasPlace && copy.counters.includes(one));
      return places >= MAX_PER_ADDRESS * one.weight;
    });
  }

  countersOf(address: string, now: number): Counter[] {
    return (SOURCES[address] ?? []).map(([name, weight]) => {
      const fresh = { weight, credit: weight * 100_000, at: now, penaltyEnd: 0 };
      const counter = this.counters.get(name) ?? fresh;
      this.counters.set(name, counter);
      counter.credit += (now - counter.at) * weight;
      counter.credit = Math.min(weight * 100_000, counter.credit);
      counter.at = now;
      return counter;
    });
  }

  admit(address: string, chance: number, now: number): Copy | null {
    const counters = this.countersOf(address, now);
    if (counters.some(({ penaltyEnd, weight }) => penaltyEnd - now >= 15_000 * weight)) {
      return this.refuse("penalty");
    }
    if (counters.some(({ credit }) => credit < 5_000)) return this.refuse("address_rate");
    const above = this.handshakes - 16;
    if (above >= 0 && chance < 0.3 + 0.7 * above / 48) return this.refuse("handshakes");
    const occupied = this.isOccupied(counters);
    const told = occupied || this.clients >= this.maxClients;
    if (told) this.refuse(occupied ? "per_address" : "clients");
    if (told && this.count((copy) => copy.told && copy.stage === "handshake") >= 16) {
      return this.refuse("told_full");
    }
    for (const counter of counters) counter.credit -= 5_000;
    const copy: Copy = { counters, told, stage: "handshake", hasPlace: !occupied };
    this.copies.push(copy);
    return copy;
  }

  refuse(limit: string): null {
    this.hits[limit] = (this.hits[limit] ?? 0) + 1;
    return null;
  }

  full({ counters, stage, hasPlace }: Copy): Pass["full"] {
    if (stage !== "handshake") return null;
    if (this.clients >= this.maxClients) return "server_full";
    return !hasPlace && this.isOccupied(counters) ? "address_full" : null;
  }

  settle(copy: Copy): void {
    if (copy.stage !== "handshake") return;
    copy.stage = "client";
    copy.hasPlace = true;
  }

  blame({ counters, stage }: Copy, ms: number, now: number): void {
    if (stage === "gone") return;
    for (const counter of counters) {
      const end = Math.max(now, counter.penaltyEnd) + ms;
      counter.penaltyEnd = Math.min(end, now + 600_000);
    }
  }

  release(copy: Copy): void {
    copy.stage = "gone";
    copy.hasPlace = false;
  }
}

const BLAMES = [["auth", 5_000], ["late", 10_000], ["fault", 2_000]] as const;

/** A gate and its model, to which the same happens. */
class Storm {
  readonly random: Random;
  readonly gate: Gate;
  readonly model: Model;
  readonly both: { readonly pass: Pass; readonly copy: Copy }[] = [];
  /** The chances of this storm, so that each is another kind of evening. */
  readonly settling: number;
  readonly blaming: number;
  readonly pace: number;
  chance = 0;
  now = 0;

  constructor(seed: number) {
    this.random = randomFrom(seed);
    this.settling = this.random.part() * 0.25;
    this.blaming = this.random.part() * 0.05;
    this.pace = this.random.part() * 0.5;
    this.model = new Model(4 + this.random.below(12));
    const exempt = readNetwork("192.0.2.0/24");
    assert(exempt !== null);
    this.gate = new Gate({
      maxClients: this.model.maxClients,
      maxPerAddress: MAX_PER_ADDRESS,
      exempt: [exempt],
      random: () => this.chance,
    });
  }

  step(): void {
    const { random, both, gate, model } = this;
    // The tokens of such times are sums of powers of two, and add up without rounding.
    if (random.part() < this.pace) this.now += 625 * random.below(8);
    const act = random.part();
    if (act < 0.5 || both.length === 0) {
      const address = random.pick(Object.keys(SOURCES));
      this.chance = random.part();
      const pass = gate.admit(address, this.now);
      const copy = model.admit(address, this.chance, this.now);
      assertEquals(pass === null, copy === null, address);
      if (pass !== null && copy !== null) both.push({ pass, copy });
    } else this.act(act - 0.5);
    for (const { pass, copy } of both) assertEquals(pass.full, model.full(copy));
    assertEquals([gate.handshakes, gate.clients], [model.handshakes, model.clients]);
    assertEquals(Object.fromEntries(gate.hits), model.hits);
  }

  act(act: number): void {
    const one = this.random.pick(this.both);
    if (act < this.settling) {
      one.pass.settle();
      this.model.settle(one.copy);
    } else if (act < this.settling + this.blaming) {
      const [how, ms] = this.random.pick(BLAMES);
      one.pass.blame(how, this.now);
      this.model.blame(one.copy, ms, this.now);
    } else {
      one.pass.release(this.now);
      this.model.release(one.copy);
      // Some are kept, as a second goodbye must change nothing.
      if (this.random.part() < 0.9) this.both.splice(this.both.indexOf(one), 1);
    }
  }
}

Deno.test("Gate counts as plain lists would, in storms of all that can happen", () => {
  const seen = new Set<unknown>();
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const storm = new Storm(seed);
      for (let step = 0; step < 1_000; step++) {
        storm.step();
        for (const { pass } of storm.both) seen.add(pass.full);
      }
      for (const limit of storm.gate.hits.keys()) seen.add(limit);
    }),
    { numRuns: 40 },
  );
  const limits = ["handshakes", "clients", "per_address", "address_rate", "penalty", "told_full"];
  for (const name of [...limits, "server_full", "address_full", null]) {
    assert(seen.has(name), `${name} never happened`);
  }
});
