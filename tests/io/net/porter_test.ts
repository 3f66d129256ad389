import { assert, assertEquals } from "@std/assert";
import { concat } from "../../../lib/crypto/hash.ts";
import { nodeAead } from "../../../lib/io/aead.ts";
import { MESSAGE_2_BYTES } from "../../../lib/session/phase.ts";
import { Session } from "../../../lib/session/session.ts";
import { encodeFrame } from "../../../lib/wire/frame.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import { NobleHandshake } from "../../support/noble_noise.ts";
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
  const house = await openHouse(undefined, { firstFrame: 60, handshake: 120 });
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
  const house = await openHouse(undefined, { firstFrame: 10_000, handshake: 1_000 });
  const session = await Session.client({
    aead: nodeAead,
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

Deno.test("Porter delivers a burst of 10,000 messages complete and in order to 20 members", async () => {
  const house = await openHouse();
  const members = await Promise.all(
    Array.from({ length: 20 }, (_, n) => Chatter.join(house.port, `member ${n}`)),
  );
  const sender = await Chatter.join(house.port, "sender");
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
