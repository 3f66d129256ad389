import { assert, assertEquals } from "@std/assert";
import { openHouse } from "./support/house.ts";
import { end, garden, Guest } from "./support/noble_guest.ts";
import { brief } from "./support/noble_member.ts";

// Owners and who is put out, with clients that are written from PROTOCOL.md, on a server of ours.

const NO_PSK: Uint8Array = new Uint8Array(32);
/** A gate to which the loopback is an address as any other. */
const COUNTED = { gate: { exempt: [] } };

Deno.test("Who is kicked while it is away comes back to no word of the room, and its numbers go on", async () => {
  const house = await openHouse();
  const [ada, bern, carl] = await garden(house, "ada", "bern", "carl");
  assert(ada && bern && carl);
  const room = "garden";
  assertEquals(await carl.ask("say", { room, text: "before" }), "text");
  // The server takes it, and its echo is never read.
  const open = await carl.utter("say", { room, text: "open" });
  carl.member.cut();
  await ada.hears("open");
  await ada.sees(["(carl)", "ada", "bern"]);
  assertEquals(await ada.ask("say", { room, text: "secret" }), "text");
  assertEquals(await ada.ask("say", { room: "lobby", text: "for all" }), "text");
  await ada.utter("kick", { room, member: carl.id });
  await bern.sees(["ada", "bern"]);
  assertEquals(await ada.ask("say", { room: "lobby", text: "after it" }), "text");

  await carl.member.resume();
  await carl.hears("after it", "lobby");
  const heard = await carl.member.hear(7);
  assertEquals(heard.map(brief), [
    "resumed",
    "members",
    "withheld",
    "withheld",
    "text for all",
    "exited",
    "text after it",
  ]);
  const exited = heard[5];
  const told = ["how", "by", "seconds"].map((field) => exited?.[field]);
  assertEquals(told, ["kicked", ada.id, 60]);
  assert(Number(exited?.["time"]) <= Number(heard[0]?.["time"]));
  assertEquals([...carl.rooms.rooms.keys()], ["lobby"]);
  assertEquals(carl.rooms.answers.has(open), false, "whether it was taken, nothing tells");

  assertEquals(await carl.ask("say", { room, text: "again" }), "unknown_room");
  assertEquals(await carl.ask("join", { room }), "banned");
  assertEquals(await carl.ask("say", { room: "lobby", text: "bye" }), "text");
  carl.member.cut();
  await carl.member.resume();
  assertEquals(await carl.ask("say", { room: "lobby", text: "still right" }), "text");
  await end(house, [ada, bern, carl]);
});

Deno.test("Who is kicked while it reads nothing of the room is out before it can say another word", async () => {
  const house = await openHouse();
  const [ada, bern] = await garden(house, "ada", "bern");
  assert(ada && bern);
  await ada.utter("kick", { room: "garden", member: bern.id });
  await bern.until(({ rooms }) => !rooms.has("garden"));
  await ada.sees(["ada"]);
  assertEquals(ada.rooms.present("lobby"), ["ada", "bern"]);
  assertEquals(await bern.ask("say", { room: "garden", text: "but" }), "unknown_room");
  assertEquals(await bern.ask("kick", { room: "lobby", member: ada.id }), "not_owner");
  await end(house, [ada, bern]);
});

