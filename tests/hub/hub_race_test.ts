import { assert, assertEquals } from "@std/assert";
import { type Ask, Scene } from "./scene.ts";

// Everything in one tick: the hub does one thing after the other, and these are the orders.

const ROOM = "Garden";
const create: Ask = { type: "create", room: ROOM };
const join: Ask = { type: "join", room: ROOM };
const leave: Ask = { type: "leave", room: ROOM };
const say: Ask = { type: "say", room: ROOM, text: "x" };

/** Ada's garden with bern and cleo in it. All have heard what led there. */
function garden(): Scene {
  const scene = Scene.of("ada", "bern", "cleo");
  scene.ask("ada", create);
  for (const name of ["bern", "cleo"]) scene.ask(name, join);
  scene.forget();
  return scene;
}

const about = (scene: Scene, type: "kick" | "ban" | "mute" | "hand_over", name: string): Ask => {
  return { type, room: ROOM, member: scene.id(name) };
};

Deno.test("Hub gives a name to the first of two who want it in one tick", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", { type: "rename", name: "Eve" });
  assertEquals(scene.wrong("bern", { type: "rename", name: "eve" }), { code: "name_taken" });
  assertEquals(scene.refusal("EVE"), { code: "name_taken" });
  scene.ask("bern", { type: "rename", name: "Ada" }); // which is free in the same tick
  scene.leave("ada");
  scene.enter("eve");
});

Deno.test("Hub gives a room to the first of two who make it in one tick", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create);
  assertEquals(scene.wrong("bern", create), { code: "room_taken" });
  scene.ask("ada", leave);
  scene.ask("bern", create);
  assertEquals(scene.told("bern", "entered")[0]?.owner, scene.id("bern"));
});

Deno.test("Hub ends a room when its last member leaves, and who joins in that tick is too late", () => {
  for (const isLast of [true, false]) {
    const scene = Scene.of("ada", "bern");
    scene.ask("ada", create);
    if (!isLast) scene.ask("bern", join);
    scene.ask("ada", leave);
    if (isLast) assertEquals(scene.wrong("bern", join), { code: "no_entry" });
    assertEquals(scene.hub.rooms, isLast ? 1 : 2);
  }
});

Deno.test("Hub lets who was kicked come in again by nothing in that tick", () => {
  const scene = garden();
  scene.ask("ada", about(scene, "kick", "bern"));
  assertEquals(scene.wrong("bern", join), { code: "banned", seconds: 60 });
  assertEquals(scene.wrong("bern", say), { code: "unknown_room" });
  assertEquals(scene.wrong("bern", leave), { code: "unknown_room" });
  scene.ask("bern", { type: "rename", name: "Bernd" });
  assertEquals(scene.wrong("bern", join), { code: "banned", seconds: 60 });
  scene.carryOut(scene.hub.regain(scene.id("bern"), "another origin", scene.now).effects);
  assertEquals(scene.wrong("bern", join), { code: "banned", seconds: 60 });
  scene.leave("bern");
  scene.enter("bern", "origin of bern");
  assertEquals(scene.wrong("bern", join), { code: "banned", seconds: 60 });
});

Deno.test("Hub withholds from who is kicked what was said in that tick, before and after", () => {
  const scene = garden();
  scene.ask("cleo", say);
  scene.ask("ada", about(scene, "kick", "bern"));
  scene.ask("cleo", say);
  assertEquals(scene.types("bern"), ["exited"]);
  assertEquals(scene.types("ada"), ["text", "left", "text"]);
});

Deno.test("Hub kicks nobody twice, nor who has left in that tick", () => {
  const scene = garden();
  scene.ask("bern", leave);
  assertEquals(scene.wrong("ada", about(scene, "kick", "bern")), { code: "no_member" });
  scene.ask("bern", join); // nothing keeps it out
  scene.ask("ada", about(scene, "kick", "bern"));
  for (const type of ["kick", "ban", "mute"] as const) {
    assertEquals(scene.wrong("ada", about(scene, type, "bern")), { code: "no_member" });
  }
  scene.leave("cleo");
  assertEquals(scene.wrong("ada", about(scene, "kick", "cleo")), { code: "no_member" });
});

Deno.test("Hub lets only the new owner act after a room was handed over in that tick", () => {
  const scene = garden();
  scene.ask("ada", about(scene, "hand_over", "bern"));
  assertEquals(scene.wrong("ada", about(scene, "kick", "bern")), { code: "not_owner" });
  scene.ask("bern", about(scene, "kick", "ada"));
  assertEquals(scene.wrong("ada", about(scene, "hand_over", "cleo")), { code: "unknown_room" });
});

Deno.test("Hub hands a room to nobody who has left in that tick", () => {
  const scene = garden();
  scene.ask("bern", leave);
  assertEquals(scene.wrong("ada", about(scene, "hand_over", "bern")), { code: "no_member" });
  scene.leave("cleo");
  assertEquals(scene.wrong("ada", about(scene, "hand_over", "cleo")), { code: "no_member" });
});

Deno.test("Hub has one owner of a room at any time, whoever leaves in one tick", () => {
  const scene = garden();
  scene.leave("ada");
  const [, owner] = scene.heard("cleo");
  assert(owner?.type === "owner");
  assertEquals(owner.owner, scene.id("bern"));
  scene.ask("bern", leave);
  scene.ask("cleo", { type: "topic", room: ROOM, topic: "mine" });
  scene.ask("bern", join); // first there, but behind cleo now
  assertEquals(scene.wrong("bern", about(scene, "kick", "cleo")), { code: "not_owner" });
  scene.ask("cleo", leave);
  scene.ask("bern", { type: "topic", room: ROOM, topic: "mine again" });
});

Deno.test("Hub lets two owners in a row do what they may, and the operator above both", () => {
  const scene = garden();
  scene.operate({ type: "hand_over", room: ROOM, member: scene.id("cleo") });
  assertEquals(scene.wrong("ada", about(scene, "ban", "bern")), { code: "not_owner" });
  scene.ask("cleo", about(scene, "mute", "ada"));
  scene.operate({ type: "kick", room: ROOM, member: scene.id("cleo") });
  scene.ask("ada", { type: "topic", room: ROOM, topic: "longest here" }); // who owns it now
  assertEquals(scene.wrong("ada", say), { code: "muted" }); // by whoever owned it before
});

Deno.test("Hub lets nobody in who has a text for a locked room in that tick, or did not know", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create);
  scene.ask("ada", { type: "lock", room: ROOM, passphrase: "open sesame" });
  assertEquals(scene.wrong("bern", join), { code: "no_entry" });
  scene.ask("ada", { type: "lock", room: ROOM });
  scene.ask("bern", join);
});

Deno.test("Hub does nothing for who was put out of the server, even if it leaves in that tick", () => {
  const scene = garden();
  const bern = scene.id("bern");
  scene.operate({ type: "kick", room: "lobby", member: bern });
  assertEquals(scene.hub.leave(bern, "cut", scene.now), []);
  assertEquals(scene.hub.lose(bern, scene.now, scene.now), []);
  assertEquals(scene.misgoverned({ type: "ban", room: "lobby", member: bern, sure: true }), {
    code: "no_member",
  });
});
