import { assert, assertEquals } from "@std/assert";
import type { OwnerAsk } from "../lib/message/from_client.ts";
import { openHouse } from "./support/house.ts";
import { end, garden, gather, Guest } from "./support/noble_guest.ts";

// Clients that are written from PROTOCOL.md, in rooms of a server of ours.

const NO_PSK: Uint8Array = new Uint8Array(32);

Deno.test("Clients written from PROTOCOL.md make a locked room, come in with what it takes, and see it alike", async () => {
  const house = await openHouse();
  const [ada, bern] = await gather(house, "ada", "bern");
  assert(ada && bern);
  const passphrase = "blue dóor";
  assertEquals(await ada.ask("create", { room: " Garden ", passphrase }), "entered");
  assertEquals(await bern.ask("create", { room: "gArden" }), "room_taken");
  assertEquals(await bern.ask("create", { room: "  " }), "room_invalid");
  assertEquals(await bern.ask("create", { room: "x", passphrase: "12345" }), "passphrase_invalid");
  for (
    const ask of [{ room: "garden" }, { room: "garden", passphrase: "blue" }, { room: "none" }]
  ) {
    assertEquals(await bern.ask("join", ask), "no_entry");
  }
  await bern.member.say({ type: "rooms" });
  const heard = await bern.member.until("rooms");
  assertEquals(heard.at(-1), { type: "rooms", rooms: [], last: true });
  const refusals = heard.flatMap(({ ref: _, ...error }) =>
    error["code"] === "no_entry" ? [JSON.stringify(error)] : []
  );
  assertEquals(refusals, Array(3).fill('{"type":"error","code":"no_entry"}'));

  const typed = { room: "  gARDEN ", passphrase: passphrase.normalize("NFD") };
  assertEquals(await bern.ask("join", typed), "entered");
  for (const one of [ada, bern]) {
    await one.sees(["ada", "bern"], "Garden");
    assertEquals(one.rooms.rooms.get("Garden"), {
      kind: "locked",
      topic: "",
      owner: ada.id,
      history: 0,
      muted: null,
      texts: [],
      last: 0,
    });
  }
  assertEquals(await bern.ask("say", { room: "garden", text: "hello" }), "unknown_room");
  assertEquals(await bern.ask("say", { room: "Garden", text: "hello" }), "text");
  await ada.hears("hello", "Garden");
  assertEquals(await bern.ask("join", typed), "entered", "again, and nothing else is so");
  assertEquals(bern.rooms.shown("Garden"), ["bern: hello"]);
  assertEquals(await ada.ask("lock", { room: "Garden" }), "mode");
  await bern.member.say({ type: "rooms" });
  const [open] = (await bern.member.until("rooms")).slice(-1);
  assertEquals(open?.["rooms"], [{ room: "Garden", people: 2, topic: "" }]);
  assertEquals(bern.rooms.rooms.get("Garden")?.kind, "public");
  await end(house, [ada, bern]);
});

Deno.test("Who guessed too often is told when it may again, and still comes into a public room", async () => {
  const house = await openHouse();
  const [ada, bern] = await garden(house, "ada", "bern");
  assert(ada && bern);
  assertEquals(await ada.ask("create", { room: "cellar", passphrase: "blue door" }), "entered");
  assertEquals(await bern.ask("leave", { room: "garden" }), "exited");
  for (const passphrase of ["1", "2", "3", "4", "5"]) {
    assertEquals(await bern.ask("join", { room: "cellar", passphrase }), "no_entry");
  }
  for (const room of ["cellar", "none"]) {
    assertEquals(await bern.ask("join", { room, passphrase: "blue door" }), "too_often");
  }
  assertEquals(await bern.ask("join", { room: "garden" }), "entered");
  await end(house, [ada, bern]);
});

Deno.test("Clients written from PROTOCOL.md act, answer, mention, edit and delete, and show the same", async () => {
  const house = await openHouse();
  const [ada, bern] = await garden(house, "ada", "bern");
  const carl = await Guest.come(house, "carl");
  assert(ada && bern);
  const room = "garden";
  assertEquals(await ada.ask("say", { room, text: "one" }), "text");
  const marks = { action: true, reply: 1, mentions: [ada.id, carl.id] };
  assertEquals(await bern.ask("say", { room, text: "two", ...marks }), "text");
  assertEquals(bern.rooms.rooms.get(room)?.texts[1]?.marks, { ...marks, mentions: [ada.id] });
  assertEquals(await bern.ask("edit", { room, id: 1, text: "mine" }), "no_text");
  assertEquals(await bern.ask("edit", { room, id: 2, text: "three" }), "edited");
  assertEquals(await bern.ask("edit", { room, id: 2, text: " " }), "text_empty");
  assertEquals(await ada.ask("delete", { room, id: 1 }), "deleted");
  assertEquals(await ada.ask("delete", { room, id: 1 }), "no_text");
  for (const one of [ada, bern]) {
    await one.until((rooms) => rooms.shown(room)[0] === "ada: -");
    assertEquals(one.rooms.shown(room), ["ada: -", "bern: three (action) (edited) (reply)"]);
  }
  assertEquals(carl.rooms.shown(room), []);
  await end(house, [ada, bern, carl]);
});

