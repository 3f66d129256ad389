import { assert, assertEquals } from "@std/assert";
import { EDIT_MS, MAX_RECENT_TEXTS } from "../../lib/limits.ts";
import type { Where } from "../../lib/message/from_client.ts";
import { type Ask, Scene } from "./scene.ts";

const say = (text: string, more: object = {}): Ask => {
  return { type: "say", room: "Garden", text, ...more };
};
const tell = (to: string, text: string, more: object = {}): Ask => {
  return { type: "tell", to, text, ...more };
};
const edit = (where: Where, id: number, text: string, more: object = {}): Ask => {
  return { type: "edit", ...where, id, text, ...more };
};
const remove = (where: Where, id: number): Ask => ({ type: "delete", ...where, id });

const GARDEN: Where = { room: "Garden" };

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

Deno.test("Talk.edit() gives other words to all who are there now", () => {
  const scene = garden();
  const id = sayId(scene, "bern", say("old", { mentions: [scene.id("ada")] }));
  scene.ask("cleo", { type: "join", room: "Garden" });
  scene.forget();
  const mentions = [scene.id("cleo"), "AAAAAAAAAAA"];
  scene.ask("bern", edit(GARDEN, id, "new\r\n", { ref: 6, mentions }));
  const edited = {
    type: "edited",
    room: "Garden",
    from: scene.id("bern"),
    id,
    text: "new",
    mentions: [scene.id("cleo")],
    time: scene.now,
  } as const;
  assertEquals(scene.heard("bern"), [{ ...edited, ref: 6 }]);
  assertEquals([scene.heard("ada"), scene.heard("cleo")], [[edited], [edited]]);
});

Deno.test("Talk.edit() and Talk.delete() give what becomes of a private text to both", () => {
  const scene = garden();
  const [ada, bern] = [scene.id("ada"), scene.id("bern")];
  const id = sayId(scene, "ada", tell(bern, "old"));
  scene.forget();
  scene.ask("ada", edit({ to: bern }, id, "new", { mentions: [bern] }));
  const edited = scene.heard("bern");
  const time = scene.now;
  assertEquals(edited, [{ type: "edited", from: ada, to: bern, id, text: "new", time }]);
  scene.ask("ada", { ...remove({ to: bern }, id), ref: 2 } as Ask);
  const deleted = { type: "deleted", from: ada, to: bern, id, time } as const;
  assertEquals(scene.heard("bern"), [deleted]);
  assertEquals(scene.heard("ada").at(-1), { ...deleted, ref: 2 });
  assertEquals(scene.heard("cleo"), []);
});

Deno.test("Talk.delete() takes a text back for all who are there, once", () => {
  const scene = garden();
  const id = sayId(scene, "bern", say("oops"));
  scene.forget();
  scene.ask("bern", { ...remove(GARDEN, id), ref: 2 } as Ask);
  const { now: time } = scene;
  const deleted = { type: "deleted", room: "Garden", from: scene.id("bern"), id, time } as const;
  assertEquals([scene.heard("ada"), scene.heard("bern")], [[deleted], [{ ...deleted, ref: 2 }]]);
  assertEquals(scene.wrong("bern", remove(GARDEN, id)), { code: "no_text" });
  assertEquals(scene.wrong("bern", edit(GARDEN, id, "again")), { code: "no_text" });
});

Deno.test("Talk lets nobody change what others said, or what was said elsewhere", () => {
  const scene = garden();
  const bern = scene.id("bern");
  const id = sayId(scene, "ada", say("mine"));
  const told = sayId(scene, "ada", tell(bern, "mine"));
  const wrong: readonly (readonly [string, Where, number, string])[] = [
    ["bern", GARDEN, id, "no_text"],
    ["bern", { to: scene.id("ada") }, told, "no_text"],
    ["ada", { room: "lobby" }, id, "no_text"],
    ["ada", GARDEN, told, "no_text"],
    ["ada", GARDEN, id + 1, "no_text"],
    ["ada", { to: scene.id("cleo") }, told, "no_text"],
    ["ada", { to: bern }, id, "no_text"],
    ["ada", { to: scene.id("ada") }, told, "no_member"],
    ["ada", { to: "AAAAAAAAAAA" }, told, "no_member"],
    ["cleo", GARDEN, id, "unknown_room"],
    ["ada", { room: "Nowhere" }, id, "unknown_room"],
  ];
  for (const [name, where, id, code] of wrong) {
    assertEquals<string>(scene.wrong(name, edit(where, id, "x")).code, code);
    assertEquals<string>(scene.wrong(name, remove(where, id)).code, code);
  }
  assertEquals(scene.wrong("ada", edit(GARDEN, id, " ")), { code: "text_empty" });
  assertEquals(scene.wrong("ada", edit(GARDEN, id, "x".repeat(4001))), { code: "text_too_long" });
});

