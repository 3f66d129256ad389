import { assertEquals } from "@std/assert";
import type { Soon } from "../../../lib/crypto/aead.ts";
import { Flushing } from "../../../lib/io/net/flushing.ts";
import { Outlet } from "../../../lib/io/net/outlet.ts";
import { FakeSocket, settle } from "../../support/fake_socket.ts";

/** An outlet, and what it takes its bytes from. */
function open(dry: () => Soon<void> = () => {}) {
  const socket = new FakeSocket();
  const waiting: Soon<Uint8Array>[] = [];
  const failures: unknown[] = [];
  const done: number[][] = [];
  const asked = { next: 0, dry: 0 };
  let now = 0;
  const outlet = new Outlet(
    socket,
    {
      next() {
        asked.next++;
        return waiting.shift() ?? null;
      },
      dry() {
        asked.dry++;
        return dry();
      },
      done: (bytes) => done.push([...bytes]),
      failed: (error) => failures.push(error),
    },
    new Flushing(),
    () => ++now,
  );
  const said = () => socket.written.map((bytes) => [...bytes]);
  return { socket, waiting, failures, asked, outlet, said, done };
}

const bytes = (...numbers: number[]) => new Uint8Array(numbers);

Deno.test("Outlet.wake() writes all that waits, one after another, and then tells that nothing does", async () => {
  const { socket, waiting, asked, outlet, said } = open();
  waiting.push(bytes(1), Promise.resolve(bytes(2, 3)), bytes(4));
  outlet.wake();
  outlet.wake();
  assertEquals(asked, { next: 0, dry: 0 });
  await settle();
  assertEquals([said(), socket.mostUnder], [[[1], [2, 3], [4]], 1]);
  assertEquals(asked, { next: 4, dry: 1 });
});

Deno.test("Outlet finishes what was taken in part before anything else, whatever comes meanwhile", async () => {
  const { socket, waiting, outlet, said, done } = open();
  socket.take = (all) => Promise.resolve(Math.min(all.length, 2));
  waiting.push(bytes(1, 2, 3, 4, 5), bytes(6));
  outlet.wake();
  await Promise.resolve();
  outlet.wake();
  await settle();
  assertEquals([said(), socket.mostUnder], [[[1, 2], [3, 4], [5], [6]], 1]);
  assertEquals(done, [[1, 2, 3, 4, 5], [6]]);
});

Deno.test("Outlet.since is when bytes were offered that are not all taken, else null", async () => {
  const { socket, waiting, outlet } = open();
  let take = (_: number) => {};
  socket.take = () => new Promise((resolve) => take = resolve);
  waiting.push(bytes(1, 2), bytes(3));
  assertEquals(outlet.since, null);
  outlet.wake();
  await settle();
  assertEquals(outlet.since, 1);
  take(1);
  await settle();
  assertEquals(outlet.since, 1);
  take(1);
  await settle();
  assertEquals(outlet.since, 2);
  take(1);
  await settle();
  assertEquals(outlet.since, null);
});

Deno.test("Outlet hears once of what fails, wherever it does, and asks for nothing more", async () => {
  const mistake = new Error("mistake");
  const throws = (): never => {
    throw mistake;
  };
  const broken: ((one: ReturnType<typeof open>) => void)[] = [
    ({ socket }) => socket.take = () => Promise.reject(mistake),
    ({ waiting }) => waiting.unshift(Promise.reject(mistake)),
    ({ waiting }) => waiting.shift = throws,
  ];
  for (const breaks of broken) {
    const one = open();
    one.waiting.push(bytes(1));
    breaks(one);
    one.outlet.wake();
    await settle();
    assertEquals(one.done, [], "what failed may still be read");
    assertEquals([one.failures, one.outlet.since === null], [[mistake], one.socket.writes === 0]);
    const { next } = one.asked;
    one.outlet.wake();
    await settle();
    assertEquals([one.asked.next, one.failures.length], [next, 1]);
    await one.outlet.settle();
  }
  for (const dry of [throws, () => Promise.reject(mistake)]) {
    const { outlet, failures } = open(dry);
    outlet.wake();
    await settle();
    assertEquals(failures, [mistake]);
  }
});

Deno.test("Outlet.settle() waits for what is under way, for the last thing that is done too, and for nothing else", async () => {
  let done = () => {};
  const { socket, waiting, outlet } = open(() => new Promise((resolve) => done = resolve));
  await outlet.settle();
  let take = (_: number) => {};
  socket.take = () => new Promise((resolve) => take = resolve);
  waiting.push(bytes(1));
  outlet.wake();
  let settled = false;
  const waits = outlet.settle().then(() => settled = true);
  for (const go of [() => take(1), () => done()]) {
    await settle();
    assertEquals(settled, false);
    go();
  }
  await waits;
});
