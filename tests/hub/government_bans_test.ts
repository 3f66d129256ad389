import { assert, assertEquals } from "@std/assert";
import { KICK_MS, MAX_BANS, MAX_SECONDS } from "../../lib/limits.ts";
import { GARDEN, garden } from "./garden.ts";
import type { Ask } from "./scene.ts";

const JOIN: Ask = { type: "join", room: GARDEN };

Deno.test("Government kicks: what is on its way is withheld, then all are told, in that order", () => {
  const scene = garden();
  const [by, member] = [scene.id("ada"), scene.id("bern")];
  scene.ask("cleo", { type: "say", room: GARDEN, text: "not for bern any more" });
  scene.ask("cleo", { type: "say", room: "lobby", text: "for all" });
  const effects = scene.ask("ada", { type: "kick", room: GARDEN, member });
  assertEquals(effects.map(({ type }) => type), ["withhold", "deliver", "deliver"]);
  assertEquals(effects[0], { type: "withhold", member, room: GARDEN });
  const { now: time } = scene;
  const [text, exited, ...more] = scene.heard("bern");
  assert(text?.type === "text" && text.room === "lobby");
  assertEquals(exited, { type: "exited", room: GARDEN, by, time, how: "kicked", seconds: 60 });
  assertEquals(more, []);
  assertEquals(scene.heard("ada").at(-1), {
    type: "left",
    room: GARDEN,
    member,
    reason: "kicked",
    by,
    time,
  });
  assertEquals(scene.wrong("bern", { type: "say", room: GARDEN, text: "x" }), {
    code: "unknown_room",
  });
  scene.forget();
  scene.ask("cleo", { type: "say", room: GARDEN, text: "x" });
  assertEquals([scene.heard("bern"), scene.heard("dora")], [[], []]);
});

Deno.test("Government keeps a kicked member and its origin out for a while, to the millisecond", () => {
  const scene = garden();
  scene.enter("second", "origin of bern");
  scene.ask("ada", { type: "kick", room: GARDEN, member: scene.id("bern") });
  const banned = { code: "banned", seconds: KICK_MS / 1000 } as const;
  for (const name of ["bern", "second"]) assertEquals(scene.wrong(name, JOIN), banned);
  scene.hub.regain(scene.id("bern"), "another origin", scene.now);
  assertEquals(scene.wrong("bern", JOIN), banned);
  scene.leave("bern");
  scene.enter("bern again", "origin of bern");
  assertEquals(scene.wrong("bern again", JOIN), banned);
  scene.ask("dora", JOIN);
  scene.now += KICK_MS - 1;
  assertEquals(scene.wrong("second", JOIN), { code: "banned", seconds: 1 });
  scene.now += 1;
  scene.ask("second", JOIN);
  scene.ask("bern again", JOIN);
});

Deno.test("Government keeps only the member out where its origin is unknown", () => {
  const scene = garden();
  for (const name of ["eve", "fred"]) scene.enter(name, null);
  scene.ask("eve", JOIN);
  scene.ask("ada", { type: "kick", room: GARDEN, member: scene.id("eve") });
  assertEquals(scene.wrong("eve", JOIN).code, "banned");
  scene.ask("fred", JOIN);
});

Deno.test("Government bans for a time or for good, the member and its origin", () => {
  for (const seconds of [undefined, 1, MAX_SECONDS]) {
    const scene = garden();
    const [by, member] = [scene.id("ada"), scene.id("bern")];
    const field = seconds === undefined ? {} : { seconds };
    const effects = scene.ask("ada", { type: "ban", room: GARDEN, member, ...field });
    assertEquals(effects.map(({ type }) => type), ["withhold", "deliver", "deliver"]);
    const { now: time } = scene;
    const exited = { type: "exited", room: GARDEN, by, time, how: "banned", ...field } as const;
    assertEquals(scene.heard("bern"), [exited]);
    const left = { type: "left", room: GARDEN, member, reason: "banned", by, time } as const;
    assertEquals(scene.heard("cleo"), [left]);
    assertEquals(scene.wrong("bern", JOIN), { code: "banned", ...field });
    scene.leave("bern");
    scene.enter("bern", "origin of bern");
    assertEquals(scene.wrong("bern", JOIN), { code: "banned", ...field });
    scene.enter("eve", "another origin");
    scene.ask("eve", JOIN);
    scene.now += (seconds ?? 1e9) * 1000 - 1;
    assertEquals(scene.wrong("bern", JOIN).code, "banned");
    scene.now += 1;
    if (seconds !== undefined) scene.ask("bern", JOIN);
  }
});

