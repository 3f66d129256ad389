import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { openHouse } from "./support/house.ts";
import { ACK, nobleAck, NUMBERED, PING, PONG } from "./support/noble_delivery.ts";
import { brief, NobleMember } from "./support/noble_member.ts";
import { ascii } from "./support/noble_noise.ts";
import { MESSAGE, type NoblePacket } from "./support/noble_wire.ts";

// Clients that are written from PROTOCOL.md, at a server of ours.

const NO_PSK: Uint8Array = new Uint8Array(32);
const NOTHING = new Uint8Array(0);

function say(text: string, ref = 1): object {
  return { type: "say", room: "lobby", ref, text };
}

/** Waits for what a server does in a moment of its own. */
async function soon(so: () => boolean): Promise<void> {
  const start = performance.now();
  while (!so()) {
    assert(performance.now() - start < 60_000, "it is not so");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

Deno.test("A client written from PROTOCOL.md comes back after a cut and hears everything once, in order", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  const bern = await NobleMember.come(house.port, "bern");
  const { member: id } = bern.claim;
  await bern.say(say("one"));
  assertEquals((await ada.until("text")).map(brief), ["joined", "text one"]);
  await bern.until("text");
  bern.cut();
  const [away] = await ada.hear(1);
  assertEquals([away?.type, away?.["member"]], ["reconnecting", id]);
  assertEquals([house.people(), house.away()], [2, 1]);

  await ada.say(say("two"), say("three", 2));
  bern.keep(say("four", 2));
  await ada.hear(2);
  await bern.resume();
  const [resumed, members, ...texts] = await bern.hear(5);
  assertEquals(resumed, {
    type: "resumed",
    you: { id, name: "bern", tag: (resumed?.["you"] as { tag: string }).tag },
    received: 1,
    missing: 0,
    time: resumed?.["time"],
  });
  assertEquals(members?.["last"], true);
  assertEquals(texts.map(brief), ["text two", "text three", "text four"]);
  assertEquals(texts.at(-1)?.["ref"], 2);
  assertEquals((await ada.hear(2)).map(brief), ["reconnected", "text four"]);
  assertEquals(bern.numbers, { sent: 2, acknowledged: 2 }, "it rides with the echo");
  await bern.leave();
  const [left] = await ada.hear(1);
  assertEquals([left?.type, left?.["reason"]], ["left", "left"]);
  await ada.leave();
  await house.stop();
});

Deno.test("A client written from PROTOCOL.md takes over its own connection, and nobody sees it", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  const bern = await NobleMember.come(house.port, "bern");
  const before = bern.claim;
  assertEquals(await bern.resume(), [], "the old one is closed without a word");
  assertEquals((await bern.hear(2)).map(brief), ["resumed", "members"]);
  assertEquals(bern.claim, before);
  await bern.say(say("still me"));
  assertEquals((await ada.hear(2)).map(brief), ["joined", "text still me"]);
  assertEquals(house.away(), 0);
  for (const one of [ada, bern]) await one.leave();
  await house.stop();
});

Deno.test("A client written from PROTOCOL.md claims again where the answer was lost, and loses nothing", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  const bern = await NobleMember.come(house.port, "bern");
  bern.cut();
  bern.keep(say("from bern"));
  await ada.until("reconnecting");
  await ada.say(say("from ada"));
  // Twice it does not read what the server answers, of which it so knows nothing.
  for (let times = 0; times < 2; times++) await bern.claimUnheard();
  await bern.resume();
  const heard = (await bern.hear(4)).map(brief);
  assertEquals(heard, ["resumed", "members", "text from ada", "text from bern"]);
  const texts = (await ada.until("text")).concat(await ada.until("text")).map(brief);
  assertEquals(texts.filter((line) => line.startsWith("text")), [
    "text from ada",
    "text from bern",
  ]);
  for (const one of [ada, bern]) await one.leave();
  await house.stop();
});

Deno.test("A claim with a wrong secret is that of a newcomer, and the member stays", async () => {
  const house = await openHouse();
  const bern = await NobleMember.come(house.port, "bern");
  const right = bern.claim;
  const secret = right.secret.replace(/^./, (letter) => letter === "A" ? "B" : "A");
  const eve = await NobleMember.join(house.port, "eve", { claim: { ...right, secret } });
  assertEquals((await eve.hear(2)).map(brief), ["welcome", "members"]);
  assertNotEquals(eve.claim.member, right.member);
  await bern.until("joined");
  bern.cut();
  await soon(() => house.away() === 1);
  await bern.resume({ ...right, secret });
  const [error, closing, bye] = await bern.hear(9);
  assertEquals([error?.["code"], closing?.["reason"], bye?.type], ["name_taken", "refused", "bye"]);
  const seconds = Number(error?.["seconds"]);
  assert(seconds > 100 && seconds <= 120, `${seconds}`);
  await bern.resume(right);
  assertEquals((await bern.hear(1)).map(brief), ["resumed"]);
  await bern.leave();
  await eve.leave();
  await house.stop();
});