Deno.test("Talk lets a text be changed until it is too late, to the millisecond, however often it was", () => {
  const scene = garden();
  const id = sayId(scene, "ada", say("x"));
  scene.now += EDIT_MS;
  scene.ask("ada", edit(GARDEN, id, "y"));
  scene.now += 1;
  assertEquals(scene.wrong("ada", edit(GARDEN, id, "z")), { code: "too_late" });
  assertEquals(scene.wrong("ada", remove(GARDEN, id)), { code: "too_late" });
});

Deno.test("Talk lets only the last texts of a member be changed, wherever they are", () => {
  const scene = garden();
  const first = sayId(scene, "ada", say("first"));
  for (let n = 1; n < MAX_RECENT_TEXTS; n++) scene.ask("ada", say("x", { room: "lobby" }));
  scene.ask("ada", edit(GARDEN, first, "y"));
  scene.ask("ada", tell(scene.id("bern"), "x"));
  assertEquals(scene.wrong("ada", edit(GARDEN, first, "z")), { code: "no_text" });
});

Deno.test("Talk lets who comes back into a room change what they said there, but not in its successor", () => {
  const scene = garden();
  const id = sayId(scene, "bern", say("x"));
  scene.ask("bern", { type: "leave", room: "Garden" });
  assertEquals(scene.wrong("bern", edit(GARDEN, id, "y")), { code: "unknown_room" });
  scene.ask("bern", { type: "join", room: "Garden" });
  scene.ask("bern", edit(GARDEN, id, "y"));
  for (const name of ["ada", "bern"]) scene.ask(name, { type: "leave", room: "Garden" });
  scene.ask("ada", { type: "create", room: "Garden" });
  scene.ask("ada", say("the first one here"));
  scene.ask("bern", { type: "join", room: "Garden" });
  assertEquals(scene.wrong("bern", edit(GARDEN, id, "z")), { code: "no_text" });
});

Deno.test("Talk lets nobody change a text to somebody who has gone", () => {
  const scene = garden();
  const bern = scene.id("bern");
  const id = sayId(scene, "ada", tell(bern, "x"));
  scene.leave("bern");
  assertEquals(scene.wrong("ada", remove({ to: bern }, id)), { code: "no_member" });
});

Deno.test("Talk lets a muted member say and change nothing in that room, but take back, and talk elsewhere", () => {
  const scene = garden();
  const id = sayId(scene, "bern", say("x"));
  const member = scene.id("bern");
  scene.ask("ada", { type: "mute", room: "Garden", member, seconds: 10 });
  const muted = (seconds: number) => ({ code: "muted", seconds } as const);
  assertEquals(scene.wrong("bern", say("y")), muted(10));
  assertEquals(scene.wrong("bern", edit(GARDEN, id, "y")), muted(10));
  assertEquals(scene.ask("bern", { type: "typing", room: "Garden" }), []);
  scene.ask("bern", say("y", { room: "lobby" }));
  scene.ask("bern", tell(scene.id("ada"), "y"));
  scene.ask("bern", remove(GARDEN, id));
  scene.now += 9_999;
  assertEquals(scene.wrong("bern", say("y")), muted(1));
  scene.now += 1;
  scene.ask("bern", say("y"));
  scene.ask("ada", { type: "mute", room: "Garden", member });
  assertEquals(scene.wrong("bern", say("y")), { code: "muted" });
  scene.ask("ada", { type: "unmute", room: "Garden", member });
  scene.ask("bern", say("y"));
});
