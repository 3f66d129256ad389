import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Archive } from "../../lib/hub/history.ts";
import { LOBBY, Rooms } from "../../lib/hub/rooms.ts";
import { MAX_ROOMS, MAX_TOPIC_UNITS } from "../../lib/limits.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";

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

Deno.test("Rooms.list() has as many rooms as there can be, in parts that a client reads", () => {
  const rooms = open();
  const all = Array.from({ length: MAX_ROOMS }, (_, n) => {
    const room = rooms.open(`${n}`.padEnd(30, "田"), OPEN);
    room.topic = '"'.repeat(MAX_TOPIC_UNITS);
    return room;
  });
  const parts = rooms.list();
  assert(parts.length > 1);
  assertEquals(parts.flatMap((part) => part.rooms), all.map((room) => room.listing().item));
  assertEquals(parts.map(({ last }) => last), parts.map((_, at) => at === parts.length - 1));
  for (const part of parts) assertEquals(readServerMessage(encodeMessage(part)), part);
});

Deno.test("Rooms.list() is the same but for the part in which something has changed", () => {
  const rooms = open();
  const all = Array.from({ length: MAX_ROOMS }, (_, n) => rooms.open(`room ${n}`, OPEN));
  const before = rooms.list();
  assertStrictEquals(rooms.list(), before);
  assert(all[1]);
  all[1].topic = "Roses";
  const after = rooms.list();
  assertEquals(after[0]?.rooms[1], { room: "room 1", people: 0, topic: "Roses" });
  assertEquals(before[0]?.rooms[1]?.topic, "", "who holds an old list is not surprised");
  assert(before.length > 1 && after.length === before.length);
  for (let at = 1; at < after.length; at++) assertStrictEquals(after[at], before[at]);
});

Deno.test("Rooms.list() gives away no room that was locked or has ended since it was asked for", () => {
  const rooms = open();
  const [garden, attic] = [rooms.open("Garden", OPEN), rooms.open("Attic", OPEN)];
  const names = () => rooms.list().flatMap((part) => part.rooms.map(({ room }) => room));
  assertEquals(names(), ["Garden", "Attic"]);
  garden.lock = "digest";
  garden.topic = "secret";
  assertEquals(names(), ["Attic"]);
  rooms.close(attic, 1);
  assertEquals(names(), []);
  rooms.open("Attic", { hidden: true, lock: null });
  assertEquals(names(), []);
  garden.lock = null;
  assertEquals(names(), ["Garden"]);
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
