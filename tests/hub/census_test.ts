import { assert, assertEquals } from "@std/assert";
import { Scene } from "./scene.ts";

function garden(): Scene {
  const scene = new Scene({ history: 4 });
  for (const name of ["Ada", "Bern", "Cleo"]) scene.enter(name);
  scene.ask("Ada", { type: "create", room: "Garden", passphrase: "open sesame" });
  scene.ask("Bern", { type: "join", room: "Garden", passphrase: "open sesame" });
  scene.ask("Ada", { type: "topic", room: "Garden", topic: "Roses" });
  scene.ask("Ada", { type: "keep", room: "Garden", keep: false });
  return scene;
}

Deno.test("Hub.census() gives everybody and every room, and nothing of where they come from", () => {
  const scene = garden();
  scene.carryOut(scene.hub.lose(scene.id("Bern"), scene.now, scene.now + 5));
  const { people, rooms } = scene.hub.census();
  const person = (name: string) => {
    const { id, tag } = scene.hub.find(scene.id(name)) ?? {};
    return { id, name, tag, away: name === "Bern", rooms: name === "Cleo" ? [] : ["Garden"] };
  };
  assertEquals<unknown>(people, ["Ada", "Bern", "Cleo"].map(person));
  assertEquals(rooms, [
    { room: "lobby", kind: "public", people: 3, owner: null, topic: "", history: 4 },
    {
      room: "Garden",
      kind: "locked",
      people: 2,
      owner: scene.id("Ada"),
      topic: "Roses",
      history: 0,
    },
  ]);
});

Deno.test("Hub.findPerson() finds by name, by tag, and by both", () => {
  const scene = garden();
  const ada = scene.hub.find(scene.id("Ada"));
  const bern = scene.hub.find(scene.id("Bern"));
  assert(ada && bern);
  for (const text of ["Ada", "ADA", " ａｄａ ", ada.tag, `ada·${ada.tag}`, `Ada·${ada.tag}`]) {
    assertEquals(scene.hub.findPerson(text), [ada], text);
  }
  const nobody = ["", "·", `·${ada.tag}`, `Ada·${bern.tag}`, "Ada·", `Ada·${ada.tag}·`, "Dora"];
  for (const text of [...nobody, "x".repeat(9_000), "__proto__", ada.id]) {
    assertEquals(scene.hub.findPerson(text), [], text);
  }
});

Deno.test("Hub.findPerson() gives both where somebody has taken another one's tag for a name", () => {
  const scene = garden();
  const { tag } = scene.hub.find(scene.id("Ada")) ?? {};
  assert(tag !== undefined);
  const sly = scene.enter(tag);
  assertEquals(scene.hub.findPerson(tag).map(({ name }) => name), ["Ada", tag]);
  assertEquals(scene.hub.findPerson(`${tag}·${sly.tag}`), [sly]);
});
