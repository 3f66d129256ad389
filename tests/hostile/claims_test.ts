import { assert, assertEquals } from "@std/assert";
import { FaultProxy } from "../support/faults.ts";
import { type House, openHouse } from "../support/house.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { FAREWELL, json } from "../support/hostile_wire.ts";
import { nobleAck, NUMBERED } from "../support/noble_delivery.ts";
import { becomes, Witness } from "../support/witness.ts";

const HELLO = { type: "hello", name: "mallory", delivery: true };
const SAY = { type: "say", room: "lobby", ref: 1, text: "one" };

/** Comes with a claim, and gives what the server says first, with the connection. */
async function claim(house: House, resume: object): Promise<[string, HostilePeer]> {
  const peer = await HostilePeer.join(house.port, { as: { ...HELLO, resume } });
  const first = await peer.next();
  return [String(first?.message.type), peer];
}

/** A victim that has heard one numbered text of its own. */
async function victim(house: House, name = "carl"): Promise<HostilePeer> {
  const peer = await HostilePeer.enter(house.port, { as: { ...HELLO, name } });
  await peer.say(SAY, NUMBERED);
  await peer.hear("text");
  return peer;
}

/** What the others were told of members since then. */
function news(witness: Witness, from: number): string[] {
  const types = witness.heard.slice(from).map(({ type }) => type);
  return types.filter((type) => type !== "text" && type !== "members");
}

Deno.test("pychat believes nobody who does not have the secret, and its owner does not notice", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  const [carl, dora] = [await victim(house), await victim(house, "dora")];
  await witness.check();
  const from = witness.heard.length;
  const right = carl.claim(1) as Readonly<Record<string, string>>;
  const other = dora.claim(1) as Readonly<Record<string, string>>;
  const secret = right["secret"] ?? "";
  const wrong = [
    { ...right, secret: "A".repeat(43) },
    { ...right, secret: other["secret"] },
    { ...other, secret },
    { ...right, secret: `${secret.startsWith("A") ? "B" : "A"}${secret.slice(1)}` },
    { ...right, member: "A".repeat(11) },
    { ...right, secret: secret.toLowerCase() === secret ? "_".repeat(43) : secret.toLowerCase() },
  ];
  for (const resume of wrong) {
    const [first, eve] = await claim(house, resume);
    assertEquals([first, eve.messages[0]?.["you"] === right["member"]], ["welcome", false]);
    await eve.leave();
  }
  await carl.say({ ...SAY, ref: 2, text: "two" }, NUMBERED);
  assertEquals((await carl.until(({ message }) => message["ref"] === 2))?.message["text"], "two");
  await witness.check();
  assertEquals(new Set(news(witness, from)), new Set(["joined", "left"]));
  for (const one of [carl, dora]) await one.leave();
  await witness.leave();
  await house.stop();
});

Deno.test("pychat ends a member that claims what cannot be, and no other", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  for (const received of [3, 1_000, 2 ** 53 - 1]) {
    const carl = await victim(house);
    await witness.check();
    const from = witness.heard.length;
    const [first, eve] = await claim(house, carl.claim(received));
    assertEquals(first, "welcome");
    assertEquals((await carl.rest()).filter(({ type }) => type !== "text"), [{ type: "bye" }]);
    await witness.check();
    assertEquals(news(witness, from), ["left", "joined"]);
    assertEquals(house.people(), 3);
    const [again, refused] = await claim(house, carl.claim(1));
    assertEquals(again, "error", "the secret is good no more, and mallory's name is taken");
    for (const one of [carl, refused]) one.close();
    await eve.leave();
    await becomes(() => house.people() === 2, "both are gone");
  }
  await witness.leave();
  await house.stop();
});

