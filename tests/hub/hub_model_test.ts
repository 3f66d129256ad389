import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Switchboard } from "../../lib/hub/switchboard.ts";
import { RENAME_RATE } from "../../lib/limits.ts";
import type { Member } from "../../lib/message/from_server.ts";
import { drawFrom } from "./draw.ts";
import { bytesOf, openBoard } from "./fake_line.ts";
import { ModelArrival, type Onlooker } from "./onlooker.ts";

/** One in the room, as the model knows it. */
interface Person {
  member: Member;
  readonly line: Onlooker;
  /** Ids of all texts since it came. */
  readonly said: number[];
  renames: number;
}

/** The hub and the switchboard again, as a plain list. */
class Model {
  readonly board: Switchboard;
  list: Person[] = [];
  #texts = 0;
  #secrets = 0;

  constructor(seed: number) {
    this.board = openBoard({}, seed);
  }

  enter(name: string, now: number): void {
    const arrival = new ModelArrival(this.#secret());
    const taken = this.#holder(name) !== undefined;
    const entered = this.board.enter(arrival, hello(name), now);
    assertEquals(entered, taken ? { how: "refused", code: "name_taken" } : { how: "joined" });
    assertEquals(arrival.refused, taken);
    if (!taken) this.#add(arrival.line, name);
  }

  leave(person: Person, now: number): void {
    this.#remove(person);
    assert(this.board.leave(person.line, person.line.away ? "cut" : "left", now));
  }

  lose({ line }: Person, now: number): void {
    if (!line.away) line.cut();
    this.board.lose(line, now);
  }

  /** Comes back, also over a connection that seems alive. */
  resume({ member, line }: Person, now: number): void {
    const claim = { member: member.id, secret: line.secret, received: 0 };
    const arrival = new ModelArrival("");
    assertEquals(this.board.enter(arrival, hello("x", claim), now), { how: "resumed" });
    assertEquals(arrival.line, line);
  }

  /** Comes back with numbers that cannot be: it has left, and is new if its name is free. */
  returnStale(person: Person, name: string, now: number): void {
    const { member, line } = person;
    const arrival = new ModelArrival(this.#secret(), true);
    const claim = { member: member.id, secret: line.secret, received: 0 };
    this.#remove(person);
    const taken = this.#holder(name) !== undefined;
    const entered = this.board.enter(arrival, hello(name, claim), now);
    assertEquals(entered.how, taken ? "refused" : "joined");
    assert(line.over);
    if (!taken) this.#add(arrival.line, name);
  }

  /** Somebody else claims to be it. */
  claim({ member }: Person, name: string, now: number): void {
    const secret = "wrong".padEnd(43, "x");
    const arrival = new ModelArrival(this.#secret());
    const taken = this.#holder(name) !== undefined;
    const claim = { member: member.id, secret, received: 0 };
    const entered = this.board.enter(arrival, hello(name, claim), now);
    assertEquals(entered.how, taken ? "refused" : "joined");
    if (!taken) this.#add(arrival.line, name);
  }

  rename(person: Person, name: string, now: number): void {
    const holder = this.#holder(name);
    const free = holder === undefined || holder === person;
    if (free && name !== person.member.name && person.renames < RENAME_RATE.burst) {
      person.renames++;
      person.member = { ...person.member, name };
    }
    this.board.receive(person.line, bytesOf({ type: "rename", name }), now);
  }

  say({ line }: Person, text: string, now: number): void {
    this.#texts++;
    for (const { said } of this.list) said.push(this.#texts);
    this.board.receive(line, bytesOf({ type: "say", room: "lobby", ref: 1, text }), now);
  }

  read({ line }: Person, count: number): void {
    if (line.read(count)) this.board.drained(line);
  }

  /** Lets everybody read all there is, and looks whether they know what is so. */
  check(): void {
    assertEquals(this.board.size, this.list.length);
    assertEquals(this.board.away, this.list.filter(({ line }) => line.away).length);
    assertEquals(new Set(this.list.map(({ member }) => member.tag)).size, this.list.length);
    const members = this.list.map(({ member, line }) =>
      line.away ? { ...member, reconnecting: true } : member
    );
    for (const person of this.list) {
      const { line, said } = person;
      if (line.away) continue;
      while (line.unread > 0) this.read(person, 3);
      assertEquals(line.view.members, members);
      assertEquals(line.view.texts, said.filter((id) => !line.lost.has(id)));
    }
  }

  #add(line: Onlooker | null, name: string): void {
    assert(line !== null);
    line.read(2); // its welcome and the list, so that the model knows its id
    const member = line.view.members.find((member) => member.name === name);
    assert(member !== undefined);
    this.list.push({ member, line, said: [], renames: 0 });
  }

  #remove(person: Person): void {
    this.list = this.list.filter((other) => other !== person);
  }

  #holder(name: string): Person | undefined {
    return this.list.find(({ member }) => member.name.toLowerCase() === name.toLowerCase());
  }

  #secret(): string {
    return `secret${++this.#secrets}_`.padEnd(43, "x");
  }
}

function hello(name: string, resume?: object): Uint8Array {
  return bytesOf({ type: "hello", name, delivery: true, ...(resume && { resume }) });
}

/** What can happen, in the shares of the numbers; the last one takes the rest. */
const ACTS = 24;

/** Does one thing: which, to whom and with what is in the numbers. */
function step(model: Model, act: number, who: number, what: number, now: number): void {
  const person = model.list[who % Math.max(1, model.list.length)];
  const name = `${what % 2 ? "n" : "N"}ame ${what % 23}`;
  if (person === undefined || act < 3) return model.enter(name, now);
  if (act < 4) return model.leave(person, now);
  if (act < 6) return model.lose(person, now);
  if (act < 8) return model.resume(person, now);
  if (act < 9) return model.claim(person, name, now);
  if (act < 10) return model.returnStale(person, name, now);
  if (act < 11) return person.line.away ? person.line.forget(what % 3) : undefined;
  if (act < 13) return model.rename(person, name, now);
  if (act < 17) return model.read(person, what % 8);
  model.say(person, `text ${what}`, now);
}

const steps = fc.array(fc.tuple(fc.nat(ACTS - 1), fc.nat(1000), fc.nat(1000)), {
  maxLength: 200,
  size: "max",
});

Deno.test("Hub and Switchboard let every member know what is so, whoever is cut, comes back or is busy", () => {
  fc.assert(
    fc.property(fc.integer(), steps, (seed, steps) => {
      const model = new Model(seed);
      for (const [now, [act, who, what]] of steps.entries()) step(model, act, who, what, now);
      model.check();
    }),
    { numRuns: 300 },
  );
});

Deno.test("Hub and Switchboard keep every member's list and texts as a plain list would, in storms of 5,000", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const model = new Model(seed);
      const random = drawFrom(~seed);
      const below = (limit: number) => (random(1)[0] ?? 0) % limit;
      for (let count = 1; count <= 5_000; count++) {
        const now = count + below(100); // a clock that goes back and forth
        step(model, below(ACTS), below(256), below(256), now);
        if (count % 500 === 0) model.check();
      }
      model.check();
    }),
    { numRuns: 3 },
  );
});