Deno.test("A claim of more packets than there were ends the member, and its client is somebody new", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  const bern = await NobleMember.come(house.port, "bern");
  await ada.until("joined");
  await ada.say(say("one"));
  await bern.until("text");
  const { member, secret, received } = bern.claim;
  await bern.resume({ member, secret, received: received + 1 });
  assertEquals((await bern.hear(2)).map(brief), ["welcome", "members"]);
  assertNotEquals(bern.claim.member, member);
  const [, left, joined] = await ada.hear(3);
  assertEquals([left?.["member"], left?.["reason"], joined?.type], [member, "cut", "joined"]);
  for (const one of [ada, bern]) await one.leave();
  await house.stop();
});

Deno.test("A claim that was long on its way does not end who has come back meanwhile", async () => {
  const house = await openHouse();
  const bern = await NobleMember.come(house.port, "bern");
  const claim = bern.claim;
  await bern.say(say("one"));
  await bern.until("text");
  await bern.resume();
  await bern.until("members");
  const late = await NobleMember.join(house.port, "bern", { claim });
  assertEquals((await late.hear(9)).map(brief), ["error name_taken", "closing refused", "bye"]);
  await bern.say(say("two"));
  assertEquals((await bern.hear(1)).map(brief), ["text two"]);
  await bern.leave();
  await house.stop();
});

Deno.test("A claim after the grace time is that of a newcomer, whom the others saw leave", async () => {
  const house = await openHouse(NO_PSK, { grace: 300 });
  const ada = await NobleMember.come(house.port, "ada");
  const bern = await NobleMember.come(house.port, "bern");
  const { member } = bern.claim;
  bern.cut();
  const seen = await ada.until("left");
  assertEquals(seen.map(brief), ["joined", "reconnecting", "left cut"]);
  await bern.resume();
  assertEquals((await bern.hear(2)).map(brief), ["welcome", "members"]);
  assertNotEquals(bern.claim.member, member);
  for (const one of [ada, bern]) await one.leave();
  await house.stop();
});

Deno.test("A connection that is cut before it has answered the welcome holds no name", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  await NobleMember.vanish(house.port, "bern");
  assertEquals((await ada.until("left")).map(brief), ["joined", "left cut"]);
  const bern = await NobleMember.come(house.port, "bern");
  for (const one of [ada, bern]) await one.leave();
  await house.stop();
});

Deno.test("A server of ours acknowledges every numbered packet, in time, and answers a ping at once", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  await ada.send([PING, NOTHING], [PING, NOTHING]);
  assertEquals(await kinds(ada, PONG), [PONG]);
  // Without a word to send besides: the echoes are of the first, and only they carry it.
  await ada.say(say("one"));
  assertEquals(await kinds(ada, NUMBERED), [ACK, NUMBERED]);
  await ada.say({ type: "rename", name: "ada" }); // says nothing, and is not answered
  assertEquals(await kinds(ada, ACK), [ACK]);
  assertEquals(ada.numbers, { sent: 2, acknowledged: 2 });
  await ada.leave();
  await house.stop();
});

/** The kinds of the packets that come, up to one. */
async function kinds(member: NobleMember, last: number): Promise<number[]> {
  const seen: number[] = [];
  while (seen.at(-1) !== last) seen.push(...(await member.read()).map(([kind]) => kind));
  return seen;
}

Deno.test("A server of ours ends a member that breaks a rule of delivery, and says nothing", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  const broken: readonly (readonly [NoblePacket[], string])[] = [
    [[[ACK, new Uint8Array(7)]], "control_body"],
    [[[PING, new Uint8Array(1)]], "control_body"],
    [[[PONG, new Uint8Array(1)]], "control_body"],
    [[nobleAck(2)], "ack_number"],
    [[nobleAck(1), nobleAck(0)], "ack_number"],
    [[[ACK, new Uint8Array(8).fill(255)]], "ack_number"],
  ];
  for (const [packets, fault] of broken) {
    const eve = await NobleMember.come(house.port, "eve");
    await eve.say(say("one"));
    await eve.until("text");
    await ada.until("text");
    await eve.send(...packets);
    assertEquals(await eve.hear(1), []);
    const [left] = await ada.hear(1);
    assertEquals([left?.type, left?.["reason"], house.ends.at(-1)], ["left", "cut", {
      how: "fault",
      fault,
    }]);
    eve.cut();
  }
  await ada.leave();
  await house.stop();
});

Deno.test("A message counts by its kind and is heard in either", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  await ada.send([MESSAGE, ascii(JSON.stringify(say("one")))]);
  await ada.send([NUMBERED, ascii("what?")], [NUMBERED, NOTHING]);
  const heard = (await ada.hear(3)).map(brief);
  assertEquals(heard, ["text one", "error bad_message", "error bad_message"]);
  assertEquals(ada.numbers, { sent: 2, acknowledged: 2 });
  await ada.leave();
  await house.stop();
});
