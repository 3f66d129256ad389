import { assert, assertEquals } from "@std/assert";
import { drawPlan } from "../../support/fault_plans.ts";
import { FaultProxy } from "../../support/faults.ts";
import { Chatter, openHouse } from "../../support/house.ts";
import { drawSeed, randomFrom } from "../../support/random.ts";

const CLIENTS = 4;
const TEXTS = 150;

/** Talks over a network that cuts wherever it likes, and gives what each of them heard. */
async function talk(seed: number): Promise<{ heard: string[][]; cuts: number; missing: number }> {
  const random = randomFrom(seed);
  const house = await openHouse();
  let calm = true;
  const proxy = await FaultProxy.open(
    house.port,
    () => calm ? {} : drawPlan({ random, most: 12_000, endings: ["cut", "reset", "half"] }),
  );
  const all = await Promise.all(
    Array.from(
      { length: CLIENTS },
      (_, n) => Chatter.join(proxy.port, `member ${n}`, { returnsAfter: 1 + random.below(5) }),
    ),
  );
  // Who has not been heard yet would have left by the first cut.
  for (const [n, one] of all.entries()) one.say(`${n}: 0`);
  await Promise.all(all.map((one) => one.until(({ texts }) => texts.length === CLIENTS)));
  calm = false;
  proxy.strike("cut");
  for (let text = 1; text < TEXTS; text++) {
    for (const [n, one] of all.entries()) {
      one.say(`${n}: ${text} ${"x".repeat(random.below(300))}`);
      if (random.part() < 0.1) await new Promise((resolve) => setTimeout(resolve, random.below(8)));
    }
  }
  proxy.calm();
  for (const one of all) await one.until(({ texts }) => texts.length >= CLIENTS * TEXTS);
  const result = {
    heard: all.map(({ texts }) => texts.map((text) => text.split(" ", 2).join(" "))),
    cuts: all.reduce((sum, { resumptions }) => sum + resumptions, 0),
    missing: all.reduce((sum, { missing }) => sum + missing, 0),
  };
  for (const one of all) one.leave();
  await house.stop();
  await proxy.stop();
  assertEquals([house.porter.size, house.porter.queued, house.gate.clients], [0, 0, 0]);
  return result;
}

for (const seed of [1, 2, drawSeed()]) {
  Deno.test(`Porter and Call: every text once, in one order, whatever the network cuts (seed ${seed})`, async () => {
    const { heard, cuts, missing } = await talk(seed);
    const [first = [], ...others] = heard;
    for (const other of others) assertEquals(other, first);
    assertEquals(first.length, CLIENTS * TEXTS);
    for (let n = 0; n < CLIENTS; n++) {
      const own = first.filter((text) => text.startsWith(`${n}:`));
      assertEquals(own, Array.from({ length: TEXTS }, (_, text) => `${n}: ${text}`));
    }
    assertEquals(missing, 0);
    // How many there are depends on how fast the machine is.
    assert(cuts > 2, `only ${cuts} cuts`);
  });
}
