import { assert, assertEquals } from "@std/assert";
import { KICK_MS } from "../../lib/limits.ts";
import { type Act, allActs, GARDEN, garden } from "./garden.ts";
import { type Ask, Scene } from "./scene.ts";

const JOIN: Ask = { type: "join", room: GARDEN };

Deno.test("Government lets the operator do all of it in every room, and names nobody for it", () => {
  const scene = garden();
  const owner = scene.id("bern");
  const acts = allActs(scene, "GARDEN").filter(({ type }) =>
    !["kick", "ban", "unban", "bans"].includes(type)
  );
  for (const act of acts) {
    scene.forget();
    scene.operate(act);
    const messages = scene.heard("cleo");
    assertEquals(messages.length, 1, act.type);
    for (const key of ["by", "ref"]) assert(!Object.hasOwn(messages[0] ?? {}, key), act.type);
  }
  assertEquals(scene.operate({ type: "bans", room: GARDEN }), []);
  scene.forget();
  scene.operate({ type: "kick", room: GARDEN, member: owner }); // who owns it now
  const [exited] = scene.heard("bern");
  assert(exited?.type === "exited" && !Object.hasOwn(exited, "by"));
  assertEquals(scene.types("cleo"), ["left", "owner"]);
  scene.operate({ type: "ban", room: GARDEN, member: scene.id("cleo") });
  assertEquals(scene.operate({ type: "unban", room: GARDEN, ban: 1 }), []);
  assertEquals(scene.misgoverned({ type: "unban", room: GARDEN, ban: 1 }), { code: "no_ban" });
  scene.ask("cleo", JOIN);
});

Deno.test("Government puts who is kicked out of the lobby out of the server, and keeps them out", () => {
  const scene = garden();
  const bern = scene.id("bern");
  const effects = scene.operate({ type: "kick", room: "lobby", member: bern });
  assertEquals(effects[0], { type: "expel", member: bern, reason: "kicked" });
  const left = { type: "left", member: bern, reason: "kicked", time: scene.now } as const;
  assertEquals(scene.heard("cleo"), [{ ...left, room: GARDEN }, { ...left, room: "lobby" }]);
  assertEquals(scene.heard("dora"), [{ ...left, room: "lobby" }]);
  assertEquals([scene.hub.find(bern), scene.hub.size, scene.expelled], [null, 3, [bern]]);
  const banned = { code: "banned", seconds: KICK_MS / 1000 } as const;
  for (const name of ["bern", "another name"]) {
    assertEquals(scene.refusal(name, "origin of bern"), banned);
  }
  scene.enter("eve", "elsewhere");
  scene.now += KICK_MS;
  scene.enter("bern", "origin of bern");
});

Deno.test("Government bans from the server, asks first as everywhere, and lifts that too", () => {
  const scene = garden();
  const ban = (name: string, more: object = {}): Act => {
    return { type: "ban", room: "lobby", member: scene.id(name), ...more };
  };
  scene.enter("sister", "origin of bern");
  scene.enter("eve", null);
  assertEquals(scene.misgoverned(ban("bern")), { code: "ban_shared" });
  assertEquals(scene.misgoverned(ban("eve")), { code: "ban_no_address" });
  scene.operate(ban("bern", { sure: true, seconds: 30 }));
  assertEquals(scene.refusal("x", "origin of bern"), { code: "banned", seconds: 30 });
  scene.operate(ban("cleo"));
  assertEquals(scene.refusal("x", "origin of cleo"), { code: "banned" });
  assertEquals(scene.hub.bansOf("lobby", scene.now)?.map(({ name }) => name), ["bern", "cleo"]);
  scene.ask("sister", { type: "say", room: "lobby", text: "I stay" });
  scene.operate({ type: "unban", room: "lobby", ban: 2 });
  scene.enter("cleo", "origin of cleo");
  scene.now += 30_000;
  scene.enter("bern", "origin of bern");
  assertEquals(scene.hub.bansOf("lobby", scene.now), []);
});

Deno.test("Government keeps who was put out of the server out by its claim too, from any address", () => {
  const scene = garden();
  const claim = (name: string) => {
    const resume = { member: scene.id(name), secret: "x".repeat(43), received: 0 };
    const hello = { type: "hello", name: "somebody", delivery: true, resume } as const;
    const entry = scene.hub.enter(hello, "elsewhere", scene.now);
    return "refused" in entry ? entry.refused : "in";
  };
  // It was away, so it was never told.
  for (const name of ["bern", "cleo"]) {
    scene.carryOut(scene.hub.lose(scene.id(name), scene.now, scene.now + 1_000));
  }
  scene.operate({ type: "ban", room: "lobby", member: scene.id("bern") });
  scene.operate({ type: "kick", room: "lobby", member: scene.id("cleo") });
  assertEquals(claim("bern"), { code: "banned" });
  assertEquals(claim("cleo"), { code: "banned", seconds: KICK_MS / 1000 });
  scene.now += KICK_MS;
  assertEquals(claim("bern"), { code: "banned" });
  assertEquals(claim("cleo"), "in");
});

Deno.test("Government lets the operator mute in the lobby, set its topic and what it keeps", () => {
  const scene = new Scene({ history: 5 });
  for (const name of ["ada", "bern"]) scene.enter(name);
  scene.forget();
  scene.operate({ type: "topic", room: "lobby", topic: "Be kind" });
  scene.operate({ type: "keep", room: "lobby", keep: false });
  scene.operate({ type: "mute", room: "lobby", member: scene.id("ada"), seconds: 5 });
  assertEquals(scene.types("bern"), ["topic", "keeping", "muted"]);
  assertEquals(scene.wrong("ada", { type: "say", room: "lobby", text: "x" }), {
    code: "muted",
    seconds: 5,
  });
  scene.enter("cleo");
  assertEquals(scene.told("cleo", "standing")[0]?.rooms, [
    { room: "lobby", kind: "public", topic: "Be kind", history: 0 },
  ]);
});
