import { assertEquals, assertStrictEquals } from "@std/assert";
import { Room } from "../../lib/hub/room.ts";

const ALICE = { id: "a", name: "Alice", tag: "aaaa" };
const BOB = { id: "b", name: "Bob", tag: "bbbb" };
const CAROL = { id: "c", name: "Carol", tag: "cccc" };

Deno.test("Room.everybody() and Room.othersThan() follow who comes and goes", () => {
  const room = new Room("lobby");
  assertEquals(room.everybody(), []);
  for (const member of [ALICE, BOB, CAROL]) room.put(member);
  assertEquals(room.size, 3);
  assertEquals(room.everybody(), ["a", "b", "c"]);
  assertEquals(room.othersThan("b"), ["a", "c"]);
  assertEquals(room.othersThan("c"), ["a", "b"]);
  room.remove("a");
  assertEquals(room.everybody(), ["b", "c"]);
  assertEquals(room.othersThan("c"), ["b"]);
});

Deno.test("Room.everybody() and Room.othersThan() give the same list until that changes", () => {
  const room = new Room("lobby");
  for (const member of [ALICE, BOB]) room.put(member);
  const [everybody, others] = [room.everybody(), room.othersThan("a")];
  room.put({ ...ALICE, name: "Alicia" });
  room.remove("nobody");
  assertStrictEquals(room.everybody(), everybody);
  assertStrictEquals(room.othersThan("a"), others);
  room.put(CAROL);
  assertEquals(everybody, ["a", "b"]); // who holds an old list is not surprised
});

Deno.test("Room.list() has the newest names", () => {
  const room = new Room("lobby");
  room.put(ALICE);
  room.put(BOB);
  room.put({ ...ALICE, name: "Alicia" });
  assertEquals(room.list().flatMap((part) => part.members.map((member) => member.name)), [
    "Alicia",
    "Bob",
  ]);
});

Deno.test("Room.list() is the same list until something in it changes", () => {
  const room = new Room("lobby");
  for (const member of [ALICE, BOB]) room.put(member);
  const list = room.list();
  room.remove("nobody");
  assertStrictEquals(room.list(), list);
  room.put({ ...ALICE, reconnecting: true });
  assertEquals(room.list()[0]?.members, [{ ...ALICE, reconnecting: true }, BOB]);
  room.remove("a");
  assertEquals(room.list()[0]?.members, [BOB]);
  assertEquals(list[0]?.members, [ALICE, BOB]); // who holds an old list is not surprised
});

Deno.test("Room.stamp() never goes backwards", () => {
  const room = new Room("lobby");
  assertEquals([5, 7, 6, 7, 8].map((now) => room.stamp(now)), [5, 7, 7, 7, 8]);
});

Deno.test("Room.nextTextId() counts from 1", () => {
  const room = new Room("lobby");
  assertEquals([room.nextTextId(), room.nextTextId(), room.nextTextId()], [1, 2, 3]);
});
