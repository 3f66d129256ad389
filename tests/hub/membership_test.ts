import { assert, assertEquals } from "@std/assert";
import { type Ask, Scene } from "./scene.ts";

const ROOM = "Garden";
const create: Ask = { type: "create", room: ROOM };
const join: Ask = { type: "join", room: ROOM };
const leave: Ask = { type: "leave", room: ROOM };
const say = (text: string, room = ROOM): Ask => ({ type: "say", room, text });

/** The owner of the garden as whoever comes in is told. */
function ownerFor(scene: Scene, newcomer: string): string | undefined {
  scene.enter(newcomer);
  scene.ask(newcomer, join);
  return scene.told(newcomer, "entered")[0]?.owner;
}

Deno.test("takeOut() gives a room to who has been there longest when its owner leaves", () => {
  const scene = Scene.of("ada", "bern", "cleo");
  scene.ask("bern", create);
  for (const name of ["cleo", "ada"]) scene.ask(name, join);
  scene.forget();
  scene.ask("bern", leave);
  const { now: time } = scene;
  const owner = scene.id("cleo");
  assertEquals(scene.heard("ada"), [
    { type: "left", room: ROOM, member: scene.id("bern"), reason: "left", time },
    { type: "owner", room: ROOM, time, owner },
  ]);
  assertEquals(scene.types("cleo"), ["left", "owner"]);
  assertEquals(ownerFor(scene, "dora"), owner);
});

Deno.test("takeOut() changes no owner when somebody else leaves, or who owned it before", () => {
  const scene = Scene.of("ada", "bern", "cleo");
  scene.ask("ada", create);
  for (const name of ["bern", "cleo"]) scene.ask(name, join);
  scene.ask("ada", { type: "hand_over", room: ROOM, member: scene.id("cleo") });
  scene.forget();
  scene.ask("ada", leave);
  assertEquals(scene.types("bern"), ["left"]);
  assertEquals(ownerFor(scene, "dora"), scene.id("cleo"));
});

Deno.test("takeOut() gives a room to nobody who is muted there, unless all are", () => {
  const scene = Scene.of("ada", "bern", "cleo", "dora");
  scene.ask("ada", create);
  for (const name of ["bern", "cleo", "dora"]) scene.ask(name, join);
  const member = scene.id("bern");
  scene.ask("ada", { type: "mute", room: ROOM, member });
  scene.ask("ada", { type: "mute", room: ROOM, member: scene.id("cleo"), seconds: 10 });
  scene.now += 10_000; // to cleo's last millisecond
  const heirs = ["ada", "cleo", "dora"].map((name) => {
    scene.forget();
    scene.leave(name, "cut");
    return scene.told("bern", "owner").map(({ owner }) => owner);
  });
  assertEquals(heirs, [[scene.id("cleo")], [scene.id("dora")], [member]]);
});

Deno.test("takeOff() takes a member out of all its rooms, the lobby last, and ends what is empty", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create);
  scene.ask("ada", { type: "create", room: "Cellar" });
  scene.ask("bern", join);
  scene.forget();
  scene.leave("ada", "cut");
  const left = { type: "left", member: scene.id("ada"), reason: "cut", time: scene.now } as const;
  assertEquals(scene.heard("bern"), [
    { ...left, room: ROOM },
    { type: "owner", room: ROOM, owner: scene.id("bern"), time: scene.now },
    { ...left, room: "lobby" },
  ]);
  assertEquals(scene.hub.rooms, 2);
});

Deno.test("takeOut() keeps a room for who is away: they are in it, and own it", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create);
  scene.carryOut(scene.hub.lose(scene.id("ada"), scene.now, scene.now + 1000));
  assertEquals(scene.hub.rooms, 2);
  assertEquals(ownerFor(scene, "cleo"), scene.id("ada"));
  scene.leave("ada", "cut");
  assertEquals(scene.types("cleo"), ["left", "owner", "left"]);
});

