import { assert, assertEquals, assertThrows } from "@std/assert";
import { Places, shown } from "../../lib/hub/places.ts";
import { drawFrom } from "./draw.ts";

const open = () => new Places(drawFrom(2));

const newcomer = (name: string, tag: string, origin: string | null = null) => ({
  name,
  tag,
  origin,
});

Deno.test("Places.add() draws another id where one is worn, and ends where it cannot", () => {
  const draws = [1, 1, 2];
  const places = new Places((bytes) => new Uint8Array(bytes).fill(draws.shift() ?? 2));
  const ada = places.add(newcomer("Ada", "aaaa"), 5);
  const bern = places.add(newcomer("Bern", "bbbb"), 6);
  assertEquals([ada.member.id, bern.member.id], ["AQEBAQEBAQE", "AgICAgICAgI"]);
  assertThrows(() => places.add(newcomer("Cleo", "cccc"), 7), RangeError);
  assertEquals([places.size, places.get(ada.member.id), places.get("cccc")], [2, ada, null]);
  const { member, entered, origin, spoke, away, rooms } = ada;
  assertEquals(member, { id: "AQEBAQEBAQE", name: "Ada", tag: "aaaa" });
  assertEquals([entered, origin, spoke, away, rooms.size], [5, null, false, null, 0]);
});

Deno.test("Places.freeName() gives the name that is shown, unless another one has it", () => {
  const places = open();
  const ada = places.add(newcomer("Ada", "aaaa"), 0);
  const taken = { refused: { code: "name_taken" } } as const;
  assertEquals(places.freeName(" Bern ", null, 0), { free: "Bern" });
  assertEquals(places.freeName("ＡＤＡ", ada, 0), { free: "ADA" });
  assertEquals(places.freeName("ADA", null, 0), taken);
  assertEquals(places.freeName("you", null, 0), { refused: { code: "name_invalid" } });
  places.rename(ada, "Eve");
  assertEquals(ada.member.name, "Eve");
  assertEquals(places.freeName("ada", null, 0), { free: "ada" });
  assertEquals(places.freeName("eve", null, 0), taken);
  places.rename(ada, "EVE");
  assertEquals(places.freeName("eve", null, 0), taken);
  places.remove(ada);
  assertEquals([places.freeName("eve", null, 0), places.size], [{ free: "eve" }, 0]);
});

Deno.test("Places.freeName() says in how many seconds the name of who is away is free, at least one", () => {
  const places = open();
  const ada = places.add(newcomer("Ada", "aaaa"), 0);
  ada.away = { since: 10_000, until: 130_000 };
  const late = [[130_000, 1], [999_999, 1]] as const;
  const cases = [[10_000, 120], [10_001, 120], [11_000, 119], [129_000, 1], [129_999, 1]] as const;
  for (const [time, seconds] of [...cases, ...late]) {
    const refused = { code: "name_taken", seconds } as const;
    assertEquals(places.freeName("ada", null, time), { refused });
  }
  assertEquals(places.freeName("ada", ada, 20_000), { free: "ada" });
});

Deno.test("shown() says of who is away that they are reconnecting, of others nothing", () => {
  const places = open();
  const [ada, bern] = [
    places.add(newcomer("Ada", "aaaa"), 0),
    places.add(newcomer("Bern", "bbbb"), 0),
  ];
  ada.away = { since: 1, until: 2 };
  assertEquals(shown(ada), { ...ada.member, reconnecting: true });
  assertEquals(Object.hasOwn(shown(bern), "reconnecting"), false);
  assertEquals(places.away, 1);
  assert(!Object.hasOwn(ada.member, "reconnecting"));
});

Deno.test("Places.isShared() follows who comes from where, and where they are now", () => {
  const places = open();
  const ada = places.add(newcomer("Ada", "aaaa", "x"), 0);
  const bern = places.add(newcomer("Bern", "bbbb", "x"), 0);
  const cleo = places.add(newcomer("Cleo", "cccc", "y"), 0);
  const shared = () => [ada, bern, cleo].map((place) => places.isShared(place));
  assertEquals(shared(), [true, true, false]);
  places.move(bern, "y");
  assertEquals(shared(), [false, true, true]);
  places.move(bern, "y");
  assertEquals(shared(), [false, true, true]);
  places.move(bern, null);
  assertEquals([shared(), bern.origin], [[false, false, false], null]);
  places.move(bern, "x");
  places.remove(bern);
  assertEquals(shared(), [false, false, false]);
});

Deno.test("Places.isShared() is never so where the origin is unknown", () => {
  const places = open();
  const [ada, bern] = ["Ada", "Bern"].map((name) => places.add(newcomer(name, "aaaa"), 0));
  assert(ada && bern);
  assertEquals([places.isShared(ada), places.isShared(bern)], [false, false]);
});

Deno.test("Places.named() and Places.all() find whoever is in", () => {
  const places = open();
  const ada = places.add(newcomer("Ada", "aaaa"), 0);
  const bern = places.add(newcomer("Bern", "bbbb"), 0);
  assertEquals([places.named("ADA"), places.named("a")], [ada, null]);
  assertEquals(places.all(), [ada, bern]);
  places.remove(ada);
  assertEquals([places.named("ada"), places.all()], [null, [bern]]);
});