Deno.test("pychat lets one of twenty that claim at once be the member, and ends the others without a word", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  const carl = await victim(house);
  await carl.send([nobleAck(1)]);
  const claims = Array.from({ length: 20 }, () => claim(house, carl.claim(1)));
  const all = await Promise.all(claims);
  // Some end before they hear of it.
  assert(all.every(([first]) => first === "resumed" || first === "undefined"));
  await becomes(() => house.porter.size === 3, "one connection is left");
  let alive = 0;
  for (const [, peer] of all) {
    if (!await peer.say({ ...SAY, ref: 7, text: "it is me" }, NUMBERED)) continue;
    const echo = await peer.until(({ message }) => message["ref"] === 7);
    if (echo !== null) alive++;
  }
  assertEquals([alive, house.people(), house.away()], [1, 3, 0]);
  assert(house.ends.every(({ how }) => how === "cut"));
  for (const [, peer] of all) peer.close();
  carl.close();
  await witness.check();
  await witness.leave();
  await house.stop();
});

Deno.test("pychat takes no claim of who has left or was let go of, and none that goes back", async () => {
  const house = await openHouse(undefined, { grace: 200 });
  const carl = await victim(house);
  await carl.send([FAREWELL]);
  await carl.rest();
  carl.close();
  const [gone, somebody] = await claim(house, carl.claim(1));
  assertEquals(gone, "welcome");
  const dora = await victim(house, "dora");
  dora.tcp.reset();
  await becomes(() => house.people() === 1, "her time is over");
  const [late, newcomer] = await claim(house, dora.claim(1));
  assertEquals(late, "error", "as somebody new, under a name that is taken");
  for (const one of [dora, newcomer]) one.close();
  const emil = await victim(house, "emil");
  const [first, back] = await claim(house, emil.claim(1));
  assertEquals(first, "resumed");
  await back.send([nobleAck(0)]);
  await back.rest();
  await becomes(() => house.ends.some(({ how }) => how === "fault"), "it ends by that");
  assertEquals(house.ends.at(-1), { how: "fault", fault: "ack_number" });
  for (const one of [emil, back, somebody]) one.close();
  await house.stop();
});

Deno.test("pychat keeps no place for who has shown no sign of having read its welcome", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  const eve = await HostilePeer.join(house.port, { as: { ...HELLO, name: "eve" } });
  await eve.hear("members");
  const carl = await HostilePeer.enter(house.port, { as: { ...HELLO, name: "carl" } });
  for (const one of [eve, carl]) one.tcp.reset();
  await becomes(() => house.people() === 3 && house.away() === 1, "one of them is gone");
  await witness.check();
  assertEquals(witness.heard.filter(({ type }) => type === "left").map(({ reason }) => reason), [
    "cut",
  ]);
  await witness.leave();
  await house.stop();
});

Deno.test("pychat finds out who was cut without a word, keeps who answers, and lets the other come back", async () => {
  let now = 0;
  const house = await openHouse(undefined, { clock: () => now });
  const witness = await Witness.enter(house.port);
  const proxy = await FaultProxy.open(house.port);
  const carl = await HostilePeer.enter(proxy.port, { as: { ...HELLO, name: "carl" } });
  await witness.check();
  proxy.strike("freeze");
  await carl.send([json({ ...SAY, text: "into the void" }, NUMBERED)]);
  for (let steps = 0; house.away() === 0 && steps < 30; steps++) {
    now += 5_000;
    await new Promise((resolve) => setTimeout(resolve, 300)); // one look at the clock
  }
  assertEquals([house.people(), house.away(), now >= 75_000], [3, 1, true]);
  assertEquals(house.porter.hits.get("silent"), 1);
  await witness.check();
  const [first, back] = await claim(house, carl.claim(0));
  assertEquals([first, back.messages[0]?.["received"]], ["resumed", 0]);
  await proxy.stop();
  await back.leave();
  carl.close();
  await witness.check();
  assertEquals(witness.heard.map(({ type }) => type).filter((type) => type.startsWith("reconn")), [
    "reconnecting",
    "reconnected",
  ]);
  await witness.leave();
  await house.stop();
});
