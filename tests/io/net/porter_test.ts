import { assert, assertEquals } from "@std/assert";
import { concat } from "../../../lib/crypto/hash.ts";
import { nodePrimitives } from "../../../lib/io/primitives.ts";
import { MESSAGE_2_BYTES } from "../../../lib/session/phase.ts";
import { Session } from "../../../lib/session/session.ts";
import { encodeFrame } from "../../../lib/wire/frame.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import { FaultProxy } from "../../support/faults.ts";
import { NobleHandshake } from "../../support/noble_noise.ts";
import { PING, RawMember } from "../../support/raw_member.ts";
import { Chatter, type House, openHouse } from "../../support/house.ts";

/** Sends bytes to a house and waits until it closes, which it must; gives what it answered. */
async function intrude(house: House, bytes: Uint8Array): Promise<Uint8Array> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port: house.port });
  const answered: Uint8Array[] = [];
  const buffer = new Uint8Array(4096);
  try {
    await socket.write(bytes).catch(() => 0);
    for (let count = await socket.read(buffer); count !== null; count = await socket.read(buffer)) {
      answered.push(buffer.slice(0, count));
    }
  } catch {
    // Closed with our bytes unread: the system resets the connection.
  } finally {
    socket.close();
  }
  return concat(...answered);
}

const text = new TextEncoder();
const NOTHING: Uint8Array = new Uint8Array(0);

const INTRUDERS: Readonly<Record<string, Uint8Array>> = {
  "an HTTP request": text.encode("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"),
  "a TLS hello": Uint8Array.fromHex("16030100c8010000c40303").slice(),
  "an SSH banner": text.encode("SSH-2.0-OpenSSH_9.2p1\r\n"),
  "a frame of length 0": new Uint8Array([0, 0]),
  "a frame of length 47": new Uint8Array([0, 47]),
  "a frame of length 49": new Uint8Array([0, 49]),
  "a frame of length 65535": new Uint8Array([255, 255]),
  "a record before the handshake": new Uint8Array(274).fill(1, 0, 2).fill(16, 1, 2),
  "message 1 of random bytes": new Uint8Array([
    0,
    48,
    ...crypto.getRandomValues(new Uint8Array(48)),
  ]),
  "message 1 with a public key of zeros": new Uint8Array([0, 48, ...new Uint8Array(48)]),
  "4 MB of random bytes": new Uint8Array(4_000_000).map((_, n) => (n * 2654435761) >>> 13),
};

Deno.test("Porter.admit() closes on whoever does not speak the protocol, silently, and nobody notices", async () => {
  const house = await openHouse();
  const ada = await Chatter.join(house.port, "ada");
  const bern = await Chatter.join(house.port, "bern");
  for (const [who, bytes] of Object.entries(INTRUDERS)) {
    assertEquals(await intrude(house, bytes), NOTHING, `${who} is answered nothing`);
    const end = house.ends.at(-1);
    assert(end?.how === "fault", `${who}: ${end?.how}`);
    ada.say(who);
    await bern.until((one) => one.texts.includes(who));
  }
  assertEquals(house.people(), 2);
  assertEquals(bern.texts, Object.keys(INTRUDERS));
  await house.stop();
});

Deno.test("Porter.admit() answers a client of another major version with its own, closes, and nobody notices", async () => {
  const house = await openHouse();
  const ada = await Chatter.join(house.port, "ada");
  const draw = () => crypto.getRandomValues(new Uint8Array(32));
  for (const digit of "023456789") {
    const first = new NobleHandshake(draw(), draw(), `pychat/${digit}`).writeFirst();
    const answer = await intrude(house, encodeFrame(first));
    assertEquals(answer, encodeFrame(text.encode("pychat/1")));
    assertEquals(house.ends.at(-1), { how: "fault", fault: "other_version" });
    first[40] = (first[40] ?? 0) ^ 1;
    assertEquals(await intrude(house, encodeFrame(first)), NOTHING);
    assertEquals(house.ends.at(-1), { how: "fault", fault: "not_authentic" });
    ada.say(digit);
    await ada.until((one) => one.texts.includes(digit));
  }
  assertEquals(ada.heard.some(({ type }) => type === "joined" || type === "left"), false);
  await house.stop();
});