Deno.test("Clients written from PROTOCOL.md write to one another, and learn that one is gone", async () => {
  const house = await openHouse();
  const [ada, bern, carl] = await gather(house, "ada", "bern", "carl");
  assert(ada && bern && carl);
  await ada.sees(["ada", "bern", "carl"], "lobby");
  const to = bern.id;
  assertEquals(await ada.ask("tell", { to, text: "one" }), "told");
  assertEquals(await ada.ask("tell", { to: ada.id, text: "me" }), "no_member");
  await bern.until(({ told }) => told.length === 1);
  const [first] = bern.rooms.told;
  assertEquals(await bern.ask("tell", { to: ada.id, text: "two", reply: first?.id }), "told");
  bern.member.cut();
  await ada.until((rooms) => rooms.present("lobby").includes("(bern)"));
  assertEquals(await ada.ask("edit", { to, id: first?.id, text: "won" }), "edited");
  assertEquals(await ada.ask("tell", { to, text: "three" }), "told");
  await bern.member.resume();
  await bern.until(({ told }) => told.length === 3);
  await ada.sees(["ada", "bern", "carl"], "lobby");
  assertEquals(await ada.ask("delete", { to, id: ada.rooms.told[2]?.id }), "deleted");
  await bern.until(({ told }) => told[2]?.text === null);
  for (const one of [ada, bern]) {
    assertEquals(one.rooms.shownTold, ["ada: won (edited)", "bern: two (reply)", "ada: -"]);
  }
  await bern.member.leave();
  await ada.sees(["ada", "carl"], "lobby");
  assertEquals(await ada.ask("tell", { to, text: "four" }), "no_member");
  assertEquals(await ada.ask("edit", { to, id: first?.id, text: "x" }), "no_member");
  assertEquals(carl.rooms.told, []);
  await end(house, [ada, carl]);
});

Deno.test("Who comes in gets what is kept, with the names of who has left, until the owner forgets it", async () => {
  const house = await openHouse(NO_PSK, { history: 3 });
  const [ada, bern] = await garden(house, "ada", "bern");
  assert(ada && bern);
  const room = "garden";
  assertEquals(ada.rooms.rooms.get(room)?.history, 3);
  await ada.ask("say", { room, text: "zero" });
  await ada.ask("say", { room, text: "one" });
  await bern.ask("say", { room, text: "two", action: true });
  await ada.ask("say", { room, text: "three" });
  assertEquals(await ada.ask("edit", { room, id: 2, text: "won" }), "edited");
  assertEquals(await ada.ask("delete", { room, id: 4 }), "deleted");
  await bern.member.leave();
  const carl = await Guest.come(house, "carl");
  assertEquals(await carl.ask("join", { room }), "entered");
  await carl.hears("two");
  const kept = ["ada: won (edited) (past)", "bern: two (action) (past)"];
  assertEquals(carl.rooms.shown(room), kept);
  assertEquals(carl.rooms.present(room), ["ada", "carl"]);
  await ada.ask("say", { room, text: "four" });
  await carl.hears("four");

  assertEquals(await carl.ask("keep", { room, keep: false }), "not_owner");
  assertEquals(await ada.ask("keep", { room, keep: false }), "keeping");
  await carl.until(({ rooms }) => rooms.get(room)?.history === 0);
  assertEquals(await carl.ask("leave", { room }), "exited");
  assertEquals(await carl.ask("join", { room }), "entered");
  assertEquals(await ada.ask("say", { room, text: "five" }), "text");
  await carl.hears("five");
  assertEquals(carl.rooms.shown(room), ["ada: five"]);
  await end(house, [ada, carl]);
});

Deno.test("Signs of writing reach those in the room or the one they are for, at most two at once", async () => {
  const house = await openHouse();
  const [ada, bern] = await garden(house, "ada", "bern");
  const carl = await Guest.come(house, "carl");
  assert(ada && bern);
  await ada.member.say({ type: "typing", room: "garden" });
  await ada.member.say({ type: "typing", to: carl.id });
  await ada.member.say({ type: "typing", to: carl.id });
  assertEquals(await ada.ask("tell", { to: carl.id, text: "here" }), "told");
  await carl.until(({ told }) => told.length === 1);
  await bern.until(({ typing }) => typing.length === 1);
  assertEquals([bern.rooms.typing, carl.rooms.typing], [[["garden", "ada"]], [["", "ada"]]]);
  await end(house, [ada, bern, carl]);
});

