import { assertEquals, assertStrictEquals } from "@std/assert";
import { History } from "../../lib/hub/history.ts";
import { Room } from "../../lib/hub/room.ts";

const ALICE = { id: "a", name: "Alice", tag: "aaaa" };
const BOB = { id: "b", name: "Bob", tag: "bbbb" };
const CAROL = { id: "c", name: "Carol", tag: "cccc" };

const newRoom = (hidden = false, lock: string | null = null) =>
  new Room("lobby", new History(), { hidden, lock });

Deno.test("Room.everybody() follows who comes and goes", () => {
  const room = newRoom();
  assertEquals(room.everybody(), []);
  for (const member of [ALICE, BOB, CAROL]) room.put(member);
  assertEquals(room.size, 3);
  assertEquals(room.everybody(), ["a", "b", "c"]);
  room.remove("a");
  assertEquals(room.everybody(), ["b", "c"]);
});

Deno.test("Room.everybody() gives the same list until somebody comes or goes", () => {
  const room = newRoom();
  for (const member of [ALICE, BOB]) room.put(member);
  const everybody = room.everybody();
  room.put({ ...ALICE, name: "Alicia" });
  room.remove("nobody");
  assertStrictEquals(room.everybody(), everybody);
  room.put(CAROL);
  assertEquals(everybody, ["a", "b"]); // who holds an old list is not surprised
});

Deno.test("Room.list() has the newest names", () => {
  const room = newRoom();
  room.put(ALICE);
  room.put(BOB);
  room.put({ ...ALICE, name: "Alicia" });
  assertEquals(room.list().flatMap((part) => part.members.map((member) => member.name)), [
    "Alicia",
    "Bob",
  ]);
});

Deno.test("Room.list() is the same list until something in it changes", () => {
  const room = newRoom();
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

Deno.test("Room.kind is locked while there is a lock, and then what it was", () => {
  const [open, hidden] = [newRoom(), newRoom(true)];
  assertEquals([open.kind, hidden.kind, newRoom(true, "x").kind], ["public", "hidden", "locked"]);
  for (const room of [open, hidden]) {
    const kind = room.kind;
    room.lock = "digest";
    assertEquals(room.kind, "locked");
    room.lock = null;
    assertEquals(room.kind, kind);
  }
});

Deno.test("Room.has() knows who is in", () => {
  const room = newRoom();
  room.put(ALICE);
  assertEquals([room.has("a"), room.has("b")], [true, false]);
  room.remove("a");
  assertEquals(room.has("a"), false);
});

Deno.test("Room.listing() is measured once until something in it changes", () => {
  const room = newRoom();
  room.put(ALICE);
  const listing = room.listing();
  assertEquals(listing.item, { room: "lobby", people: 1, topic: "" });
  room.put({ ...ALICE, name: "Alicia" });
  assertStrictEquals(room.listing(), listing);
  room.topic = "Roses";
  assertEquals(room.listing().item, { room: "lobby", people: 1, topic: "Roses" });
  room.put(BOB);
  assertEquals(room.listing().item, { room: "lobby", people: 2, topic: "Roses" });
});

Deno.test("Room.nextTextId() counts from 1", () => {
  const room = newRoom();
  assertEquals([room.nextTextId(), room.nextTextId(), room.nextTextId()], [1, 2, 3]);
});
