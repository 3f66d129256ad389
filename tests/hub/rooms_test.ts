import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Archive } from "../../lib/hub/history.ts";
import { LOBBY, Rooms } from "../../lib/hub/rooms.ts";
import { MAX_ROOMS } from "../../lib/limits.ts";

const OPEN = { hidden: false, lock: null };
const open = () => new Rooms(new Archive(0));

Deno.test("Rooms has a lobby from the start", () => {
  const rooms = open();
  assertEquals([rooms.size, rooms.lobby.name, rooms.lobby.owner], [1, LOBBY, null]);
  assertStrictEquals(rooms.find("Lobby"), rooms.lobby);
});

Deno.test("Rooms.find() finds a room in whatever way its name is written", () => {
  const rooms = open();
  const garden = rooms.open("The Garden", OPEN);
  for (const name of ["The Garden", "the garden", " THE  GARDEN ", "ｔｈｅ ｇａｒｄｅｎ"]) {
    assertStrictEquals(rooms.find(name), garden, name);
  }
  for (const name of ["", "garden", "thegarden", "__proto__", "x".repeat(20_000), "\u{0}", "🙂"]) {
    assertStrictEquals(rooms.find(name), null, name);
  }
});

Deno.test("Rooms.find() costs little, whatever it is asked for", () => {
  const rooms = open();
  const started = performance.now();
  for (let n = 0; n < 200; n++) rooms.find("\u{301}\u{323}".repeat(4_000));
  assert(performance.now() - started < 1_000);
});

Deno.test("Rooms.close() frees the name and forgets the texts", () => {
  const archive = new Archive(5);
  const rooms = new Rooms(archive);
  const garden = rooms.open("Garden", OPEN);
  const member = { id: "AAAAAAAAAAA", name: "Ada", tag: "aaaa" };
  const text = {
    type: "text",
    room: "Garden",
    id: 1,
    from: member.id,
    text: "x",
    time: 1,
  } as const;
  archive.add(garden.history, text, member);
  rooms.close(garden, 2);
  assertEquals([rooms.find("garden"), rooms.size, archive.bytes], [null, 1, 0]);
});

Deno.test("Rooms.areFull is so from the last one on, besides the lobby", () => {
  const rooms = open();
  for (let n = 0; n < MAX_ROOMS; n++) {
    assertEquals(rooms.areFull, false);
    rooms.open(`room ${n}`, OPEN);
  }
  assertEquals(rooms.areFull, true);
});

Deno.test("Rooms.list() has the public rooms, and neither the lobby nor hidden or locked ones", () => {
  const rooms = open();
  const garden = rooms.open("Garden", OPEN);
  rooms.open("Cellar", { hidden: true, lock: null });
  const attic = rooms.open("Attic", { hidden: false, lock: "digest" });
  garden.topic = "Roses";
  garden.put({ id: "AAAAAAAAAAA", name: "Ada", tag: "aaaa" });
  const listed = { room: "Garden", people: 1, topic: "Roses" };
  assertEquals(rooms.list(), [{ type: "rooms", rooms: [listed], last: true }]);
  attic.lock = null;
  assertEquals(rooms.list()[0]?.rooms.map(({ room }) => room), ["Garden", "Attic"]);
  assertEquals(rooms.all().map(({ name }) => name), [LOBBY, "Garden", "Cellar", "Attic"]);
});
