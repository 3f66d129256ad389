import { assert, assertEquals } from "@std/assert";
import {
  CREATE_RATE,
  MAX_ROOM_PASSPHRASE_UNITS,
  MAX_ROOMS,
  MAX_ROOMS_PER_MEMBER,
  MIN_ROOM_PASSPHRASE_UNITS,
} from "../../lib/limits.ts";
import { type Ask, Scene } from "./scene.ts";

const KEY = "open sesame";

const create = (room: string, more: object = {}): Ask => ({ type: "create", room, ...more });
const join = (room: string, passphrase?: string): Ask => ({
  type: "join",
  room,
  ...(passphrase !== undefined && { passphrase }),
});
const leave = (room: string): Ask => ({ type: "leave", room });

/** Makes so many rooms, each by somebody else, and forgets who made them. */
function fill(scene: Scene, count: number): void {
  for (let n = 0; n < count; n++) {
    scene.enter(`maker ${n}`);
    scene.ask(`maker ${n}`, create(`room ${n}`));
  }
  scene.forget();
}

Deno.test("Doors.create() makes a room, lets its maker in and tells nobody else", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create("  The Garden ", { ref: 7 }));
  const id = scene.id("ada");
  const [entered, members, ...more] = scene.heard("ada");
  assertEquals(entered, {
    type: "entered",
    room: "The Garden",
    kind: "public",
    topic: "",
    owner: id,
    history: 0,
    ref: 7,
    time: scene.now,
  });
  assert(members?.type === "members" && members.room === "The Garden" && members.last);
  assertEquals([members.members.map((member) => member.id), more], [[id], []]);
  assertEquals([scene.heard("bern"), scene.hub.rooms], [[], 2]);
});

Deno.test("Doors.create() makes rooms of each kind, and a hidden one with a lock is locked", () => {
  const cases = [
    [{}, "public"],
    [{ hidden: false }, "public"],
    [{ hidden: true }, "hidden"],
    [{ passphrase: KEY }, "locked"],
    [{ passphrase: KEY, hidden: true }, "locked"],
  ] as const;
  for (const [more, kind] of cases) {
    const scene = Scene.of("ada");
    scene.ask("ada", create("Garden", more));
    assertEquals(scene.told("ada", "entered")[0]?.kind, kind);
  }
});

Deno.test("Doors.create() refuses names that are bad or taken, whatever kind of room has them", () => {
  for (const more of [{}, { hidden: true }, { passphrase: KEY }]) {
    const scene = Scene.of("ada", "bern", "cleo");
    scene.ask("ada", create("Garden", more));
    assertEquals(scene.wrong("bern", create("ｇＡＲＤＥＮ")), { code: "room_taken" });
    assertEquals(scene.wrong("bern", create("Lobby")), { code: "room_taken" });
    for (const name of ["", " ", "🙂", "admin", "gаrden", "x".repeat(33), "x".repeat(9_000)]) {
      scene.now += 60_000;
      assertEquals(scene.wrong("cleo", create(name)), { code: "room_invalid" }, name);
    }
    assertEquals(scene.hub.rooms, 2);
  }
});

Deno.test("Doors.create() takes names of object members as names", () => {
  const scene = Scene.of("ada");
  scene.ask("ada", create("constructor"));
  scene.ask("ada", create("__proto__"));
  assertEquals(scene.told("ada", "entered").map(({ room }) => room), ["constructor", "__proto__"]);
});

Deno.test("Doors.create() refuses passphrases that are too short or too long, to the unit", () => {
  const scene = Scene.of("ada");
  const [least, most] = [MIN_ROOM_PASSPHRASE_UNITS, MAX_ROOM_PASSPHRASE_UNITS];
  for (const units of [0, 1, least - 1, most + 1]) {
    scene.now += 60_000;
    const passphrase = "x".repeat(units);
    assertEquals(scene.wrong("ada", create("Garden", { passphrase })), {
      code: "passphrase_invalid",
    });
  }
  for (const units of [least, most]) {
    scene.now += 60_000;
    scene.ask("ada", create(`room ${units}`, { passphrase: "x".repeat(units) }));
  }
  assertEquals(scene.told("ada", "entered").length, 2);
});

Deno.test("Doors.create() makes no more rooms than there may be, and again when one has ended", () => {
  const scene = new Scene();
  fill(scene, MAX_ROOMS);
  scene.enter("ada");
  assertEquals(scene.wrong("ada", create("one more")), { code: "rooms_full" });
  assertEquals(scene.wrong("ada", create("room 7")), { code: "room_taken" });
  scene.leave("maker 7");
  scene.ask("ada", create("one more"));
  assertEquals(scene.hub.rooms, MAX_ROOMS + 1);
});

Deno.test("Doors let a member into so many rooms besides the lobby, made or not", () => {
  const scene = new Scene();
  fill(scene, MAX_ROOMS_PER_MEMBER);
  scene.enter("ada");
  for (let n = 1; n < MAX_ROOMS_PER_MEMBER; n++) scene.ask("ada", join(`room ${n}`));
  scene.ask("ada", create("Garden"));
  assertEquals(scene.told("ada", "entered").length, MAX_ROOMS_PER_MEMBER);
  assertEquals(scene.wrong("ada", join("room 0")), { code: "too_many_rooms" });
  assertEquals(scene.wrong("ada", create("Cellar")), { code: "too_many_rooms" });
  scene.ask("ada", leave("room 1"));
  scene.ask("ada", join("room 0"));
  assertEquals(scene.told("ada", "entered").map(({ room }) => room), ["room 0"]);
});

Deno.test("Doors.create() is held to a rate that also counts what was refused, by origin", () => {
  const scene = new Scene();
  scene.enter("ada", "home");
  for (let n = 0; n < CREATE_RATE.burst; n++) {
    assertEquals(scene.wrong("ada", create("lobby")), { code: "room_taken" });
  }
  const tooOften = { code: "too_often", seconds: 60 } as const;
  assertEquals(scene.wrong("ada", create("Garden")), tooOften);
  assertEquals(scene.wrong("ada", create("")), tooOften); // nothing else is looked at
  scene.leave("ada");
  scene.enter("eve", "home"); // from the same place
  scene.enter("bern", "elsewhere");
  assertEquals(scene.wrong("eve", create("Garden")), tooOften);
  scene.ask("bern", create("Garden"));
  scene.now += 59_999;
  assertEquals(scene.wrong("eve", create("Cellar")), { code: "too_often", seconds: 1 });
  scene.now += 1;
  scene.ask("eve", create("Cellar"));
  assertEquals(scene.hub.rooms, 3);
});

Deno.test("Doors count the tries of a member alone where the origin is unknown", () => {
  const scene = new Scene();
  for (const name of ["ada", "bern"]) scene.enter(name, null);
  for (let n = 0; n < CREATE_RATE.burst; n++) scene.wrong("ada", create(""));
  assertEquals(scene.wrong("ada", create("Garden")).code, "too_often");
  scene.ask("bern", create("Garden"));
});
