import { assertEquals } from "@std/assert";
import { MAX_SECONDS, MAX_TOPIC_UNITS } from "../../lib/limits.ts";
import { type Act, allActs, GARDEN, garden } from "./garden.ts";
import { type Ask, Scene } from "./scene.ts";

const KEY = "open sesame";

const join = (passphrase?: string): Ask => ({
  type: "join",
  room: GARDEN,
  ...(passphrase !== undefined && { passphrase }),
});

Deno.test("Government refuses everything to who does not own the room, or is not in it", () => {
  const scene = garden();
  for (const act of allActs(scene)) {
    assertEquals(scene.wrong("bern", act), { code: "not_owner" }, act.type);
    assertEquals(scene.wrong("dora", act), { code: "unknown_room" }, act.type);
  }
  for (const act of allActs(scene, "Nowhere")) {
    assertEquals(scene.wrong("ada", act), { code: "unknown_room" }, act.type);
    assertEquals(scene.misgoverned(act), { code: "unknown_room" }, act.type);
  }
});

Deno.test("Government refuses everything in the lobby to members, and some things to the operator", () => {
  const scene = garden();
  for (const act of allActs(scene, "lobby")) {
    const never = act.type === "lock" || act.type === "hand_over";
    assertEquals(scene.wrong("ada", act), { code: never ? "lobby" : "not_owner" }, act.type);
    if (never) assertEquals(scene.misgoverned(act), { code: "lobby" });
  }
});

Deno.test("Government refuses what is done to oneself or to who is not in the room", () => {
  const scene = garden();
  const gone = scene.id("cleo");
  scene.leave("cleo");
  for (const type of ["mute", "unmute", "kick", "ban", "hand_over"] as const) {
    for (const member of [scene.id("ada"), scene.id("dora"), gone, "AAAAAAAAAAA"]) {
      const act = { type, room: GARDEN, member, sure: true } as Act;
      assertEquals(scene.wrong("ada", act), { code: "no_member" }, type);
    }
    const act = { type, room: GARDEN, member: scene.id("dora"), sure: true } as Act;
    assertEquals(scene.misgoverned(act), { code: "no_member" });
  }
});

Deno.test("Government sets a topic of one line, and tells all with who did it", () => {
  const scene = garden();
  scene.ask("ada", { type: "topic", room: GARDEN, topic: " Red\nroses ", ref: 4 });
  const by = scene.id("ada");
  const topic = { type: "topic", room: GARDEN, by, topic: "Red roses", time: scene.now } as const;
  assertEquals(scene.heard("ada"), [{ ...topic, ref: 4 }]);
  assertEquals([scene.heard("bern"), scene.heard("dora")], [[topic], []]);
  assertEquals(scene.wrong("ada", { type: "topic", room: GARDEN, topic: "x".repeat(201) }), {
    code: "topic_invalid",
  });
  scene.ask("ada", { type: "topic", room: GARDEN, topic: "x".repeat(MAX_TOPIC_UNITS) });
  scene.ask("dora", join());
  assertEquals(scene.told("dora", "entered")[0]?.topic, "x".repeat(MAX_TOPIC_UNITS));
  scene.ask("ada", { type: "topic", room: GARDEN, topic: "" });
  assertEquals(scene.told("dora", "topic")[0]?.topic, "");
});

Deno.test("Government locks a room, changes its passphrase, and opens it as it was made", () => {
  for (const hidden of [false, true]) {
    const scene = Scene.of("ada", "bern", "cleo");
    scene.ask("ada", { type: "create", room: GARDEN, hidden });
    scene.ask("bern", join());
    scene.forget();
    const lock = (passphrase?: string): Ask => {
      return { type: "lock", room: GARDEN, ...(passphrase !== undefined && { passphrase }) };
    };
    const kindAfter = (ask: Ask) => {
      scene.ask("ada", ask);
      return scene.told("bern", "mode").map(({ kind, by }) => [kind, by === scene.id("ada")]);
    };
    assertEquals(kindAfter(lock(KEY)), [["locked", true]]);
    assertEquals(scene.wrong("cleo", join()), { code: "no_entry" });
    assertEquals(kindAfter(lock("another one")), [["locked", true]]);
    assertEquals(scene.wrong("cleo", join(KEY)), { code: "no_entry" });
    for (const passphrase of ["", "short", "x".repeat(129)]) {
      assertEquals(scene.wrong("ada", lock(passphrase)), { code: "passphrase_invalid" });
    }
    scene.ask("cleo", join("another one"));
    scene.ask("cleo", { type: "leave", room: GARDEN });
    scene.forget();
    assertEquals(kindAfter(lock()), [[hidden ? "hidden" : "public", true]]);
    scene.ask("cleo", join());
  }
});

