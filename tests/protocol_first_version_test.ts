import { assert, assertEquals } from "@std/assert";
import { Chatter, openHouse } from "./support/house.ts";
import { ACK, NUMBERED, PING, PONG } from "./support/noble_delivery.ts";
import { NobleHost } from "./support/noble_host.ts";
import { brief, NobleMember } from "./support/noble_member.ts";
import { ascii } from "./support/noble_noise.ts";
import { MESSAGE } from "./support/noble_wire.ts";

// Clients and servers of the first version, which know nothing of delivery, with those of today.

const NOTHING = new Uint8Array(0);
const HELLO = { type: "say", room: "lobby", ref: 1, text: "hello" };

/** A client as the first ones were. */
async function early(port: number, name: string): Promise<NobleMember> {
  return await NobleMember.join(port, name, { delivery: false });
}

Deno.test("A client of the first version joins, talks and leaves, and is sent nothing that it does not know", async () => {
  const house = await openHouse();
  const ada = await Chatter.join(house.port, "ada");
  const old = await early(house.port, "old");
  const [welcome, members] = await old.hear(2);
  assertEquals([welcome?.type, members?.type], ["welcome", "members"]);
  assertEquals("delivery" in (welcome ?? {}), false);

  ada.say("hello old");
  assertEquals(await old.read().then((packets) => packets.map(([kind]) => kind)), [MESSAGE]);
  await old.say(HELLO);
  assertEquals((await old.hear(2)).map(brief), ["text hello old", "text hello"]);
  await ada.until((one) => one.texts.includes("hello"));
  await old.say({ type: "rename", name: "ancient" }, { ...HELLO, room: "attic" });
  assertEquals((await old.hear(2)).map(brief), ["renamed", "error unknown_room"]);

  // Kinds that mean something to others mean nothing here, whatever is in them.
  await old.send([ACK, NOTHING], [PING, new Uint8Array(9)], [PONG, NOTHING]);
  await old.say({ ...HELLO, text: "still here" });
  assertEquals((await old.hear(1)).map(brief), ["text still here"]);
  await old.leave();
  await ada.until((one) => one.heard.some(({ type }) => type === "left"));
  assertEquals(house.ends, [{ how: "bye" }]);
  ada.leave();
  await house.stop();
});

Deno.test("A client of the first version that is cut has left, and its name is free at once", async () => {
  const house = await openHouse();
  const ada = await Chatter.join(house.port, "ada");
  const old = await early(house.port, "old");
  await old.say(HELLO);
  await ada.until((one) => one.texts.includes("hello"));
  old.cut();
  await ada.until((one) => one.heard.some(({ type }) => type === "left"));
  const types = ada.heard.map(({ type }) => type);
  assertEquals(types.includes("reconnecting"), false);
  const left = ada.heard.find((message) => message.type === "left");
  assertEquals(left?.reason, "cut");
  const again = await early(house.port, "old");
  assertEquals((await again.hear(1)).map(brief), ["welcome"]);
  await again.leave();
  ada.leave();
  await house.stop();
});

Deno.test("A client of the first version that is here while another is away sees that one go", async () => {
  const house = await openHouse(new Uint8Array(32), { grace: 300 });
  const old = await early(house.port, "old");
  const ada = await Chatter.join(house.port, "ada");
  await old.hear(3);
  ada.cut();
  // The first is of a type that it ignores.
  assertEquals((await old.hear(2)).map(brief), ["reconnecting", "left cut"]);
  await old.leave();
  await house.stop();
});

Deno.test("A client that did not ask for delivery and numbers all the same is ended without a word", async () => {
  const house = await openHouse();
  const old = await early(house.port, "old");
  await old.hear(2);
  await old.send([NUMBERED, ascii(JSON.stringify(HELLO))]);
  assertEquals(await old.hear(1), []);
  assertEquals(house.ends, [{ how: "fault", fault: "not_numbered" }]);
  assertEquals(house.people(), 0);
  old.cut();
  await house.stop();
});

Deno.test("A server of the first version is a room for our clients, who number nothing there", async () => {
  const host = new NobleHost({ delivery: false });
  const [ada, bern] = [await Chatter.join(host.port, "ada"), await Chatter.join(host.port, "bern")];
  assertEquals(host.hellos.map(({ delivery }) => delivery), [true, true]);
  ada.say("hello bern");
  await bern.until((one) => one.texts.includes("hello bern"));
  bern.say("hello ada");
  await ada.until((one) => one.texts.length === 2);
  host.cut("bern");
  await bern.until((one) => one.ended === "cut");
  await ada.until((one) => one.heard.some(({ type }) => type === "left"));
  ada.leave();
  await ada.until((one) => one.ended !== null);
  await host.stop();
  assert(host.kinds.size === 2, `${[...host.kinds]}`); // messages, and a goodbye
  assertEquals(host.odd, []);
});

Deno.test("Our client is ended by a server that numbers what it did not agree to, or too early", async () => {
  const host = new NobleHost({ delivery: false });
  const ada = await Chatter.join(host.port, "ada");
  await host.send([NUMBERED, ascii("{}")]);
  await ada.until((one) => one.ended === "cut");
  await host.stop();
  const early = new NobleHost({ early: [NUMBERED, ascii("{}")] });
  const bern = new Chatter(early.port, "bern");
  await bern.until((one) => one.ended === "cut");
  assertEquals(bern.heard, []);
  await early.stop();
});