Deno.test("An owner learns that a ban would hold others, holds them if it is sure, and lifts it", async () => {
  const house = await openHouse(NO_PSK, COUNTED);
  const [ada, bern] = await garden(house, "ada", "bern");
  assert(ada && bern);
  const ban = { room: "garden", member: bern.id, seconds: 3600 };
  assertEquals(await ada.ask("ban", ban), "ban_shared");
  assertEquals(await ada.ask("ban", { ...ban, member: ada.id }), "no_member");
  await ada.utter("ban", { ...ban, sure: true });
  await ada.sees(["ada"]);
  await bern.until(({ rooms }) => !rooms.has("garden"));
  const carl = await Guest.come(house, "carl");
  for (const one of [bern, carl]) assertEquals(await one.ask("join", { room: "garden" }), "banned");
  await ada.member.say({ type: "bans", room: "garden" });
  const bans = (await ada.member.until("bans")).at(-1)?.["bans"] as { [name: string]: unknown }[];
  assertEquals(bans.map(({ id, name, seconds }) => [id, name, seconds]), [[1, "bern", 3600]]);
  assertEquals(await ada.ask("unban", { room: "garden", ban: 2 }), "no_ban");
  assertEquals(await ada.ask("unban", { room: "garden", ban: 1 }), "unbanned");
  for (const one of [bern, carl]) {
    assertEquals(await one.ask("join", { room: "garden" }), "entered");
  }
  await ada.sees(["ada", "bern", "carl"]);
  await end(house, [ada, bern, carl]);
});

Deno.test("An owner is told where an address is exempt, and bans the one member then", async () => {
  const house = await openHouse();
  const [ada, bern, carl] = await garden(house, "ada", "bern", "carl");
  assert(ada && bern && carl);
  const ban = { room: "garden", member: bern.id };
  assertEquals(await ada.ask("ban", ban), "ban_no_address");
  await ada.utter("ban", { ...ban, sure: true });
  await carl.sees(["ada", "carl"]);
  assertEquals(await carl.ask("leave", { room: "garden" }), "exited");
  assertEquals(await carl.ask("join", { room: "garden" }), "entered");
  await bern.member.say({ type: "rename", name: "Bernhard" });
  await bern.sees(["Bernhard", "ada", "carl"], "lobby");
  assertEquals(await bern.ask("join", { room: "garden" }), "banned");
  bern.member.cut();
  await bern.member.resume();
  assertEquals(await bern.ask("join", { room: "garden" }), "banned");
  // There is no address to hold: whoever leaves the server comes back as somebody else.
  await bern.member.leave();
  const back = await Guest.come(house, "bern");
  assertEquals(await back.ask("join", { room: "garden" }), "entered");
  await end(house, [ada, back, carl]);
});

Deno.test("Owners set the topic, mute and hand over, and the eldest inherits", async () => {
  const house = await openHouse();
  const [ada, bern, carl] = await garden(house, "ada", "bern", "carl");
  assert(ada && bern && carl);
  const room = "garden";
  assertEquals(await bern.ask("topic", { room, topic: "x" }), "not_owner");
  assertEquals(await ada.ask("topic", { room, topic: " to\nmatoes " }), "topic");
  assertEquals(await ada.ask("mute", { room, member: bern.id }), "muted");
  assertEquals(await bern.ask("say", { room, text: "but" }), "muted");
  assertEquals(bern.rooms.rooms.get(room)?.muted, 0);
  assertEquals(await bern.ask("leave", { room }), "exited");
  assertEquals(await bern.ask("join", { room }), "entered");
  assertEquals(bern.rooms.rooms.get(room)?.muted, 0, "it holds");
  assertEquals(await ada.ask("unmute", { room, member: bern.id }), "unmuted");
  assertEquals(await bern.ask("say", { room, text: "thanks" }), "text");
  assertEquals(await ada.ask("lock", { room: "lobby", passphrase: "123456" }), "lobby");
  assertEquals(await ada.ask("hand_over", { room, member: bern.id }), "owner");
  assertEquals(await ada.ask("topic", { room, topic: "" }), "not_owner");
  assertEquals(await bern.ask("leave", { room }), "exited");
  for (const { id } of [bern, ada]) await carl.until(({ rooms }) => rooms.get(room)?.owner === id);
  assertEquals(carl.rooms.rooms.get(room)?.topic, "to matoes");
  for (const one of [ada, carl]) assertEquals(await one.ask("leave", { room }), "exited");
  assertEquals(await ada.ask("leave", { room }), "unknown_room");
  assertEquals(await ada.ask("leave", { room: "lobby" }), "lobby");
  assertEquals(await carl.ask("join", { room }), "no_entry", "it ended with its last member");
  await end(house, [ada, bern, carl]);
});