Deno.test("Government asks before a ban that hits others, or cannot reach the address", () => {
  const scene = garden();
  scene.enter("eve", null);
  scene.ask("eve", JOIN);
  scene.enter("sister", "origin of bern");
  scene.ask("sister", JOIN);
  scene.forget();
  const ban = (name: string, sure?: boolean): Ask => {
    const more = sure === undefined ? {} : { sure };
    return { type: "ban", room: GARDEN, member: scene.id(name), ...more };
  };
  for (const sure of [undefined, false]) {
    assertEquals(scene.wrong("ada", ban("eve", sure)), { code: "ban_no_address" });
    assertEquals(scene.wrong("ada", ban("bern", sure)), { code: "ban_shared" });
  }
  assertEquals([scene.heard("eve"), scene.heard("bern"), scene.heard("ada")], [[], [], []]);
  for (const name of ["eve", "bern"]) scene.ask("ada", ban(name, true));
  assertEquals([scene.types("eve").at(-1), scene.types("bern").at(-1)], ["exited", "exited"]);
  scene.leave("eve");
  scene.enter("eve", null);
  scene.ask("eve", JOIN); // only the id was banned
  assertEquals(scene.wrong("bern", JOIN), { code: "banned" });
  scene.ask("sister", { type: "say", room: GARDEN, text: "I stay" });
  scene.ask("sister", { type: "leave", room: GARDEN });
  assertEquals(scene.wrong("sister", JOIN), { code: "banned" });
});

Deno.test("Government counts as sharing an origin who is away, and not who has gone", () => {
  const scene = garden();
  scene.enter("sister", "origin of bern");
  scene.carryOut(scene.hub.lose(scene.id("sister"), scene.now, scene.now + 1000));
  const ban: Ask = { type: "ban", room: GARDEN, member: scene.id("bern") };
  assertEquals(scene.wrong("ada", ban), { code: "ban_shared" });
  scene.leave("sister", "cut");
  scene.ask("ada", ban);
  assertEquals(scene.wrong("bern", JOIN), { code: "banned" });
});

Deno.test("Government lists bans without origins and lifts them, for who asks alone", () => {
  const scene = garden();
  scene.ask("ada", { type: "kick", room: GARDEN, member: scene.id("bern") });
  scene.ask("ada", { type: "ban", room: GARDEN, member: scene.id("cleo"), seconds: 30 });
  const cleo = scene.hub.find(scene.id("cleo"));
  assert(cleo !== null);
  scene.now += 1_500;
  scene.forget();
  scene.ask("ada", { type: "bans", room: GARDEN });
  const bans = [{ id: 1, name: "cleo", tag: cleo.tag, seconds: 29 }];
  assertEquals(scene.heard("ada"), [{ type: "bans", room: GARDEN, bans, last: true }]);
  assertEquals(scene.hub.bansOf("GARDEN", scene.now), bans);
  for (const ban of [0, 2, 1e9]) {
    assertEquals(scene.wrong("ada", { type: "unban", room: GARDEN, ban }), { code: "no_ban" });
  }
  scene.ask("ada", { type: "unban", room: GARDEN, ban: 1, ref: 3 });
  const { now: time } = scene;
  const by = scene.id("ada");
  assertEquals(scene.heard("ada"), [
    { type: "unbanned", room: GARDEN, by, time, ban: 1, ref: 3 },
  ]);
  scene.ask("cleo", JOIN);
  assertEquals([scene.hub.bansOf(GARDEN, time), scene.hub.bansOf("Nowhere", time)], [[], null]);
});

Deno.test("Government keeps as many bans as it may, and more when some are over", () => {
  const scene = garden();
  const ban = (name: string, more: object = {}): Ask => {
    return { type: "ban", room: GARDEN, member: scene.id(name), sure: true, ...more };
  };
  for (let n = 0; n < MAX_BANS; n++) {
    scene.enter(`guest ${n}`, null);
    scene.ask(`guest ${n}`, JOIN);
    scene.ask("ada", ban(`guest ${n}`, n === 9 ? { seconds: 10 } : {}));
    scene.leave(`guest ${n}`);
  }
  assertEquals(scene.wrong("ada", ban("bern")), { code: "bans_full" });
  scene.now += 10_000;
  scene.ask("ada", ban("bern"));
  assertEquals(scene.hub.bansOf(GARDEN, scene.now)?.length, MAX_BANS);
});