Deno.test("Porter.admit() waits no longer for half a frame, nor for one that comes byte by byte", async () => {
  const house = await openHouse(undefined, { deadlines: { firstFrame: 60, handshake: 120 } });
  assertEquals(await intrude(house, NOTHING), NOTHING);
  assertEquals(await intrude(house, new Uint8Array([0, 48, 1, 2, 3])), NOTHING);
  const slow = await Deno.connect({ hostname: "127.0.0.1", port: house.port });
  const closed = slow.read(new Uint8Array(1)).catch(() => null);
  let gone = false;
  closed.then(() => gone = true);
  for (let sent = 0; !gone && sent < 40; sent++) {
    await slow.write(new Uint8Array([sent === 1 ? 48 : 0])).catch(() => gone = true);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assertEquals(await closed, null);
  slow.close();
  assertEquals(house.ends.map(({ how }) => how), ["late", "late", "late"]);
  await house.stop();
});

Deno.test("Porter.admit() waits no longer for a client that stays silent after message 2", async () => {
  const house = await openHouse(undefined, { deadlines: { firstFrame: 10_000, handshake: 1_000 } });
  const session = await Session.client({
    primitives: nodePrimitives,
    drawn: crypto.getRandomValues(new Uint8Array(64)),
  });
  assertEquals((await intrude(house, await session.start())).length, 2 + MESSAGE_2_BYTES);
  assertEquals(house.ends, [{ how: "late" }]);
  await house.stop();
});

Deno.test("Porter.admit() closes on a client that breaks a rule after the handshake, and on it alone", async () => {
  const house = await openHouse();
  const ada = await Chatter.join(house.port, "ada");
  const bern = await Chatter.join(house.port, "bern");
  const mallory = await Chatter.join(house.port, "mallory");
  mallory.sendPacket(encodePacket(KIND.bye, new Uint8Array(5)));
  await mallory.until((one) => one.ended !== null);
  assertEquals(house.ends.at(-1), { how: "fault", fault: "bye_body" });
  ada.say("still here");
  await bern.until((one) => one.texts.includes("still here"));
  const left = bern.heard.filter((message) => message.type === "left");
  assertEquals(left.length, 1);
  assertEquals(left[0]?.type === "left" && left[0].reason, "cut");
  await house.stop();
});

Deno.test("Porter.admit() skips kinds of packet that it does not know", async () => {
  const house = await openHouse();
  const ada = await Chatter.join(house.port, "ada");
  ada.sendPacket(encodePacket(200, new Uint8Array(100)));
  ada.say("and on");
  await ada.until((one) => one.texts.includes("and on"));
  assertEquals(ada.heard.some(({ type }) => type === "error"), false);
  await house.stop();
});

Deno.test("Porter lets nobody in with a wrong passphrase, and says nothing that depends on it", async () => {
  const right = new Uint8Array(32).fill(1);
  const house = await openHouse(right);
  for (let guess = 2; guess < 22; guess++) {
    const guesser = new Chatter(house.port, "eve", new Uint8Array(32).fill(guess));
    await guesser.until((one) => one.ended !== null);
    assertEquals([guesser.ended, guesser.heard], ["cut", []]);
  }
  assertEquals(house.people(), 0);
  const ada = await Chatter.join(house.port, "ada", right);
  assertEquals(ada.heard[0]?.type, "welcome");
  await house.stop();
});

Deno.test("Porter.stop() says goodbye to everybody, so that a stop is told apart from a cut", async () => {
  const house = await openHouse();
  const people = await Promise.all(["a", "b", "c"].map((name) => Chatter.join(house.port, name)));
  await house.stop();
  for (const one of people) {
    await one.until(({ ended }) => ended !== null);
    assertEquals([one.ended, one.heard.at(-1)], ["bye", { type: "closing", reason: "stopping" }]);
  }
});

Deno.test("Porter delivers a burst of 10,000 messages complete and in order to 20 plain members", async () => {
  const house = await openHouse(undefined, { input: { burst: 1e9, perSecond: 1e9 } });
  const plain = { numbers: false };
  const members = await Promise.all(
    Array.from({ length: 20 }, (_, n) => Chatter.join(house.port, `member ${n}`, plain)),
  );
  const sender = await Chatter.join(house.port, "sender", plain);
  const wanted = Array.from({ length: 10_000 }, (_, n) => `message ${n}`);
  for (const one of wanted) sender.say(one);
  for (const member of [...members, sender]) {
    await member.until((one) => one.heard.length >= 10_000 && one.texts.length >= 10_000);
    assertEquals(member.texts, wanted);
    const ids = member.heard.flatMap((message) => message.type === "text" ? [message.id] : []);
    assert(ids.every((id, n) => n === 0 || id > (ids[n - 1] ?? 0)), "ids increase");
  }
  await house.stop();
});

/** What somebody was told of others coming, going and coming back. */
function changes({ heard }: Chatter): string[] {
  const types = ["joined", "left", "reconnecting", "reconnected"];
  return heard.flatMap((one) =>
    types.includes(one.type) ? [one.type === "left" ? `left ${one.reason}` : one.type] : []
  );
}

Deno.test("Porter keeps a member's place through a cut: nothing is lost, nothing comes twice", async () => {
  const house = await openHouse();
  const ada = await Chatter.join(house.port, "ada");
  const bern = await Chatter.join(house.port, "bern");
  ada.say("1");
  await bern.until((one) => one.texts.length === 1);
  bern.cut();
  await ada.until((one) => changes(one).includes("reconnecting"));
  assertEquals([house.people(), house.away(), house.porter.size], [2, 1, 1]);
  for (const text of ["2", "3"]) ada.say(text);
  for (const text of ["4", "5"]) bern.say(text);
  await ada.until((one) => one.texts.length === 3);
  await bern.resume();
  await ada.until((one) => one.texts.length === 5);
  await bern.until((one) => one.texts.length === 5);
  assertEquals([ada.texts, bern.texts], [["1", "2", "3", "4", "5"], ["1", "2", "3", "4", "5"]]);
  assertEquals(changes(ada), ["joined", "reconnecting", "reconnected"]);
  assertEquals([bern.missing, bern.resumptions, house.away()], [0, 1, 0]);
  assertEquals(bern.you?.id, ada.heard.find((one) => one.type === "joined")?.member.id);
  await house.stop();
});

Deno.test("Porter lets go of a member that does not come back within the grace time", async () => {
  const house = await openHouse(undefined, { grace: 300 });
  const ada = await Chatter.join(house.port, "ada");
  const bern = await Chatter.join(house.port, "bern");
  bern.cut();
  await ada.until((one) => changes(one).includes("left cut"));
  assertEquals(changes(ada), ["joined", "reconnecting", "left cut"]);
  assertEquals([house.people(), house.gate.clients], [1, 1]);
  await bern.resume();
  assertEquals(bern.resumptions, 0);
  await ada.until((one) => changes(one).length === 4);
  ada.leave();
  bern.cut();
  // The last one is away and nobody is connected: its time runs all the same.
  while (house.people() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  assertEquals([house.porter.size, house.gate.clients, house.porter.queued], [0, 0, 0]);
  await house.stop();
});

Deno.test("Porter hands a line over from a connection that seems alive, and nobody else notices", async () => {
  const house = await openHouse();
  const proxy = await FaultProxy.open(house.port);
  const ada = await Chatter.join(house.port, "ada");
  const bern = await Chatter.join(proxy.port, "bern");
  proxy.strike("freeze");
  for (let n = 0; n < 20; n++) ada.say(`${n}`);
  await ada.until((one) => one.texts.length === 20);
  assertEquals([bern.texts, house.away()], [[], 0]);
  await bern.resume(house.port);
  await bern.until((one) => one.texts.length === 20);
  assertEquals([bern.texts, changes(ada), bern.resumptions], [ada.texts, ["joined"], 1]);
  assertEquals([house.ends, house.porter.size], [[], 2]);
  await house.stop();
  await proxy.stop();
});

Deno.test("Porter cuts a member that reads nothing, its descriptor is gone, and others notice nothing", async () => {
  const house = await openHouse(undefined, { input: { burst: 1e9, perSecond: 1e9 } });
  const fast = { keepsPace: false };
  const [ada, bern] = [
    await Chatter.join(house.port, "ada", fast),
    await Chatter.join(house.port, "bern", fast),
  ];
  const mute = await RawMember.enter(house.port, {});
  await mute.send(PING);
  await ada.until((one) => changes(one).length === 2);
  const before = openSockets();
  const text = "x".repeat(3_900);
  for (let said = 0; house.ends.length === 0; said++) {
    // The system takes some megabytes for it before anything waits here.
    assert(said < 10_000);
    ada.say(text);
    if (said % 20 === 0) await bern.until((one) => one.texts.length === said + 1);
  }
  await ada.until((one) => changes(one).includes("reconnecting"));
  while (house.porter.size > 2) await new Promise((resolve) => setTimeout(resolve, 1));
  assertEquals([house.ends, openSockets()], [[{ how: "slow" }], before - 1]);
  assertEquals(house.porter.hits.get("member_bytes"), 1);
  mute.close();
  for (const one of [ada, bern]) {
    assertEquals([one.ended, one.missing, one.resumptions], [null, 0, 0]);
  }
  await house.stop();
});

Deno.test("Porter lets ten members say 20,000 texts as fast as they can, and each gets all of them", async () => {
  const house = await openHouse();
  const all = await Promise.all(
    Array.from({ length: 10 }, (_, n) => Chatter.join(house.port, `member ${n}`)),
  );
  for (let text = 0; text < 2_000; text++) {
    for (const [n, one] of all.entries()) one.say(`${n}: ${text}`);
  }
  for (const one of all) await one.until(({ heard }) => heard.length > 20_000);
  const [first = []] = all.map(({ texts }) => texts);
  for (const one of all) {
    await one.until(({ texts }) => texts.length === 20_000);
    assertEquals([one.texts, one.missing, one.resumptions], [first, 0, 0]);
  }
  assertEquals([house.ends, house.porter.hits.has("member_bytes")], [[], false]);
  await house.stop();
});

/** How many sockets this process has open, where the system tells. */
function openSockets(): number {
  if (Deno.build.os !== "linux") return NaN;
  return [...Deno.readDirSync("/proc/self/fd")].filter(({ name }) => {
    try {
      return Deno.readLinkSync(`/proc/self/fd/${name}`).startsWith("socket:");
    } catch {
      return false; // that of the listing itself
    }
  }).length;
}

Deno.test("Porter shuts its door on an address that guesses at the passphrase, and says nothing to it", async () => {
  const house = await openHouse(new Uint8Array(32).fill(1), { gate: { exempt: [] } });
  const ada = await Chatter.join(house.port, "ada", new Uint8Array(32).fill(1));
  const guess = async () => {
    const guesser = new Chatter(house.port, "eve", new Uint8Array(32).fill(2));
    await guesser.until((one) => one.ended !== null);
    return guesser.ended;
  };
  // Three make fifteen seconds, of which some thousandths are over by then.
  for (let n = 0; n < 4; n++) assertEquals(await guess(), "cut");
  assertEquals([await guess(), await intrude(house, NOTHING)], ["said_nothing", NOTHING]);
  assertEquals(house.gate.hits, new Map([["penalty", 2]]));
  assertEquals([house.gate.handshakes, house.gate.clients, house.ends.length], [0, 1, 4]);
  ada.say("still here");
  await ada.until((one) => one.texts.length === 1);
  await house.stop();
});

Deno.test("Porter blames nobody for a cut, a goodbye or another version, and is told late from wrong", async () => {
  const house = await openHouse(undefined, {
    gate: { exempt: [] },
    deadlines: { firstFrame: 2_000, handshake: 10_000 },
  });
  const draw = () => crypto.getRandomValues(new Uint8Array(32));
  for (let n = 0; n < 5; n++) {
    (await Chatter.join(house.port, `member ${n}`)).leave();
    const first = new NobleHandshake(draw(), draw(), "pychat/2").writeFirst();
    assertEquals((await intrude(house, encodeFrame(first))).length, 10);
  }
  (await Deno.connect({ hostname: "127.0.0.1", port: house.port })).close();
  await Chatter.join(house.port, "one more");
  assertEquals(house.gate.hits.size, 0);
  // Ten seconds for being late, and two for a broken frame, twice: more than fifteen with a third.
  assertEquals(await intrude(house, NOTHING), NOTHING);
  for (let n = 0; n < 3; n++) assertEquals(await intrude(house, new Uint8Array(2)), NOTHING);
  assertEquals(house.ends.slice(-4).map(({ how }) => how), ["late", "fault", "fault", "fault"]);
  assertEquals(await intrude(house, encodeFrame(new Uint8Array(48))), NOTHING);
  assertEquals(house.gate.hits, new Map([["penalty", 1]]));
  await house.stop();
});

Deno.test("Porter blames no member for bytes that somebody on the way has changed", async () => {
  const house = await openHouse(undefined, { gate: { exempt: [] } });
  for (let n = 0; n < 9; n++) {
    const raw = await RawMember.enter(house.port, { name: `member ${n}` });
    await raw.until(({ packets }) => packets.length > 0);
    await raw.write(
      n % 2 === 0 ? new Uint8Array(2) : new Uint8Array(274).fill(1, 0, 2).fill(16, 1, 2),
    );
    await raw.drain();
    raw.close();
  }
  (await Chatter.join(house.port, "ada")).leave();
  assertEquals(house.gate.hits.size, 0);
  assertEquals(house.ends.slice(0, 9).filter(({ how }) => how === "fault").length, 9);
  await house.stop();
});

Deno.test("Porter.stop() ends a connection that was let in a moment ago", async () => {
  const house = await openHouse();
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepting = listener.accept();
  const socket = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
  const admitted = house.porter.admit(await accepting);
  await house.stop();
  await admitted;
  assertEquals(await socket.read(new Uint8Array(1)), null);
  assertEquals([house.porter.size, house.gate.handshakes, house.ends], [0, 0, [{ how: "bye" }]]);
  socket.close();
  listener.close();
});

Deno.test("Porter counts a member that is away against the limits, and lets it back in where it is full", async () => {
  const house = await openHouse(undefined, { gate: { maxClients: 2 } });
  const ada = await Chatter.join(house.port, "ada");
  const bern = await Chatter.join(house.port, "bern");
  bern.cut();
  await ada.until((one) => changes(one).includes("reconnecting"));
  const carl = new Chatter(house.port, "carl");
  await carl.until((one) => one.ended !== null);
  assertEquals([carl.ended, carl.heard.map((one) => one.type === "error" && one.code)], ["bye", [
    "server_full",
    false,
  ]]);
  await bern.resume();
  assertEquals([bern.resumptions, house.gate.clients], [1, 2]);
  bern.leave();
  await ada.until((one) => changes(one).includes("left left"));
  await Chatter.join(house.port, "carl");
  await house.stop();
});

Deno.test("Porter.stop() ends those who are away as well, and leaves nothing behind", async () => {
  const house = await openHouse();
  const people = await Promise.all(["a", "b", "c"].map((name) => Chatter.join(house.port, name)));
  for (const one of people.slice(0, 2)) one.cut();
  await people[2]?.until((one) =>
    changes(one).filter((how) => how === "reconnecting").length === 2
  );
  const raw = await Deno.connect({ hostname: "127.0.0.1", port: house.port });
  await house.stop();
  assertEquals(await raw.read(new Uint8Array(1)).catch(() => null), null);
  raw.close();
  assertEquals([house.people(), house.porter.size, house.porter.queued], [0, 0, 0]);
  assertEquals([house.gate.clients, house.gate.handshakes], [0, 0]);
});

Deno.test("Porter holds a member to its texts, loses none, and nobody else waits", async () => {
  const house = await openHouse(undefined, { texts: { burst: 5, perSecond: 20 } });
  const ada = await Chatter.join(house.port, "ada", { keepsPace: false });
  const bern = await Chatter.join(house.port, "bern");
  const began = performance.now();
  for (let n = 0; n < 20; n++) ada.say(`${n}`);
  await bern.until((one) => one.texts.length >= 5);
  bern.say("in between");
  await bern.until((one) => one.texts.length === 21);
  assert(performance.now() - began >= 15 * 50 - 5, "fifteen beyond the burst, at 20 a second");
  assert(bern.texts.indexOf("in between") < 20);
  const own = bern.texts.filter((text) => text !== "in between");
  assertEquals(own, Array.from({ length: 20 }, (_, n) => `${n}`));
  assert((house.porter.hits.get("message_rate") ?? 0) > 0);
  await house.stop();

  const fair = await openHouse(undefined, { texts: { burst: 5, perSecond: 20 } });
  const carl = await Chatter.join(fair.port, "carl");
  for (let n = 0; n < 20; n++) carl.say(`${n}`);
  await carl.until((one) => one.texts.length === 20);
  assertEquals(fair.porter.hits.get("message_rate") ?? 0, 0, "who keeps the pace never waits");
  await fair.stop();
});
