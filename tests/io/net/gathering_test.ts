import { assert, assertEquals } from "@std/assert";
import { Gathering, type Sleeper } from "../../../lib/io/net/gathering.ts";

/** Longer than a moment of these tests, by far. */
const MOMENT_MS = 40;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Writes down when it was woken, in milliseconds from the first time of all on. */
class Counter implements Sleeper {
  readonly times: number[] = [];

  wake(): void {
    this.times.push(performance.now());
  }
}

Deno.test("Gathering.add() wakes at once who was not woken a moment ago", async () => {
  const gathering = new Gathering(MOMENT_MS);
  const [one, other] = [new Counter(), new Counter()];
  gathering.add(one);
  gathering.add(other);
  assertEquals([one.times.length, other.times.length], [1, 1]);
  await pause(3 * MOMENT_MS);
  gathering.add(one);
  assertEquals([one.times.length, other.times.length], [2, 1]);
  for (const sleeper of [one, other]) gathering.drop(sleeper);
});

Deno.test("Gathering.add() wakes whoever has much to write once a moment, and no change waits longer", async () => {
  const gathering = new Gathering(MOMENT_MS);
  const busy = new Counter();
  const began = performance.now();
  let latest = 0;
  while (performance.now() - began < 10 * MOMENT_MS) {
    gathering.add(busy);
    latest = performance.now();
    await pause(1);
  }
  const most = Math.floor((latest - began) / MOMENT_MS) + 2;
  assert(busy.times.length <= most, `${busy.times.length} of ${most}`);
  assert(busy.times.length >= 2);
  gathering.add(busy);
  const woken = busy.times.length;
  gathering.add(busy);
  assertEquals(busy.times.length, woken, "it was woken a moment ago");
  while (busy.times.length === woken) await pause(1);
  await pause(2 * MOMENT_MS);
  assertEquals(busy.times.length, woken + 1, "and not again without anything to write");
});

Deno.test("Gathering.drop() lets nobody be woken who is gone, and stops the clock with the last", async () => {
  const gathering = new Gathering(MOMENT_MS);
  const [one, other] = [new Counter(), new Counter()];
  for (const sleeper of [one, other, one, other]) gathering.add(sleeper);
  gathering.drop(one);
  gathering.drop(one);
  await pause(3 * MOMENT_MS);
  assertEquals([one.times.length, other.times.length], [1, 2]);
  // Nobody waits for this clock: the test would fail for a timer that it leaves behind.
  for (const sleeper of [one, other]) gathering.add(sleeper);
  for (const sleeper of [one, other]) gathering.drop(sleeper);
});

Deno.test("Gathering wakes all others when one of them goes while they are woken", async () => {
  const gathering = new Gathering(MOMENT_MS);
  let wakes = 0;
  const leaver: Sleeper = {
    wake() {
      if (++wakes === 2) gathering.drop(leaver);
    },
  };
  const others = [new Counter(), new Counter()];
  for (const sleeper of [leaver, ...others, leaver, ...others]) gathering.add(sleeper);
  await pause(3 * MOMENT_MS);
  assertEquals([wakes, ...others.map(({ times }) => times.length)], [2, 2, 2]);
});
