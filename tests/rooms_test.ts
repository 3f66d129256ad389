import { assert, assertEquals } from "@std/assert";
import type { ClientMessage } from "../lib/message/from_client.ts";
import type { ServerMessage } from "../lib/message/from_server.ts";
import { Chatter, type House, openHouse } from "./support/house.ts";

// Rooms over real sockets: who was put out of one reads nothing more of it, and does not come back.

type Of<T extends ServerMessage["type"]> = Extract<ServerMessage, { readonly type: T }>;

/** Counts addresses as it would anywhere: all clients come from one. */
const COUNTED = { gate: { exempt: [], maxPerAddress: 64 } } as const;

let refs = 1000;

function all<T extends ServerMessage["type"]>({ heard }: Chatter, type: T): Of<T>[] {
  return heard.filter((message): message is Of<T> => message.type === type);
}

/** Sends what has a ref, and waits for what comes of it. */
async function ask(
  who: Chatter,
  message: Extract<ClientMessage, { readonly ref: number }>,
): Promise<ServerMessage> {
  const ref = ++refs;
  who.send({ ...message, ref });
  const answers = () => who.heard.filter((one) => "ref" in one && one.ref === ref);
  await who.until(() => answers().length > 0);
  const [answer] = answers();
  assert(answer !== undefined);
  return answer;
}

async function codeOf(
  who: Chatter,
  message: Extract<ClientMessage, { readonly ref: number }>,
): Promise<string> {
  const answer = await ask(who, message);
  return answer.type === "error" ? answer.code : answer.type;
}

function idOf(who: Chatter): string {
  assert(who.you !== null);
  return who.you.id;
}

/** Ada owns a room, and others are in it. */
async function openRoom(house: House, room: string, ...guests: Chatter[]): Promise<Chatter> {
  const ada = await Chatter.join(house.port, "ada");
  assertEquals((await ask(ada, { type: "create", room, ref: 0 })).type, "entered");
  for (const guest of guests) {
    assertEquals((await ask(guest, { type: "join", room, ref: 0 })).type, "entered");
  }
  await ada.until(() =>
    all(ada, "joined").filter((one) => one.room === room).length >= guests.length
  );
  return ada;
}

/** Waits until everything that the server said so far has come. */
async function settle(who: Chatter): Promise<void> {
  assertEquals((await ask(who, { type: "say", room: "nowhere", text: "?", ref: 0 })).type, "error");
}

async function sayIn(who: Chatter, room: string, text: string): Promise<void> {
  assertEquals((await ask(who, { type: "say", room, text, ref: 0 })).type, "text");
}

for (const type of ["kick", "ban"] as const) {
  const done = type === "kick" ? "kicked" : "banned";

  Deno.test(`Who was ${done} is out at once, and comes back neither as the same nor as another`, async () => {
    const house = await openHouse(undefined, COUNTED);
    const mallory = await Chatter.join(house.port, "mallory");
    const bern = await Chatter.join(house.port, "bern");
    const ada = await openRoom(house, "attic", mallory, bern);
    await sayIn(ada, "attic", "before");
    await mallory.until(({ texts }) => texts.includes("before"));

    const sure = type === "ban" ? { sure: true } : {};
    ada.send({ type, room: "attic", member: idOf(mallory), ref: 1, ...sure });
    await bern.until(() => all(bern, "left").some(({ reason }) => reason === done));
    await sayIn(ada, "attic", "after");
    await bern.until(({ texts }) => texts.includes("after"));
    await settle(mallory);
    assertEquals(mallory.texts, ["before"]);
    assertEquals(all(mallory, "exited").map(({ how }) => how), [done]);

    const join = { type: "join", room: "attic", ref: 0 } as const;
    assertEquals(
      await codeOf(mallory, { type: "say", room: "attic", text: "!", ref: 0 }),
      "unknown_room",
    );
    assertEquals(await codeOf(mallory, join), "banned");
    mallory.cut();
    await mallory.resume();
    assertEquals(all(mallory, "standing").at(-1)?.rooms.map(({ room }) => room), ["lobby"]);
    assertEquals(await codeOf(mallory, join), "banned");
    mallory.send({ type: "rename", name: "somebody" });
    await mallory.until(() => all(mallory, "renamed").length > 0);
    assertEquals(await codeOf(mallory, join), "banned");
    const second = await Chatter.join(house.port, "second");
    assertEquals(await codeOf(second, join), "banned");

    await sayIn(bern, "attic", "the others stay");
    await settle(mallory);
    await settle(second);
    assertEquals([...mallory.texts, ...second.texts], ["before"]);
    for (const one of [ada, bern, mallory, second]) one.leave();
    await house.stop();
  });

  Deno.test(`Who is away while ${done} gets nothing of what waited, and all else in its order`, async () => {
    const house = await openHouse(undefined, COUNTED);
    const mallory = await Chatter.join(house.port, "mallory");
    const ada = await openRoom(house, "attic", mallory);
    await settle(mallory);
    mallory.cut();
    await ada.until(() => all(ada, "reconnecting").length > 0);
    for (let i = 0; i < 5; i++) {
      await sayIn(ada, "attic", `secret ${i}`);
      await sayIn(ada, "lobby", `open ${i}`);
    }
    ada.send({
      type,
      room: "attic",
      member: idOf(mallory),
      ref: 1,
      ...(type === "ban" && { sure: true }),
    });
    await ada.until(() => all(ada, "left").some(({ reason }) => reason === done));
    await sayIn(ada, "attic", "secret 5");
    await mallory.resume();
    await settle(mallory);
    assertEquals(mallory.texts, [0, 1, 2, 3, 4].map((i) => `open ${i}`));
    assertEquals(all(mallory, "exited").map(({ how }) => how), [done]);
    assertEquals(mallory.missing, 0, "the numbers are whole");
    mallory.cut();
    await mallory.resume();
    await sayIn(mallory, "lobby", "still somebody");
    for (const one of [ada, mallory]) one.leave();
    await house.stop();
  });
}