Deno.test("Government mutes for a time or until it is lifted, and everybody learns of it", () => {
  const scene = garden();
  const [by, member] = [scene.id("ada"), scene.id("bern")];
  scene.ask("ada", { type: "mute", room: GARDEN, member, seconds: MAX_SECONDS, ref: 2 });
  const about = { room: GARDEN, by, time: scene.now, member } as const;
  const muted = { type: "muted", ...about, seconds: MAX_SECONDS } as const;
  assertEquals([scene.heard("ada"), scene.heard("bern")], [[{ ...muted, ref: 2 }], [muted]]);
  scene.ask("ada", { type: "mute", room: GARDEN, member });
  assertEquals(scene.heard("cleo"), [muted, { type: "muted", ...about }]);
  scene.ask("ada", { type: "unmute", room: GARDEN, member });
  assertEquals(scene.heard("cleo"), [{ type: "unmuted", ...about }]);
});

Deno.test("Government's mutes stay with a member who leaves the room and comes back, or resumes", () => {
  const scene = garden();
  const member = scene.id("bern");
  scene.ask("ada", { type: "mute", room: GARDEN, member, seconds: 100 });
  scene.ask("bern", { type: "leave", room: GARDEN });
  scene.now += 1;
  scene.forget();
  scene.ask("bern", join());
  assertEquals(scene.told("bern", "entered")[0]?.muted, 100);
  scene.ask("ada", { type: "mute", room: GARDEN, member });
  const { effects } = scene.hub.regain(member, null, scene.now);
  scene.forget();
  scene.carryOut(effects);
  assertEquals(scene.told("bern", "standing")[0]?.rooms.map(({ muted }) => muted), [undefined, 0]);
  assertEquals(scene.wrong("bern", { type: "say", room: GARDEN, text: "x" }), { code: "muted" });
});

Deno.test("Government hands a room over, and the one before owns nothing any more", () => {
  const scene = garden();
  const [by, owner] = [scene.id("ada"), scene.id("bern")];
  scene.ask("ada", { type: "hand_over", room: GARDEN, member: owner, ref: 2 });
  const handed = { type: "owner", room: GARDEN, by, time: scene.now, owner } as const;
  assertEquals([scene.heard("ada"), scene.heard("cleo")], [[{ ...handed, ref: 2 }], [handed]]);
  assertEquals(scene.wrong("ada", { type: "topic", room: GARDEN, topic: "x" }), {
    code: "not_owner",
  });
  scene.ask("bern", { type: "kick", room: GARDEN, member: by });
  assertEquals(scene.told("ada", "exited").length, 1);
});

Deno.test("Government lets a room keep texts or not, and forgets at once what is not kept", () => {
  const scene = new Scene({ history: 5 });
  for (const name of ["ada", "bern", "cleo"]) scene.enter(name);
  scene.ask("ada", { type: "create", room: GARDEN });
  scene.ask("bern", join());
  const keep = (keep: boolean): Ask => ({ type: "keep", room: GARDEN, keep });
  const pastFor = (name: string) => {
    scene.forget();
    scene.ask(name, join());
    const [entered, ...more] = scene.heard(name);
    scene.ask(name, { type: "leave", room: GARDEN });
    const texts = more.flatMap((message) => message.type === "text" ? message.text : []);
    return [entered?.type === "entered" && entered.history, texts];
  };
  scene.ask("ada", { type: "say", room: GARDEN, text: "one" });
  assertEquals(pastFor("cleo"), [5, ["one"]]);
  scene.forget();
  scene.ask("ada", keep(false));
  assertEquals(scene.told("bern", "keeping").map(({ history }) => history), [0]);
  scene.ask("ada", { type: "say", room: GARDEN, text: "two" });
  assertEquals(pastFor("cleo"), [0, []]);
  scene.ask("ada", keep(true));
  assertEquals(scene.told("bern", "keeping").map(({ history }) => history), [5]);
  scene.ask("ada", { type: "say", room: GARDEN, text: "three" });
  assertEquals(pastFor("cleo"), [5, ["three"]]);
});
