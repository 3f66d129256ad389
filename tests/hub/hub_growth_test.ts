import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { assert, assertEquals } from "@std/assert";
import type { Effect } from "../../lib/hub/effect.ts";
import { Hub } from "../../lib/hub/hub.ts";
import { MAX_DEPARTED } from "../../lib/limits.ts";
import type { ClientMessage } from "../../lib/message/from_client.ts";
import { drawFrom, fakeDigest } from "./draw.ts";
import { hearersOf } from "./scene.ts";

/** Messages handed to members by what was done: that is what it costs. */
function cost(effects: readonly Effect[]): number {
  return effects.reduce((sum, effect) => {
    return sum + (effect.type === "deliver" ? hearersOf(effect).length : 1);
  }, 0);
}

/** A hub of so many rooms with so many members each, none of whom is in two of them. */
class Town {
  readonly hub: Hub = new Hub({ draw: drawFrom(3), history: 0, digest: fakeDigest });
  readonly rooms: string[][] = [];

  constructor(rooms: number, members: number) {
    for (let room = 0; room < rooms; room++) {
      const ids = Array.from({ length: members }, (_, n) => this.enter(`name ${room}.${n}`));
      this.rooms.push(ids);
      for (const [n, id] of ids.entries()) {
        this.ask(id, { type: n === 0 ? "create" : "join", room: `room ${room}`, ref: 1 });
      }
    }
  }

  enter(name: string): string {
    const entry = this.hub.enter({ type: "hello", name }, null, 0);
    assert("member" in entry);
    return entry.member.id;
  }

  ask(id: string, message: ClientMessage): readonly Effect[] {
    return this.hub.handle(id, message, 0);
  }

  member(room: number, n: number): string {
    const id = this.rooms[room]?.[n];
    assert(id !== undefined);
    return id;
  }
}

Deno.test("Hub tells only those of a room what happens there, with 100 rooms of 10", () => {
  const town = new Town(100, 10);
  const guest = town.enter("guest");
  const owner = town.member(7, 0);
  const room = "room 7";
  const costs = [
    town.ask(guest, { type: "join", room, ref: 1 }),
    town.ask(guest, { type: "say", room, ref: 1, text: "x" }),
    town.ask(owner, { type: "topic", room, ref: 1, topic: "x" }),
    town.ask(owner, { type: "mute", room, ref: 1, member: guest }),
    town.ask(guest, { type: "leave", room, ref: 1 }),
    town.ask(guest, { type: "tell", to: owner, ref: 1, text: "x" }),
    town.ask(guest, { type: "rename", name: "guest 2" }),
  ].map(cost);
  // Its own answer and list besides the ten; then all eleven, or all on the server.
  assertEquals(costs, [12, 11, 11, 11, 11, 2, 1001]);
});

Deno.test("Hub says goodbye once to each room and to the lobby, with 100 rooms of 10", () => {
  const town = new Town(100, 10);
  const gone = town.member(3, 0);
  // Nine hear it in the room and get an owner; all others hear it in the lobby.
  assertEquals(cost(town.hub.leave(gone, "cut", 0)), 9 + 9 + 999);
  assertEquals(cost(town.hub.lose(town.member(4, 0), 0, 1)), 998);
});

Deno.test("Hub forgets who has left, though each of them wrote to the one before", async () => {
  const hub = new Hub({ draw: drawFrom(4), history: 0, digest: fakeDigest });
  const people = inARow(hub, 3 * MAX_DEPARTED);
  // What a WeakRef was made for stays until the turn has ended.
  await new Promise((resolve) => setTimeout(resolve, 0));
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const known = people.filter((person) => person.deref() !== undefined).length;
  assertEquals(hub.size, 1);
  assert(known <= 2 * MAX_DEPARTED + 1, `${known} of ${people.length}`);
});

/** People come one after the other; each writes to the one before, who leaves then. */
function inARow(hub: Hub, count: number): WeakRef<object>[] {
  let before: string | null = null;
  return Array.from({ length: count }, (_, n) => {
    const entry = hub.enter({ type: "hello", name: `name ${n}` }, null, 0);
    assert("member" in entry);
    const { id } = entry.member;
    if (before !== null) {
      hub.handle(id, { type: "tell", to: before, ref: 1, text: "x" }, 0);
      hub.leave(before, "left", 0);
    }
    before = id;
    return new WeakRef(entry.member);
  });
}
