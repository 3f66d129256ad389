import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { PacketQueue } from "../../../lib/io/net/packet_queue.ts";
import { PACKET_COST_BYTES } from "../../../lib/limits.ts";

const packet = fc.integer({ min: 1, max: 40 }).map((length) => new Uint8Array(length));
const step = fc.oneof(packet, fc.record({ limit: fc.integer({ min: 1, max: 120 }) }));

Deno.test("PacketQueue gives back what it was given, in order, and as much as fits", () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
    const queue = new PacketQueue();
    let waiting: Uint8Array[] = [];
    for (const step of steps) {
      if (step instanceof Uint8Array) {
        queue.push(step);
        waiting.push(step);
      } else {
        const taken = queue.take(step.limit);
        taken.forEach((packet, n) => assertStrictEquals(packet, waiting[n]));
        const bytes = total(taken);
        assert(bytes <= step.limit || taken.length === 1, "more than fits");
        waiting = waiting.slice(taken.length);
        const [next] = waiting;
        if (next !== undefined) assert(bytes + next.length > step.limit, "less than fits");
      }
      assertEquals(queue.cost, total(waiting) + waiting.length * PACKET_COST_BYTES);
      assertEquals(queue.empty, waiting.length === 0);
    }
  }));
});

Deno.test("PacketQueue.take() fills its limit to the byte, and takes one packet beyond it alone", () => {
  const queue = new PacketQueue();
  for (const length of [3, 4, 1, 9, 2]) queue.push(new Uint8Array(length));
  assertEquals(queue.take(7).map(({ length }) => length), [3, 4]);
  assertEquals(queue.take(9).map(({ length }) => length), [1]);
  assertEquals(queue.take(5).map(({ length }) => length), [9]);
  assertEquals(queue.take(5).map(({ length }) => length), [2]);
  assertEquals([queue.take(5), queue.cost, queue.empty], [[], 0, true]);
});

Deno.test("PacketQueue holds the very bytes it was given, not a copy", () => {
  const shared = new Uint8Array(5);
  const [one, two] = [new PacketQueue(), new PacketQueue()];
  one.push(shared);
  two.push(shared);
  assertStrictEquals(one.take(9)[0], two.take(9)[0]);
});

Deno.test("PacketQueue.take() costs what it takes, also of a queue of 200,000", () => {
  const queue = new PacketQueue();
  const one = new Uint8Array(10);
  for (let n = 0; n < 200_000; n++) queue.push(one);
  let taken = 0;
  for (let some = queue.take(10); some.length > 0; some = queue.take(10)) taken += some.length;
  // Some hundredths of a second; moving the whole queue for every packet would take minutes.
  assertEquals([taken, queue.cost], [200_000, 0]);
});

function total(packets: readonly Uint8Array[]): number {
  return packets.reduce((sum, { length }) => sum + length, 0);
}