Deno.test("Who came into a room and was cut before it heard so is in it when it is back, with everybody there", async () => {
  const house = await openHouse(NO_PSK, { history: 5 });
  const [ada, bern] = await garden(house, "ada", "bern");
  const carl = await Guest.come(house, "carl");
  assert(ada && bern);
  await ada.ask("say", { room: "garden", text: "one" });
  await ada.sees(["ada", "bern", "carl"], "lobby");
  const ref = await carl.utter("join", { room: "garden" });
  await ada.sees(["ada", "bern", "carl"]);
  carl.member.cut();
  await ada.sees(["(carl)", "ada", "bern"]);
  await ada.ask("topic", { room: "garden", topic: "tomatoes" });
  await carl.member.resume();
  assertEquals(await carl.answer(ref), "entered");
  await carl.until(({ rooms }) => rooms.get("garden")?.topic === "tomatoes");
  assertEquals(carl.rooms.present("garden"), ["ada", "bern", "carl"]);
  assertEquals(carl.rooms.shown("garden"), ["ada: one (past)"]);
  await end(house, [ada, bern, carl]);
});

Deno.test("Who left a room, came again and was cut before it heard so is in it when it is back", async () => {
  const house = await openHouse();
  const [ada, bern] = await garden(house, "ada", "bern");
  assert(ada && bern);
  const room = "garden";
  const left = await bern.utter("leave", { room });
  const back = await bern.utter("join", { room });
  await bern.utter("say", { room, text: "here again" });
  await ada.hears("here again");
  bern.member.cut();
  await ada.sees(["(bern)", "ada"]);
  await ada.ask("say", { room, text: "meanwhile" });
  await bern.member.resume();
  await bern.hears("meanwhile");
  assertEquals([await bern.answer(left), await bern.answer(back)], ["exited", "entered"]);
  assertEquals(bern.rooms.present(room), ["ada", "bern"]);
  assertEquals(bern.rooms.shown(room), ["bern: here again", "ada: meanwhile"]);
  assertEquals(bern.rooms.rooms.get(room)?.owner, ada.id);
  await end(house, [ada, bern]);
});

Deno.test("Who is in as many rooms as there may be is told of all of them, in parts, when it is back", async () => {
  const house = await openHouse(NO_PSK, { history: 1000 });
  const [ada, ...makers] = await gather(house, ..."abcdefgh");
  assert(ada);
  const [topic, member, seconds] = ["漢".repeat(200), ada.id, 31_622_400];
  const operate = (ask: OwnerAsk) =>
    house.switchboard.operate((hub) => {
      const outcome = hub.operate(ask, Date.now());
      return "effects" in outcome ? outcome.effects : [];
    });
  const names = [0, 1, 2, 3, 4, 5].flatMap((at) => ["x", "y", "z"].map((part) => `${at}${part}`));
  const rooms = [...names, "6x", "6y"].map((name) => name.padEnd(32, "漢"));
  for (const [at, room] of rooms.entries()) {
    assertEquals(await makers[Math.floor(at / 3)]?.ask("create", { room }), "entered");
    // Faster than a server takes it from one member.
    const join = { type: "join", room, ref: 1000 + at } as const;
    house.switchboard.operate((hub) => hub.handle(ada.id, join, Date.now()));
    operate({ type: "mute", room, ref: 1, member, seconds });
    operate({ type: "topic", room, ref: 1, topic });
  }
  operate({ type: "topic", room: "lobby", ref: 1, topic });
  assertEquals(await makers[6]?.ask("create", { room: "one more" }), "entered");
  assertEquals(await ada.ask("join", { room: "one more" }), "too_many_rooms");
  const before = new Map(ada.rooms.rooms);
  ada.member.cut();
  await makers[0]?.sees(["(a)", ..."bcdefgh"], "lobby");
  const [first = ""] = rooms;
  assertEquals(await makers[0]?.ask("topic", { room: first, topic: "another" }), "topic");
  assertEquals(await makers[0]?.ask("topic", { room: first, topic }), "topic");
  // What it forgets by this it is told again.
  ada.rooms.rooms.clear();
  await ada.member.resume();
  await ada.until(({ rooms }) => rooms.size === before.size);
  assertEquals([...ada.rooms.rooms.keys()], ["lobby", ...rooms]);
  const told = [...ada.rooms.rooms].map(([room, { texts: _, last: _last, ...state }]) => {
    assertEquals([state.topic, state.owner], [topic, before.get(room)?.owner ?? null]);
    return { room, ...state };
  });
  const bytes =
    new TextEncoder().encode(JSON.stringify({ type: "standing", rooms: told }, sparse)).length;
  assert(bytes > 16_381, `${bytes} would be one part`);
  await end(house, [ada, ...makers]);
});

/** Leaves out what is absent on the wire. */
function sparse(_: string, value: unknown): unknown {
  return value ?? undefined;
}