Deno.test("Whoever asks the server's operator away is out of everything, and told why", async () => {
  const house = await openHouse(undefined, COUNTED);
  const mallory = await Chatter.join(house.port, "mallory");
  const ada = await openRoom(house, "attic", mallory);
  const now = Date.now();
  house.switchboard.operate((hub) => {
    const done = hub.operate({
      type: "ban",
      room: "lobby",
      member: idOf(mallory),
      ref: 1,
      seconds: 600,
      sure: true,
    }, now);
    assert("effects" in done);
    return done.effects;
  });
  await mallory.until(({ ended }) => ended !== null);
  assertEquals(all(mallory, "closing").map(({ reason }) => reason), ["banned"]);
  await ada.until(() => all(ada, "left").filter(({ reason }) => reason === "banned").length >= 1);
  mallory.redial();
  await mallory.until(() => all(mallory, "error").length > 0);
  assertEquals(all(mallory, "error").at(-1)?.code, "banned");
  const second = new Chatter(house.port, "second");
  await second.until(({ ended }) => ended !== null);
  assertEquals(all(second, "error").map(({ code }) => code), ["banned"]);
  await sayIn(ada, "attic", "quiet again");
  ada.leave();
  await house.stop();
});

Deno.test("Of many who make a room of one name at the same moment one owns it", async () => {
  const house = await openHouse();
  const many = await Promise.all(
    [..."abcdefgh"].map((name) => Chatter.join(house.port, `${name}${name}`)),
  );
  const answers = await Promise.all(
    many.map((one) => codeOf(one, { type: "create", room: "Attic", ref: 0 })),
  );
  assertEquals(answers.toSorted(), ["entered", ...Array(7).fill("room_taken")]);
  for (const one of many) one.leave();
  await house.stop();
});

Deno.test("A kick and a return at the same moment leave nobody inside", async () => {
  const house = await openHouse(undefined, COUNTED);
  const mallory = await Chatter.join(house.port, "mallory");
  const ada = await openRoom(house, "attic", mallory);
  for (let i = 0; i < 3; i++) mallory.send({ type: "join", room: "attic", ref: ++refs });
  ada.send({ type: "kick", room: "attic", member: idOf(mallory), ref: 1 });
  for (let i = 0; i < 3; i++) mallory.send({ type: "join", room: "attic", ref: ++refs });
  await mallory.until(() => all(mallory, "exited").length === 1);
  await settle(mallory);
  await settle(ada);
  assertEquals(house.hub.census().rooms.find(({ room }) => room === "attic")?.people, 1);
  for (const one of [ada, mallory]) one.leave();
  await house.stop();
});

Deno.test("A private text is read by two, goes on after a cut, and fails clearly for who has left", async () => {
  const house = await openHouse();
  const [ada, bern, kip] = await Promise.all(
    ["ada", "bern", "kip"].map((name) => Chatter.join(house.port, name)),
  );
  assert(ada && bern && kip);
  const tell = { type: "tell", to: idOf(bern), ref: 0 } as const;
  assertEquals(await codeOf(ada, { ...tell, text: "for you" }), "told");
  bern.cut();
  assertEquals(await codeOf(ada, { ...tell, text: "while you are away" }), "told");
  await bern.resume();
  await bern.until(() => all(bern, "told").length === 2);
  assertEquals(all(bern, "told").map(({ text }) => text), ["for you", "while you are away"]);
  assertEquals(all(kip, "told"), []);
  bern.leave();
  await ada.until(() => all(ada, "left").length > 0);
  const again = await Chatter.join(house.port, "bern");
  assertEquals(await codeOf(ada, { ...tell, text: "for whoever has the name" }), "no_member");
  await settle(again);
  assertEquals(all(again, "told"), []);
  for (const one of [ada, kip, again]) one.leave();
  await house.stop();
});

Deno.test("A client of the first version talks in the lobby and is spared all else", async () => {
  const house = await openHouse(undefined, { history: 3 });
  const ada = await openRoom(house, "attic");
  const old = await Chatter.join(house.port, "old", { numbers: false });
  await sayIn(ada, "attic", "not for the lobby");
  await sayIn(ada, "lobby", "hello old");
  await old.until(({ texts }) => texts.includes("hello old"));
  old.say("hello new");
  await ada.until(({ texts }) => texts.includes("hello new"));
  const known = ["welcome", "members", "joined", "left", "renamed", "text"];
  assertEquals(old.heard.map(({ type }) => type).filter((type) => !known.includes(type)), []);
  assertEquals(old.texts, ["hello old", "hello new"]);
  old.leave();
  ada.leave();
  await house.stop();
});
