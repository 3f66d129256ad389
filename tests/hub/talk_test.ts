import { assert, assertEquals } from "@std/assert";
import { MAX_MENTIONS, TYPING_RATE } from "../../lib/limits.ts";
import { type Ask, Scene } from "./scene.ts";

const say = (text: string, more: object = {}): Ask => {
  return { type: "say", room: "Garden", text, ...more };
};
const tell = (to: string, text: string, more: object = {}): Ask => {
  return { type: "tell", to, text, ...more };
};

/** Ada's garden with bern in it; cleo is only in the lobby. All have heard what led there. */
function garden(): Scene {
  const scene = Scene.of("ada", "bern", "cleo");
  scene.ask("ada", { type: "create", room: "Garden" });
  scene.ask("bern", { type: "join", room: "Garden" });
  scene.forget();
  return scene;
}

/** Says something and gives its number. */
function sayId(scene: Scene, name: string, ask: Ask): number {
  scene.ask(name, ask);
  const said = scene.heard(name).at(-1);
  assert(said?.type === "text" || said?.type === "told");
  return said.id;
}

Deno.test("Talk.say() gives a text to the room it is for, with what comes with it, and to nobody else", () => {
  const scene = garden();
  const [ada, bern] = [scene.id("ada"), scene.id("bern")];
  scene.ask("ada", say("waves", { ref: 8, action: true, reply: 5, mentions: [bern] }));
  const text = {
    type: "text",
    room: "Garden",
    id: 1,
    from: ada,
    text: "waves",
    time: scene.now,
    action: true,
    reply: 5,
    mentions: [bern],
  } as const;
  assertEquals(scene.heard("ada"), [{ ...text, ref: 8 }]);
  assertEquals([scene.heard("bern"), scene.heard("cleo")], [[text], []]);
});

Deno.test("Talk.say() names only members of the room, and says nothing of what is not so", () => {
  const scene = garden();
  const ids = (...names: string[]) => names.map((name) => scene.id(name));
  scene.ask("ada", say("x", { action: false, mentions: ids("cleo", "bern", "ada") }));
  scene.ask("ada", say("x", { mentions: ids("cleo") }));
  scene.ask("ada", say("x", { mentions: [] }));
  const texts = scene.told("bern", "text");
  assertEquals(texts.map(({ mentions }) => mentions), [ids("bern", "ada"), undefined, undefined]);
  for (const text of texts) {
    for (const key of ["action", "reply", "ref", "past"]) assert(!Object.hasOwn(text, key), key);
  }
});

Deno.test("Talk.say() names as many as it may", () => {
  const scene = new Scene();
  const names = Array.from({ length: MAX_MENTIONS }, (_, n) => `name ${n}`);
  for (const name of names) scene.enter(name);
  scene.forget();
  const mentions = names.map((name) => scene.id(name));
  scene.ask("name 0", say("x", { room: "lobby", mentions }));
  assertEquals(scene.told("name 1", "text")[0]?.mentions, mentions);
});

Deno.test("Talk.say() numbers the texts of each room on their own", () => {
  const scene = garden();
  const rooms = ["Garden", "lobby", "Garden", "lobby"];
  assertEquals(rooms.map((room) => sayId(scene, "ada", say("x", { room }))), [1, 1, 2, 2]);
});

Deno.test("Talk.say() refuses what is no text, and rooms one is not in", () => {
  const scene = garden();
  assertEquals(scene.wrong("ada", say(" \u{0}\n")), { code: "text_empty" });
  assertEquals(scene.wrong("ada", say("x".repeat(4001))), { code: "text_too_long" });
  assertEquals(scene.wrong("ada", say("\n".repeat(100) + "x")), { code: "text_too_long" });
  for (const room of ["Nowhere", "", "garden", "__proto__"]) {
    assertEquals(scene.wrong("ada", say("x", { room })), { code: "unknown_room" });
  }
  assertEquals(scene.wrong("cleo", say("x")), { code: "unknown_room" });
  assertEquals(scene.heard("bern"), []);
});

Deno.test("Talk.tell() gives a text to one member and to its sender", () => {
  const scene = garden();
  const [ada, bern] = [scene.id("ada"), scene.id("bern")];
  scene.ask("ada", tell(bern, "psst\u{7}", { ref: 3, action: true, reply: 9 }));
  const told = {
    type: "told",
    id: scene.now,
    from: ada,
    to: bern,
    text: "psst",
    time: scene.now,
    action: true,
    reply: 9,
  } as const;
  assertEquals(scene.heard("ada"), [{ ...told, ref: 3 }]);
  assertEquals([scene.heard("bern"), scene.heard("cleo")], [[told], []]);
});

Deno.test("Talk.tell() numbers upwards for everybody, and never below the time", () => {
  const scene = garden();
  const start = scene.now;
  const cases = [[0, 0], [0, 1], [0, 2], [1, 3], [10, 10], [-5_000, 11], [12, 12]] as const;
  for (const [at, id] of cases) {
    scene.now = start + at;
    const [from, to] = at % 2 ? ["ada", "cleo"] as const : ["bern", "ada"] as const;
    assertEquals(sayId(scene, from, tell(scene.id(to), "x")), start + id);
  }
});

Deno.test("Talk.tell() refuses oneself, who is not there, and what is no text", () => {
  const scene = garden();
  const noMember = { code: "no_member" } as const;
  assertEquals(scene.wrong("ada", tell(scene.id("ada"), "x")), noMember);
  assertEquals(scene.wrong("ada", tell("AAAAAAAAAAA", "x")), noMember);
  scene.leave("bern");
  assertEquals(scene.wrong("ada", tell(scene.id("bern"), "x")), noMember);
  assertEquals(scene.wrong("ada", tell(scene.id("cleo"), "")), { code: "text_empty" });
  assertEquals(scene.wrong("ada", tell(scene.id("cleo"), "x".repeat(4001))), {
    code: "text_too_long",
  });
});

Deno.test("Talk.tell() reaches who is away", () => {
  const scene = garden();
  scene.carryOut(scene.hub.lose(scene.id("bern"), scene.now, scene.now + 1000));
  scene.ask("ada", tell(scene.id("bern"), "x"));
  assertEquals(scene.told("bern", "told").length, 1);
});

Deno.test("Talk.type() tells the others of the room, or the partner alone", () => {
  const scene = garden();
  const member = scene.id("ada");
  scene.ask("ada", { type: "typing", room: "Garden" });
  scene.ask("ada", { type: "typing", to: scene.id("cleo") });
  assertEquals(scene.heard("bern"), [{ type: "typing", member, room: "Garden" }]);
  assertEquals([scene.heard("cleo"), scene.heard("ada")], [[{ type: "typing", member }], []]);
});

Deno.test("Talk.type() drops in silence what comes too often or makes no sense", () => {
  const scene = garden();
  const typing = { type: "typing", room: "Garden" } as const;
  for (let n = 0; n < TYPING_RATE.burst + 5; n++) scene.ask("ada", typing);
  assertEquals(scene.heard("bern").length, TYPING_RATE.burst);
  scene.now += 2_999;
  assertEquals(scene.ask("ada", typing), []);
  scene.now += 2; // the bucket counts with fractions
  assertEquals(scene.ask("ada", typing).length, 1);
  for (const where of [{ room: "Nowhere" }, { to: "AAAAAAAAAAA" }, { to: scene.id("ada") }]) {
    scene.now += 60_000;
    assertEquals(scene.ask("ada", { type: "typing", ...where }), []);
  }
  assertEquals(scene.ask("cleo", typing), []);
});
