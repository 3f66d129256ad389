import { assert, assertEquals } from "@std/assert";
import { type Ask, Scene } from "./scene.ts";

const ROOM = "Garden";
const join: Ask = { type: "join", room: ROOM };

/** Ada's garden with bern in it; cleo is only in the lobby. All have heard what led there. */
function garden(): Scene {
  const scene = Scene.of("ada", "bern", "cleo");
  scene.ask("ada", { type: "create", room: ROOM });
  scene.ask("bern", join);
  scene.forget();
  return scene;
}

Deno.test("Presence.enter() tells which rooms there are for a client that numbers, and no other", () => {
  for (const delivery of [true, false, undefined]) {
    const scene = garden();
    const more = delivery === undefined ? {} : { delivery };
    const entry = scene.hub.enter({ type: "hello", name: "dora", ...more }, null, scene.now);
    assert("effects" in entry);
    assertEquals(entry.welcome.rooms, true);
    const types = entry.effects.map((effect) => effect.type === "deliver" && effect.message.type);
    const standing = delivery === true ? ["standing"] : [];
    assertEquals<unknown>(types, [...standing, "members", "joined"]);
  }
});

Deno.test("Presence.enter() tells nobody of rooms they are not in", () => {
  const scene = garden();
  scene.enter("dora");
  const heard = scene.heard("dora");
  assertEquals(JSON.stringify(heard).includes(ROOM), false);
  assertEquals(scene.types("ada"), ["joined"]);
});

Deno.test("Presence.lose() and regain() tell everybody once, and every list knows it", () => {
  const scene = garden();
  const id = scene.id("bern");
  scene.carryOut(scene.hub.lose(id, scene.now, scene.now + 5000));
  for (const name of ["ada", "cleo"]) assertEquals(scene.types(name), ["reconnecting"]);
  assertEquals(scene.heard("bern"), []);
  scene.ask("cleo", join);
  const [, list] = scene.heard("cleo");
  assert(list?.type === "members");
  assertEquals(list.members.map(({ reconnecting }) => reconnecting), [undefined, true, undefined]);
  scene.forget();
  scene.carryOut(scene.hub.regain(id, "origin of bern", scene.now).effects);
  for (const name of ["ada", "cleo"]) assertEquals(scene.types(name), ["reconnected"]);
  const [standing, ...lists] = scene.heard("bern");
  assert(standing?.type === "standing");
  assertEquals(standing.rooms.map(({ room, owner }) => [room, owner]), [
    ["lobby", undefined],
    [ROOM, scene.id("ada")],
  ]);
  assertEquals(lists.map((list) => list.type === "members" && [list.room, list.members.length]), [
    ["lobby", 3],
    [ROOM, 3],
  ]);
});

Deno.test("Presence.regain() tells what has changed in rooms while one was away, and which are gone", () => {
  const scene = garden();
  const id = scene.id("bern");
  scene.carryOut(scene.hub.lose(id, scene.now, scene.now + 5000));
  scene.ask("ada", { type: "topic", room: ROOM, topic: "Roses" });
  scene.ask("ada", { type: "mute", room: ROOM, member: id, seconds: 9 });
  scene.forget();
  scene.carryOut(scene.hub.regain(id, null, scene.now).effects);
  const [standing] = scene.told("bern", "standing");
  const room = standing?.rooms[1];
  assertEquals([room?.topic, room?.muted], ["Roses", 9]);
  scene.carryOut(scene.hub.lose(id, scene.now, scene.now + 5000));
  scene.ask("ada", { type: "kick", room: ROOM, member: id });
  scene.forget();
  scene.carryOut(scene.hub.regain(id, null, scene.now).effects);
  assertEquals(scene.told("bern", "standing")[0]?.rooms.length, 1);
});

Deno.test("Presence.regain() takes the origin one has now", () => {
  const scene = garden();
  scene.carryOut(scene.hub.regain(scene.id("bern"), "moved", scene.now).effects);
  scene.ask("ada", { type: "ban", room: ROOM, member: scene.id("bern") });
  for (
    const [name, origin, out] of [["dora", "moved", true], [
      "eve",
      "origin of bern",
      false,
    ]] as const
  ) {
    scene.enter(name, origin);
    if (out) assertEquals(scene.wrong(name, join), { code: "banned" });
    else scene.ask(name, join);
  }
});

Deno.test("Presence.rename() tells everybody once, and every list knows it", () => {
  const scene = garden();
  scene.ask("bern", { type: "rename", name: "Bernd" });
  for (const name of ["ada", "bern", "cleo"]) assertEquals(scene.types(name), ["renamed"]);
  scene.ask("cleo", join);
  const [, list] = scene.heard("cleo");
  assertEquals(list?.type === "members" && list.members.map(({ name }) => name), [
    "ada",
    "Bernd",
    "cleo",
  ]);
});

Deno.test("Presence.enter() refuses whoever comes from an origin that is banned, whatever they say", () => {
  const scene = garden();
  scene.operate({ type: "ban", room: "lobby", member: scene.id("bern") });
  const banned = { code: "banned" } as const;
  for (const name of ["bern", "ada", "", "new name"]) {
    assertEquals(scene.refusal(name, "origin of bern"), banned);
  }
  assertEquals(scene.refusal("ada", "elsewhere"), { code: "name_taken" });
  assertEquals(scene.hub.size, 2);
});
