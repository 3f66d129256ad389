import { assert, assertEquals } from "@std/assert";
import { openHouse } from "../support/house.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { json, packet } from "../support/hostile_wire.ts";
import { needs } from "../support/needs.ts";
import type { NobleMessage } from "../support/noble_peer.ts";
import { NUMBERED, PING, PONG } from "../support/noble_delivery.ts";
import { processSize } from "../support/process_size.ts";
import { startServer } from "../support/programs.ts";
import { freesDescriptors, Witness } from "../support/witness.ts";

const say = (ref: number, text: string) => ({ type: "say", room: "lobby", ref, text });
const hello = (name: string) => ({ type: "hello", name, delivery: true });

/** Reads until so many texts were heard; gives those, in order. */
async function texts(peer: HostilePeer, count: number): Promise<NobleMessage[]> {
  const heard: NobleMessage[] = [];
  while (heard.length < count) {
    const text = await peer.hear("text");
    assert(text !== null, `the stream ended after ${heard.length} texts`);
    heard.push(text);
  }
  return heard;
}

Deno.test("Porter loses nothing of 10,000 texts that come at once, and hands them on in their time", async () => {
  const house = await openHouse(undefined, {
    texts: { burst: 30, perSecond: 2_000 },
    input: { burst: 4_000_000, perSecond: 4_000_000 },
  });
  const witness = await Witness.enter(house.port);
  const eve = await HostilePeer.enter(house.port, { as: "eve" });
  const wanted = Array.from({ length: 10_000 }, (_, n) => `text ${n}`);
  const packets = wanted.map((text, n) => json(say(n + 1, text)));
  const records = Array.from({ length: 200 }, (_, n) => packets.slice(n * 50, n * 50 + 50));
  const writing = eve.send(...records);
  assertEquals((await texts(eve, 10_000)).map(({ text }) => text), wanted);
  assert(await writing);
  await witness.check();
  const heard = witness.heard.flatMap(({ type, text }) => type === "text" ? [text] : []);
  assertEquals(heard, [...wanted, "still here, 1"]);
  assert((house.porter.hits.get("message_rate") ?? 0) > 1_000);
  assertEquals(house.ends, []);
  await eve.leave();
  await witness.leave();
  await house.stop();
});

Deno.test("Porter answers a ping at once that came behind more texts than it hands on", async () => {
  const house = await openHouse(undefined, { texts: { burst: 30, perSecond: 5 } });
  const eve = await HostilePeer.enter(house.port, { as: hello("eve") });
  const many = Array.from({ length: 35 }, (_, n) => json(say(n + 1, `text ${n}`)));
  await eve.send([...many, packet(PING)]);
  assert(await eve.until(({ kind }) => kind === PONG) !== null);
  assert(eve.texts.length < 35);
  const rest = 35 - eve.texts.length;
  assertEquals((await texts(eve, rest)).at(-1)?.["text"], "text 34");
  await eve.leave();
  await house.stop();
});

Deno.test("Porter reads no faster than it should, whatever it reads, and loses nothing of it", async () => {
  const house = await openHouse(undefined, { input: { burst: 65_536, perSecond: 2_000_000 } });
  const witness = await Witness.enter(house.port);
  const eve = await HostilePeer.enter(house.port, { as: hello("eve") });
  const nothing = packet(99, new Uint8Array(16_381));
  const writing = eve.send(...Array.from({ length: 250 }, () => [nothing]), [json(say(1, "done"))]);
  let over = false;
  const watch = async () => {
    for (let checks = 0; checks < 1_000 && !over; checks++) await witness.check();
  };
  const done = eve.until(({ message }) => message["text"] === "done").finally(() => over = true);
  const [last] = await Promise.all([done, watch()]);
  assert(last !== null && await writing);
  assert((house.porter.hits.get("input_rate") ?? 0) > 100);
  assertEquals(house.ends, []);
  await eve.leave();
  await witness.leave();
  await house.stop();
});

/** So many of eight texts each are more than the system keeps for who does not read. */
const ROUNDS = 45;

/** Each says a long text, and reads those of all. */
async function round(talkers: readonly HostilePeer[], ref: number): Promise<void> {
  const text = `${ref} ${"\u5b57".repeat(3_900)}`;
  for (const talker of talkers) assert(await talker.say(say(ref, text), NUMBERED));
  for (const talker of talkers) {
    for (let heard = 0; heard < talkers.length;) {
      const next = await talker.hear("text");
      assert(next !== null, "who reads stays");
      if (next["text"] === text) heard++;
    }
  }
}

Deno.test({
  name:
    "pychat-server lets go of members that never read, and of their descriptors, and delays nobody",
  ...needs("linux"),
  async fn() {
    const free = ["--message-rate", "off", "--exempt", "127.0.0.0/8"];
    const { program, port } = await startServer(["--log", "json", ...free]);
    const witness = await Witness.enter(port);
    const { descriptors } = processSize(program.pid);
    // One of the first version, which is gone then, and one that may come back.
    const [old, mute] = [
      await HostilePeer.join(port, { as: "old", from: "127.0.0.55" }),
      await HostilePeer.enter(port, { as: hello("mute"), from: "127.0.0.55" }),
    ];
    const talkers: HostilePeer[] = [];
    for (const name of ["a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8"]) {
      const coming = { as: hello(name), from: "127.0.0.44", behaves: true };
      talkers.push(await HostilePeer.enter(port, coming));
    }
    for (let ref = 1; ref <= ROUNDS; ref++) {
      await round(talkers, ref);
      await witness.check(); // it keeps up, so that nobody but the two has much that waits
    }
    const newcomer = await HostilePeer.enter(port, { as: "newcomer", from: "127.0.0.57" });
    const list = newcomer.messages.find(({ type }) => type === "members")?.["members"];
    assert(Array.isArray(list));
    await newcomer.leave();
    const of = (name: string) => list.find((member) => member.name === name)?.reconnecting;
    assertEquals([list.length, of("mute"), of("ada")], [12, true, undefined]);
    const texts = witness.heard.filter(({ type }) => type === "text").map(({ id }) => id);
    assertEquals(texts, Array.from({ length: ROUNDS * 9 }, (_, n) => n + 1));
    for (const talker of talkers) await talker.leave();
    await freesDescriptors(program.pid, descriptors);
    const as = { ...hello("mute"), resume: mute.claim(0) };
    const back = await HostilePeer.enter(port, { as, from: "127.0.0.56" });
    const resumed = back.messages.find(({ type }) => type === "resumed");
    assert(Number(resumed?.["missing"]) > 0, "what is lost is said");
    for (const one of [old, mute]) one.close();
    await back.leave();
    await witness.leave();
    assertEquals(await program.end(), 0);
    const slow = program.lines.filter((line) => line.includes('"how":"slow"'));
    assertEquals(slow.length, 2, slow.join("\n"));
  },
});
