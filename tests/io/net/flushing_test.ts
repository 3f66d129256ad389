import { assertEquals } from "@std/assert";
import { Flushing, type Writer } from "../../../lib/io/net/flushing.ts";

function writers(count: number, order: number[], then?: (n: number) => void): Writer[] {
  return Array.from({ length: count }, (_, n) => ({
    flush() {
      order.push(n);
      then?.(n);
    },
  }));
}

const microtasks = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

Deno.test("Flushing lets write at the end of the turn, in the order of who came", async () => {
  const order: number[] = [];
  const flushing = new Flushing();
  for (const writer of writers(3, order)) flushing.add(writer);
  assertEquals(order, []);
  await microtasks();
  assertEquals(order, [0, 1, 2]);
});

Deno.test("Flushing lets a hundred write in one turn, and the others in the turns after it", async () => {
  const order: number[] = [];
  const flushing = new Flushing();
  for (const writer of writers(250, order)) flushing.add(writer);
  const seen: number[] = [];
  await microtasks();
  seen.push(order.length);
  while (order.length < 250) {
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(order.length);
  }
  assertEquals(seen.slice(0, 2), [100, 200]);
  assertEquals(order, Array.from({ length: 250 }, (_, n) => n));
});

Deno.test("Flushing lets write again who came again while writing, and whoever comes when all is done", async () => {
  const order: number[] = [];
  const flushing = new Flushing();
  let again = 3;
  const [one, two] = writers(2, order, (n) => {
    if (n === 0 && again-- > 0) add(one);
  });
  function add(writer: Writer | undefined): void {
    if (writer !== undefined) flushing.add(writer);
  }
  add(one);
  add(two);
  await microtasks();
  assertEquals(order, [0, 1, 0, 0, 0]);
  add(two);
  await microtasks();
  assertEquals(order.at(-1), 1);
});

Deno.test("Flushing.tell() tells once, when the last record that is being made is there, and nobody where none is", () => {
  const told: string[] = [];
  const waiter = (name: string) => ({ readOn: () => void told.push(name) });
  const [one, two] = [waiter("one"), waiter("two")];
  const flushing = new Flushing();
  flushing.tell(one);
  for (let n = 0; n < 2; n++) flushing.away();
  for (const who of [two, two]) flushing.tell(who);
  flushing.back();
  assertEquals([flushing.isBehind, told], [true, []]);
  flushing.tell(one);
  flushing.back();
  assertEquals([flushing.isBehind, told], [false, ["two", "one"]]);
  flushing.away();
  flushing.back();
  assertEquals(told, ["two", "one"]);
});
