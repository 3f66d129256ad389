import { assert, assertEquals } from "@std/assert";
import { MAX_MESSAGE_BYTES } from "../lib/message/json.ts";
import { NOW } from "./hub/fake_line.ts";
import { type Cost, type Person, RoomCrowd } from "./support/room_crowd.ts";

/** Longest that somebody in a list is, and what is told of somebody who comes, in bytes. */
const MEMBER_BYTES = 100;
const NEWS_BYTES = 200;

/** Messages of a list of so many: one holds some hundred at least. */
function partsOf(people: number): number {
  return 1 + Math.floor(people / 100);
}

function personAt(crowd: RoomCrowd, index: number): Person {
  const person = crowd.people[index];
  assert(person !== undefined);
  return person;
}

/** Fails unless something went once to each of so many, and little besides. */
function assertLinear(cost: Cost, people: number, what: string): void {
  const { deliveries, packs, bytes } = cost;
  const parts = partsOf(people);
  assert(deliveries >= people, `${what}: ${deliveries} deliveries for ${people}`);
  assert(deliveries <= people + parts + 2, `${what}: ${deliveries} deliveries for ${people}`);
  assert(packs >= 1 && packs <= parts + 3, `${what}: ${packs} packs for ${people}`);
  const most = (people + parts + 2) * NEWS_BYTES + people * MEMBER_BYTES;
  assert(bytes <= most, `${what}: ${bytes} bytes for ${people}`);
}

Deno.test("Switchboard: whatever happens in a room is sent once to each who is in it, of 10 as of 1,000", () => {
  const crowd = new RoomCrowd(1_001);
  const [owner, guest] = [personAt(crowd, 0), personAt(crowd, 1_000)];
  for (const size of [10, 100, 1_000]) {
    const room = `room of ${size}`;
    const filling = crowd.costOf(() => crowd.fill(room, crowd.people.slice(0, size)));
    const pairs = size * (size - 1) / 2;
    assert(filling.deliveries <= pairs + size * (partsOf(size) + 1), `${filling.deliveries}`);
    for (const act of ["join", "text", "leave", "join", "kick"] as const) {
      const cost = crowd.costOf(() => crowd.act(act, room, owner, guest));
      assertLinear(cost, size, `${act} in a room of ${size}`);
    }
  }
});

Deno.test("Switchboard: with 100 rooms of 100 members, what happens in one costs what it does alone", () => {
  const crowd = new RoomCrowd(1_000);
  const alone = new RoomCrowd(101);
  alone.fill("alone", alone.people.slice(0, 100));
  const roomOf = (n: number) => `room ${n}`;
  const membersOf = (n: number) =>
    Array.from({ length: 100 }, (_, index) => personAt(crowd, (10 * n + index) % 1_000));
  const filling = crowd.costOf(() => {
    for (let n = 0; n < 100; n++) crowd.fill(roomOf(n), membersOf(n));
  });
  const most = 100 * (100 * 99 / 2 + 100 * (partsOf(100) + 1));
  assert(filling.deliveries <= most, `${filling.deliveries}`);
  const [owner, guest] = [personAt(crowd, 500), personAt(crowd, 0)];
  for (const act of ["join", "text", "leave", "join", "kick"] as const) {
    const { deliveries, packs } = crowd.costOf(() => crowd.act(act, roomOf(50), owner, guest));
    const expected = alone.costOf(() =>
      alone.act(act, "alone", personAt(alone, 0), personAt(alone, 100))
    );
    assertLinear(expected, 100, act);
    assertEquals([deliveries, packs], [expected.deliveries, expected.packs], act);
  }

  // What is of everybody goes once to everybody, however many rooms they share.
  const one = personAt(crowd, 300);
  const renaming = crowd.costOf(() => crowd.ask(one, { type: "rename", name: "somebody else" }));
  assertEquals([renaming.deliveries, renaming.packs], [1_000, 1]);
  const losing = crowd.costOf(() => crowd.board.lose(one.line, NOW));
  assertEquals([losing.deliveries, losing.packs], [999, 1]);
  // Somebody who goes for good leaves each of ten rooms and the lobby; one room may have an heir.
  const going = crowd.costOf(() => crowd.board.leave(one.line, "cut", NOW));
  assert(going.deliveries <= 999 + 10 * (99 + 99) && going.packs <= 11 + 10);
});

Deno.test("Switchboard packs a list once for all who missed how it changed", () => {
  const crowd = new RoomCrowd(301);
  const members = crowd.people.slice(0, 300);
  crowd.fill("tea", members);
  for (const { line } of members) line.busy = true;
  const guest = personAt(crowd, 300);
  const missed = crowd.costOf(() => crowd.ask(guest, { type: "join", room: "tea", ref: 1 }));
  assert(missed.deliveries <= 1 + partsOf(301));
  for (const { line } of members) line.busy = false;
  const learning = crowd.costOf(() => {
    for (const { line } of members) crowd.board.drained(line);
  });
  // Each is told the lobby and the room.
  assert(learning.deliveries >= 600 && learning.deliveries <= 600 * partsOf(301));
  assertEquals(learning.packs, 0, "the one who came has had the same");
});

/** Bytes that may be encoded for one who comes or comes back: one part of a list, or two, and news. */
const PACKED_BYTES = 2 * MAX_MESSAGE_BYTES + 1_000;

Deno.test("Switchboard encodes no more for one who comes among 3,000 than among 300", () => {
  for (const size of [300, 1_000, 3_000]) {
    const crowd = new RoomCrowd(size);
    for (let n = 0; n < 3; n++) {
      const { packed, deliveries } = crowd.costOf(() => void crowd.come(`newcomer ${n}`));
      assert(packed <= PACKED_BYTES, `${packed} bytes for one more than ${size + n}`);
      assert(deliveries <= size + n + partsOf(size) + 2, `${deliveries}`);
    }
  }
});

Deno.test("Switchboard encodes as much for each when all come back, of 1,000 as of 300", () => {
  for (const size of [300, 1_000]) {
    const crowd = new RoomCrowd(size);
    for (const person of crowd.people) crowd.lose(person);
    const { packed, packs, deliveries } = crowd.costOf(() => {
      for (const person of crowd.people) crowd.back(person);
    });
    assert(packed <= size * PACKED_BYTES, `${packed / size} bytes for each of ${size}`);
    // It is told that it is back and where it is, and has a part of the list; others are told.
    assert(packs <= size * 5, `${packs} packs for ${size}`);
    assert(deliveries <= size * (size + partsOf(size) + 2), `${deliveries}`);
    // All are told as things are: who was told of none of those who came back later has heard it.
    const again = crowd.costOf(() => crowd.back(personAt(crowd, 0)));
    assert(again.packs <= 2 + 1, `${again.packs}`);
  }
});

Deno.test("Switchboard packs the list of rooms once for all who ask, until there is something else", () => {
  const crowd = new RoomCrowd(60);
  for (let n = 0; n < 60; n++) crowd.fill(`room ${n}`, [personAt(crowd, n)]);
  const ask = () => crowd.people.forEach((person) => crowd.ask(person, { type: "rooms" }));
  assertEquals(crowd.costOf(ask).packs, 1);
  assertEquals([crowd.costOf(ask).packs, crowd.costOf(ask).deliveries], [0, 60]);
  crowd.ask(personAt(crowd, 0), { type: "topic", room: "room 0", topic: "Tea", ref: 1 });
  assertEquals(crowd.costOf(ask).packs, 1);
});
