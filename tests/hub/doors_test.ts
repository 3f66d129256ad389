import { assert, assertEquals } from "@std/assert";
import { Doors } from "../../lib/hub/doors.ts";
import { HubState } from "../../lib/hub/hub_state.ts";
import { ENTRY_RATE, MAX_ADDRESSES } from "../../lib/limits.ts";
import { drawFrom, fakeDigest } from "./draw.ts";
import { type Ask, Scene } from "./scene.ts";

const KEY = "open sesame";

const create = (room: string, more: object = {}): Ask => ({ type: "create", room, ...more });
const join = (room: string, passphrase?: string): Ask => ({
  type: "join",
  room,
  ...(passphrase !== undefined && { passphrase }),
});
const leave = (room: string): Ask => ({ type: "leave", room });

Deno.test("Doors.join() lets everybody into a public room, and tells those who are there", () => {
  const scene = Scene.of("ada", "bern", "cleo");
  scene.ask("ada", create("Garden"));
  scene.forget();
  scene.ask("bern", { ...join(" GARDEN "), ref: 9 } as Ask);
  const [entered, members, ...more] = scene.heard("bern");
  assert(entered?.type === "entered" && members?.type === "members");
  assertEquals([entered.ref, entered.room, entered.owner], [9, "Garden", scene.id("ada")]);
  assertEquals(members.members.map(({ name }) => name), ["ada", "bern"]);
  assertEquals(more, []);
  const [joined] = scene.heard("ada");
  assert(joined?.type === "joined" && joined.room === "Garden");
  assertEquals(joined.member, scene.hub.find(scene.id("bern")));
  assertEquals(scene.heard("cleo"), []);
});

Deno.test("Doors.join() answers who is in already, and does nothing else", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create("Garden"));
  scene.ask("bern", join("Garden"));
  scene.forget();
  for (const room of ["Garden", "lobby"]) {
    scene.ask("bern", { ...join(room), ref: 5 } as Ask);
    const [entered, ...more] = scene.heard("bern");
    assert(entered?.type === "entered");
    assertEquals([entered.room, entered.ref, more], [room, 5, []]);
    assertEquals(scene.heard("ada"), []);
  }
});

Deno.test("Doors.join() lets who knows the name into a hidden room, and who knows both into a locked one", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create("Cellar", { hidden: true }));
  scene.ask("ada", create("Attic", { passphrase: KEY }));
  scene.ask("bern", join("cellar"));
  scene.ask("bern", join("attic", KEY));
  assertEquals(scene.told("bern", "entered").map(({ room, kind }) => [room, kind]), [
    ["Cellar", "hidden"],
    ["Attic", "locked"],
  ]);
});

Deno.test("Doors.join() takes a passphrase however it was composed, where it was made and where it was changed", () => {
  const scene = Scene.of("ada", "bern", "cleo");
  scene.ask("ada", create("Attic", { passphrase: "cafe\u{301} creme" }));
  scene.ask("bern", join("Attic", "caf\u{e9} creme"));
  scene.ask("ada", { type: "lock", room: "Attic", passphrase: "th\u{e9} vert" });
  scene.ask("cleo", join("Attic", "the\u{301} vert"));
});

Deno.test("Doors.join() says the same of a room that is not there and of one that is locked", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create("Attic", { passphrase: KEY }));
  const asks = [
    join("Nowhere"),
    join("Nowhere", KEY),
    join(""),
    join("Attic"),
    join("Attic", ""),
    join("Attic", KEY.toUpperCase()),
    join("Attic", `${KEY} `),
    join("Attic", KEY.slice(1)),
    join("x".repeat(9_000), "y".repeat(9_000)),
  ];
  for (const ask of asks) {
    scene.now += 20_000;
    assertEquals(scene.wrong("bern", ask), { code: "no_entry" });
  }
  assertEquals(scene.heard("ada").filter(({ type }) => type === "joined"), []);
});

Deno.test("Doors.join() takes one digest and compares it whole, whatever there is", () => {
  const hub = new HubState(drawFrom(1), 0);
  const taken: string[] = [];
  let compared = 0;
  /** A digest that counts how much of it is looked at. */
  const digest = (text: string) => {
    taken.push(text);
    const letters = fakeDigest(text);
    return {
      length: letters.length,
      charCodeAt(at: number) {
        compared++;
        return letters.charCodeAt(at);
      },
    } as unknown as string;
  };
  const doors = new Doors(hub, digest, "d".repeat(43));
  const place = hub.places.add({ name: "ada", tag: "aaaa", origin: null }, 0);
  hub.rooms.open("Garden", { hidden: false, lock: null });
  hub.rooms.open("Cellar", { hidden: true, lock: null });
  hub.rooms.open("Attic", { hidden: false, lock: fakeDigest(KEY) });
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["Nowhere", undefined],
    ["Nowhere", KEY],
    ["", KEY],
    ["Attic", undefined],
    ["Attic", "wrong passphrase"],
    ["Attic", KEY],
    ["Garden", undefined],
    ["Cellar", KEY],
    ["Garden", undefined], // in it already
  ];
  for (const [n, [room, passphrase]] of cases.entries()) {
    [taken.length, compared] = [0, 0];
    const more = passphrase === undefined ? {} : { passphrase };
    const outcome = doors.join(place, { type: "join", room, ref: 1, ...more }, n * 60_000);
    assertEquals([taken, compared], [[passphrase ?? ""], 43], `${room}, ${passphrase}`);
    assertEquals("refused" in outcome, n < 5);
  }
});

