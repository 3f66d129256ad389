import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Effect } from "../../lib/hub/effect.ts";
import { Hub } from "../../lib/hub/hub.ts";
import type { Member, ServerMessage } from "../../lib/message/from_server.ts";
import { drawFrom } from "./draw.ts";

/** What one member knows, from nothing but the messages it was sent. */
interface Seen {
  members: Member[];
  readonly texts: string[];
  lastId: number;
  lastTime: number;
}

/** The hub again, as a plain list, and each member's knowledge beside it. */
class Model {
  readonly hub: Hub;
  readonly list: Member[] = [];
  readonly said = new Map<string, string[]>();
  readonly seen = new Map<string, Seen>();

  constructor(seed: number) {
    this.hub = new Hub({ draw: drawFrom(seed), history: 0 });
  }

  holder(name: string): Member | undefined {
    return this.list.find((member) => member.name.toLowerCase() === name.toLowerCase());
  }

  enter(name: string, now: number): void {
    const taken = this.holder(name) !== undefined;
    const entry = this.hub.enter({ type: "hello", name }, now);
    assertEquals("refused" in entry, taken);
    if ("refused" in entry) return;
    this.list.push(entry.member);
    this.said.set(entry.member.id, []);
    this.seen.set(entry.member.id, { members: [], texts: [], lastId: 0, lastTime: 0 });
    this.carryOut(entry.effects);
  }

  leave(member: Member, now: number): void {
    this.list.splice(this.list.indexOf(member), 1);
    this.seen.delete(member.id);
    this.carryOut(this.hub.leave(member.id, "cut", now));
  }

  rename(member: Member, name: string, now: number): void {
    const holder = this.holder(name);
    const effects = this.hub.handle(member.id, { type: "rename", name }, now);
    if (holder === undefined || holder === member) {
      this.list[this.list.indexOf(member)] = { ...member, name };
    }
    this.carryOut(effects);
  }

  say(member: Member, text: string, now: number): void {
    for (const { id } of this.list) this.said.get(id)?.push(text);
    this.carryOut(
      this.hub.handle(member.id, { type: "say", room: "lobby", ref: 1, text }, now),
    );
  }

  carryOut(effects: readonly Effect[]): void {
    for (const { to, message } of effects) {
      assertEquals(new Set(to).size, to.length);
      for (const id of to) {
        const seen = this.seen.get(id);
        assert(seen !== undefined, "a message for somebody who is not there");
        learn(seen, message);
      }
    }
  }

  check(): void {
    assertEquals(this.hub.size, this.list.length);
    assertEquals(new Set(this.list.map((member) => member.tag)).size, this.list.length);
    for (const [id, seen] of this.seen) {
      assertEquals(seen.members, this.list);
      assertEquals(seen.texts, this.said.get(id));
    }
  }
}

function learn(seen: Seen, message: ServerMessage): void {
  if ("time" in message) {
    assert(message.time >= seen.lastTime);
    seen.lastTime = message.time;
  }
  switch (message.type) {
    case "members":
      seen.members.push(...message.members);
      break;
    case "joined":
      seen.members.push(message.member);
      break;
    case "left":
      seen.members = seen.members.filter((member) => member.id !== message.member);
      break;
    case "renamed":
      seen.members = seen.members.map((member) =>
        member.id === message.member ? { ...member, name: message.name } : member
      );
      break;
    case "text":
      assert(message.id > seen.lastId);
      seen.lastId = message.id;
      seen.texts.push(message.text);
  }
}

Deno.test("Hub keeps every member's list and texts as a plain list would, in storms of 10,000", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const model = new Model(seed);
      const random = drawFrom(~seed);
      const below = (limit: number) => (random(1)[0] ?? 0) % limit;
      for (let step = 1; step <= 10_000; step++) {
        const now = step + below(100); // a clock that goes back and forth
        const member = model.list[below(Math.max(1, model.list.length))];
        const name = `${"nN".charAt(below(2))}ame ${below(60)}`;
        const act = below(8);
        if (member === undefined || act < 3) model.enter(name, now);
        else if (act < 5) model.leave(member, now);
        else if (act < 6) model.rename(member, name, now);
        else model.say(member, `text ${step}`, now);
        if (step % 500 === 0) model.check();
      }
      model.check();
    }),
    { numRuns: 3 },
  );
});
