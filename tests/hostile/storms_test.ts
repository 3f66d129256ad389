import { assert, assertEquals } from "@std/assert";
import { type House, openHouse } from "../support/house.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { packet } from "../support/hostile_wire.ts";
import { ACK } from "../support/noble_delivery.ts";
import type { NobleMessage } from "../support/noble_peer.ts";
import { drawSeed, type Random, randomFrom } from "../support/random.ts";
import { becomes, Witness } from "../support/witness.ts";

const PEOPLE = 16;
const ROUNDS = 25;

/** Somebody as a list of members has them. */
interface Shown {
  readonly id: string;
  readonly name: string;
  readonly reconnecting?: boolean;
}

/** Who is in, from all that one member was told, one thing after another. */
function listOf(heard: readonly NobleMessage[]): Shown[] {
  const list = new Map<unknown, Shown>();
  let parts: Shown[] = [];
  for (const message of heard) {
    const { type, member } = message;
    const shown = list.get(member);
    if (type === "members") {
      parts = [...parts, ...message["members"] as Shown[]];
      if (message["last"] !== true) continue;
      list.clear();
      for (const one of parts) list.set(one.id, one);
      parts = [];
    } else if (type === "joined") {
      const joined = member as Shown;
      assert(!list.has(joined.id), `${joined.name} comes in twice`);
      list.set(joined.id, joined);
    } else if (type === "left") assert(list.delete(member), "nobody left");
    else if (type === "renamed" && shown !== undefined) {
      list.set(member, { ...shown, name: String(message["name"]) });
    } else if (type === "reconnecting" || type === "reconnected") {
      assert(shown !== undefined && shown.reconnecting === true === (type === "reconnected"), type);
      const { id, name } = shown;
      list.set(member, type === "reconnecting" ? { id, name, reconnecting: true } : { id, name });
    }
  }
  return [...list.values()];
}

function sorted(list: readonly Shown[]): string[] {
  return list.map(({ id, name, reconnecting = false }) => `${id} ${name} ${reconnecting}`).sort();
}

/** Comes and goes in every way there is. */
async function storm(house: House, name: string, random: Random): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const numbers = random.below(3) > 0;
    const hello = { type: "hello", name: `${name} ${round}`, ...numbers && { delivery: true } };
    let peer = await HostilePeer.enter(house.port, { as: hello });
    if (random.below(3) === 0) {
      await peer.say({ type: "rename", name: `${name} again ${round}` });
      await peer.hear("renamed");
    }
    for (let cuts = random.below(3); numbers && cuts > 0; cuts--) {
      const claim = peer.claim(0);
      if (random.below(2) === 0) peer.tcp.reset(); // else it takes over what is still there
      const back = await HostilePeer.enter(house.port, { as: { ...hello, resume: claim } });
      assertEquals(back.messages[0]?.type, "resumed");
      peer.close();
      back.heard.unshift(...peer.heard.filter(({ message }) => message.type === "welcome"));
      peer = back;
    }
    const end = random.pick(["leave", "close", "reset", "fault"]);
    if (end === "leave") await peer.leave();
    if (end === "fault") await peer.send([numbers ? packet(ACK) : packet(2, "!")]);
    if (end === "fault") await peer.rest();
    if (end === "reset") peer.tcp.reset();
    peer.close();
  }
}

Deno.test("pychat shows every member the right list after a storm of people who come, change and go", async () => {
  const seed = drawSeed();
  const random = randomFrom(seed);
  let now = 0;
  const house = await openHouse(undefined, { grace: 60_000, clock: () => now });
  const witness = await Witness.enter(house.port);
  const names = Array.from({ length: PEOPLE }, (_, n) => `p${n}`);
  await Promise.all(names.map((name) => storm(house, name, randomFrom(random.below(2 ** 32)))));
  await witness.check();
  const newcomer = await HostilePeer.enter(house.port, { as: "newcomer" });
  await witness.check();
  await newcomer.until(({ message }) => message["text"] === "still here, 2");
  const seen = sorted(listOf(witness.heard));
  assertEquals(seen, sorted(listOf(newcomer.messages)), `seed ${seed}`);
  assertEquals(seen.length, house.people(), `seed ${seed}`);
  await newcomer.leave();
  now = 60_000;
  await becomes(() => house.people() === 2, "all times of grace are over");
  await witness.check();
  assertEquals(listOf(witness.heard).map(({ name }) => name), ["ada", "bern"], `seed ${seed}`);
  assert(!house.ends.some(({ how }) => how === "bug"));
  await witness.leave();
  await becomes(() => house.porter.size === 0, "no connection is left");
  assertEquals([house.porter.queued, house.gate.clients, house.gate.handshakes], [0, 0, 0]);
  await house.stop();
});
