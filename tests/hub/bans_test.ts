import { assertEquals } from "@std/assert";
import { Bans } from "../../lib/hub/bans.ts";
import { MAX_BANS } from "../../lib/limits.ts";

const ADA = { id: "AAAAAAAAAAA", name: "Ada", tag: "aaaa" };
const BERN = { id: "BBBBBBBBBBB", name: "Bern", tag: "bbbb" };

Deno.test("Bans.against() means who was banned, and who comes from the same origin", () => {
  const bans = new Bans();
  bans.ban(ADA, "here", Infinity);
  const banned = { code: "banned" } as const;
  assertEquals(bans.against(ADA.id, null, 0), banned);
  assertEquals(bans.against(ADA.id, "elsewhere", 0), banned);
  assertEquals(bans.against(BERN.id, "here", 0), banned);
  assertEquals(bans.against(null, "here", 0), banned);
  assertEquals(bans.against(BERN.id, "elsewhere", 0), null);
  assertEquals(bans.against(null, "elsewhere", 0), null);
});

Deno.test("Bans.against() means nobody else where the origin is unknown", () => {
  const bans = new Bans();
  bans.ban(ADA, null, Infinity);
  assertEquals(bans.against(BERN.id, null, 0), null);
  assertEquals(bans.against(null, null, 0), null);
  assertEquals(bans.against(ADA.id, null, 0), { code: "banned" });
});

Deno.test("Bans.against() says for how long, to the millisecond, and the longest of several", () => {
  const bans = new Bans();
  bans.ban(ADA, "here", 10_000);
  assertEquals(bans.against(ADA.id, null, 0), { code: "banned", seconds: 10 });
  assertEquals(bans.against(ADA.id, null, 9_999), { code: "banned", seconds: 1 });
  assertEquals(bans.against(ADA.id, null, 10_000), null);
  bans.kick(BERN, "here", 20_000, 0);
  assertEquals(bans.against(ADA.id, "here", 0), { code: "banned", seconds: 20 });
  bans.ban(BERN, "here", Infinity);
  assertEquals(bans.against(ADA.id, "here", 0), { code: "banned" });
});

Deno.test("Bans.list() gives bans that last, oldest first, and no kicks and no origins", () => {
  const bans = new Bans();
  bans.ban(ADA, "here", 10_000);
  bans.kick(BERN, "there", 60_000, 0);
  bans.ban(BERN, "there", Infinity);
  const bern = { id: 2, name: "Bern", tag: "bbbb" };
  assertEquals(bans.list(0), [{ id: 1, name: "Ada", tag: "aaaa", seconds: 10 }, bern]);
  assertEquals(bans.list(10_000), [bern]);
});

Deno.test("Bans.lift() lifts one ban, once, and no kick and none that is over", () => {
  const bans = new Bans();
  bans.ban(ADA, "here", Infinity);
  bans.ban(BERN, null, 10);
  bans.kick(ADA, null, 5_000, 0);
  assertEquals([bans.lift(7, 0), bans.lift(1, 0), bans.lift(1, 0), bans.lift(2, 10)], [
    false,
    true,
    false,
    false,
  ]);
  assertEquals(bans.against(null, "here", 10), null);
  assertEquals(bans.against(ADA.id, null, 10), { code: "banned", seconds: 5 }); // the kick
});

Deno.test("Bans.isFull() counts bans that last, and no kicks", () => {
  const bans = new Bans();
  for (let n = 0; n < MAX_BANS; n++) {
    assertEquals(bans.isFull(0), false);
    bans.kick(ADA, null, 60_000, 0);
    bans.ban(ADA, null, n === 0 ? 1_000 : Infinity);
  }
  assertEquals([bans.isFull(999), bans.isFull(1_000)], [true, false]);
});