Deno.test("introduce() gives who comes in the list, then who is not there any more, then what is kept", () => {
  const scene = new Scene({ history: 3 });
  for (const name of ["ada", "bern"]) scene.enter(name);
  scene.ask("ada", create);
  scene.ask("bern", join);
  const bern = scene.hub.find(scene.id("bern"));
  assert(bern !== null);
  scene.ask("bern", say("forgotten"));
  for (const text of ["one", "two"]) scene.ask("bern", say(text));
  scene.ask("ada", say("three"));
  scene.ask("bern", { type: "rename", name: "Bernd" });
  scene.leave("bern");
  scene.enter("cleo");
  scene.forget();
  scene.ask("cleo", join);
  const [entered, members, people, ...texts] = scene.heard("cleo");
  assert(entered?.type === "entered" && members?.type === "members");
  assertEquals(entered.history, 3);
  assertEquals(people, { type: "people", people: [{ ...bern, name: "Bernd" }] });
  const { now: time } = scene;
  const past = { type: "text", room: ROOM, time, past: true } as const;
  assertEquals(texts, [
    { ...past, id: 2, from: bern.id, text: "one" },
    { ...past, id: 3, from: bern.id, text: "two" },
    { ...past, id: 4, from: scene.id("ada"), text: "three" },
  ]);
});

Deno.test("introduce() gives what is kept of the lobby to who comes, and nothing after an end", () => {
  const scene = new Scene({ history: 3 });
  scene.enter("ada");
  scene.ask("ada", say("hi", "lobby"));
  scene.ask("ada", create);
  scene.ask("ada", say("hi"));
  scene.ask("ada", leave);
  scene.enter("bern");
  assertEquals(scene.types("bern"), ["welcome", "standing", "members", "text"]);
  scene.ask("ada", create);
  scene.ask("bern", join);
  assertEquals(scene.types("bern"), ["entered", "members"]);
});

Deno.test("introduce() gives a text as it was changed, and none that was taken back", () => {
  const scene = new Scene({ history: 3 });
  scene.enter("ada");
  scene.ask("ada", create);
  for (const text of ["one", "two"]) scene.ask("ada", say(text));
  scene.ask("ada", { type: "edit", room: ROOM, id: 1, text: "uno" });
  scene.ask("ada", { type: "delete", room: ROOM, id: 2 });
  scene.enter("bern");
  scene.ask("bern", join);
  const texts = scene.told("bern", "text");
  assertEquals(texts.map(({ text, edited }) => [text, edited]), [["uno", true]]);
});

Deno.test("introduce() never gives what was said between two", () => {
  const scene = new Scene({ history: 3 });
  for (const name of ["ada", "bern"]) scene.enter(name);
  scene.ask("ada", { type: "tell", to: scene.id("bern"), text: "secret" });
  scene.enter("cleo");
  assertEquals(scene.told("cleo", "text"), []);
});

Deno.test("lists() gives the lists of all rooms, also after one has missed what changed", () => {
  const scene = Scene.of("ada", "bern");
  scene.ask("ada", create);
  scene.ask("bern", join);
  scene.forget();
  scene.carryOut(scene.hub.list(scene.id("bern")));
  const lists = scene.told("bern", "members");
  assertEquals(lists.map(({ room, members }) => [room, members.length]), [["lobby", 2], [ROOM, 2]]);
});

Deno.test("introduceAgain() tells who comes back who said what was kept, even if it is not any more", () => {
  const scene = new Scene({ history: 2 });
  for (const name of ["ada", "bern", "cleo"]) scene.enter(name);
  scene.ask("ada", create);
  scene.ask("bern", join);
  scene.ask("bern", say("one"));
  scene.leave("bern");
  const peopleFor = (name: string) => {
    scene.carryOut(scene.hub.lose(scene.id(name), scene.now, scene.now + 5000));
    scene.forget();
    scene.carryOut(scene.hub.regain(scene.id(name), null, scene.now).effects);
    return scene.told(name, "people").flatMap(({ people }) => people.map((person) => person.name));
  };
  scene.now += 1; // whoever comes now has never heard of bern
  scene.enter("dora");
  assertEquals(peopleFor("dora"), []);
  scene.ask("dora", join);
  assertEquals(peopleFor("dora"), ["bern"]);
  for (const text of ["two", "three"]) scene.ask("ada", say(text));
  assertEquals(peopleFor("dora"), ["bern"]); // its text may be on the way yet
  scene.ask("dora", leave);
  scene.ask("dora", { type: "create", room: "Cellar" });
  assertEquals(peopleFor("dora"), ["bern"]);
  scene.now += 10 * 60_000;
  assertEquals(peopleFor("dora"), []);
});