Deno.test("Doors.join() refuses at a room's dummy digest, even where somebody finds it", () => {
  const hub = new HubState(drawFrom(1), 0);
  const doors = new Doors(hub, () => "d".repeat(43), "d".repeat(43));
  const place = hub.places.add({ name: "ada", tag: "aaaa", origin: null }, 0);
  const outcome = doors.join(place, { type: "join", room: "Nowhere", ref: 1 }, 0);
  assertEquals(outcome, { refused: { code: "no_entry" } });
});

Deno.test("Doors.join() is held to a rate of failures, by origin; who gets in pays nothing", () => {
  const scene = new Scene();
  scene.enter("ada", "home");
  scene.enter("bern", "elsewhere");
  scene.ask("bern", create("Cellar", { hidden: true }));
  scene.ask("bern", create("Attic", { passphrase: KEY }));
  for (let n = 0; n < 20; n++) {
    scene.ask("ada", join("Cellar"));
    scene.ask("ada", leave("Cellar"));
  }
  for (let n = 0; n < ENTRY_RATE.burst; n++) {
    assertEquals(scene.wrong("ada", join("Nowhere")), { code: "no_entry" });
  }
  const tooOften = { code: "too_often", seconds: 20 } as const;
  const asks = [join("Nowhere"), join("Cellar"), join("Attic"), join("Attic", KEY)];
  for (const ask of asks) assertEquals(scene.wrong("ada", ask), tooOften);
  scene.leave("ada");
  scene.enter("eve", "home");
  for (const ask of asks) assertEquals(scene.wrong("eve", ask), tooOften);
  scene.now += 20_000;
  scene.ask("eve", join("Cellar"));
  assertEquals(scene.told("eve", "entered").length, 1);
});

Deno.test("Doors.join() lets everybody into a public room, whatever others of their address tried", () => {
  const scene = new Scene();
  for (const name of ["mallory", "ada"]) scene.enter(name, "the same");
  scene.enter("bern");
  scene.ask("bern", create("Garden"));
  for (let n = 0; n < ENTRY_RATE.burst; n++) scene.wrong("mallory", join("Nowhere"));
  scene.ask("ada", join("Garden"));
  assertEquals(scene.told("ada", "entered").length, 1);
  scene.ask("bern", { type: "lock", room: "Garden", passphrase: KEY });
  assertEquals(scene.wrong("mallory", join("Garden", KEY)).code, "too_often");
});

Deno.test("Doors remember the tries of as many origins as there may be, and of no more", () => {
  const hub = new HubState(drawFrom(1), 0);
  const doors = new Doors(hub, fakeDigest, "d".repeat(43));
  const failures = (origin: string): number => {
    const place = hub.places.add({ name: "x", tag: "aaaa", origin }, 0);
    let count = 0;
    for (;;) {
      const outcome = doors.join(place, { type: "join", room: "Nowhere", ref: 1 }, 0);
      if (!("refused" in outcome) || outcome.refused.code !== "no_entry") break;
      count++;
    }
    hub.places.remove(place);
    return count;
  };
  for (let n = 0; n <= MAX_ADDRESSES; n++) assertEquals(failures(`origin ${n}`), ENTRY_RATE.burst);
  assertEquals([failures("origin 2"), failures("origin 0")], [0, ENTRY_RATE.burst]);
});

Deno.test("Doors.leave() lets a member out, tells the others, and ends a room without anybody", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create("Garden"));
  scene.ask("bern", join("Garden"));
  scene.forget();
  scene.ask("bern", { ...leave("Garden"), ref: 4 } as Ask);
  const time = scene.now;
  assertEquals(scene.heard("bern"), [
    { type: "exited", room: "Garden", how: "left", time, ref: 4 },
  ]);
  assertEquals(scene.heard("ada"), [
    { type: "left", room: "Garden", member: scene.id("bern"), reason: "left", time },
  ]);
  scene.ask("ada", leave("Garden"));
  assertEquals([scene.hub.rooms, scene.types("ada")], [1, ["exited"]]);
  assertEquals(scene.wrong("ada", join("Garden")), { code: "no_entry" });
});

Deno.test("Doors.leave() refuses the lobby, and rooms one is not in", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create("Garden"));
  assertEquals(scene.wrong("bern", leave("lobby")), { code: "lobby" });
  for (const room of ["Garden", "Nowhere", "", "LOBBY", "__proto__"]) {
    assertEquals(scene.wrong("bern", leave(room)), { code: "unknown_room" });
  }
});

Deno.test("Doors.list() gives the public rooms to who asks, without a ref", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", { type: "rooms" });
  assertEquals(scene.heard("ada"), [{ type: "rooms", rooms: [], last: true }]);
  scene.ask("bern", create("Garden"));
  scene.ask("bern", create("Cellar", { hidden: true }));
  scene.ask("bern", create("Attic", { passphrase: KEY }));
  scene.ask("ada", { type: "rooms" });
  const rooms = [{ room: "Garden", people: 1, topic: "" }];
  assertEquals(scene.heard("ada"), [{ type: "rooms", rooms, last: true }]);
});
