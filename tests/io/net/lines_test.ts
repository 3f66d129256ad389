import { assert, assertEquals } from "@std/assert";
import type { Host } from "../../../lib/io/net/host.ts";
import type { KeptLine } from "../../../lib/io/net/keeper.ts";
import { Lines } from "../../../lib/io/net/lines.ts";
import { MAX_STOCK_BYTES, PACKET_COST_BYTES, PLACE_COST_BYTES } from "../../../lib/limits.ts";
import { type Parcel, parcelOf } from "../../../lib/wire/parcel.ts";
import { settle } from "../../support/fake_socket.ts";

const HOST: Host = {
  enter() {},
  receive: () => 0,
  lost() {},
  drained() {},
  left() {},
  dropped() {},
};

/** A line that holds parcels, and lets go of them when it is stripped. */
class Holder implements KeptLine {
  woken = 0;
  readonly sweeps: [now: number, slept: boolean][] = [];
  readonly held: Parcel[] = [];
  readonly #lines: Lines;
  stripped = 0;
  finished = 0;

  constructor(lines: Lines) {
    this.#lines = lines;
    lines.keep(this);
  }

  get bytes(): number {
    return this.held.reduce((sum, { packet }) => sum + packet.length, 0);
  }

  hold(...parcels: readonly Parcel[]): void {
    for (const parcel of parcels) {
      this.#lines.stock.hold(parcel);
      this.held.push(parcel);
    }
    this.#lines.posted();
  }

  wake(): void {
    this.woken++;
  }

  sweep(now: number, slept: boolean): void {
    this.sweeps.push([now, slept]);
  }

  strip(): void {
    this.stripped++;
    for (const parcel of this.held.splice(0)) this.#lines.stock.release(parcel);
  }

  finish(): void {
    this.finished++;
    this.#lines.release(this);
  }
}

/** @param bytes What it costs one line to hold it. */
function parcel(bytes: number): Parcel {
  return parcelOf(new Uint8Array(bytes - PACKET_COST_BYTES - PLACE_COST_BYTES));
}

Deno.test("Lines.posted() strips whoever has the most, at the first byte too many, until it is enough", () => {
  const lines = new Lines(HOST);
  const [small, big, middle] = [new Holder(lines), new Holder(lines), new Holder(lines)];
  assert(small && big && middle);
  const part = MAX_STOCK_BYTES / 8;
  small.hold(parcel(part));
  big.hold(parcel(4 * part));
  middle.hold(parcel(3 * part));
  const all = [small, big, middle];
  assertEquals([lines.stock.bytes, all.map(({ stripped }) => stripped)], [MAX_STOCK_BYTES, [
    0,
    0,
    0,
  ]]);
  small.hold(parcel(PACKET_COST_BYTES + PLACE_COST_BYTES + 1));
  assertEquals(all.map(({ stripped }) => stripped), [0, 1, 0]);
  middle.hold(parcel(9 * part));
  assertEquals(all.map(({ stripped }) => stripped), [0, 1, 1]);
  assertEquals(lines.hits, new Map([["stock_bytes", 2]]));
  for (const line of all) line.finish();
});

Deno.test("Lines.gather() wakes each line at once and then with others, and none that is over", async () => {
  const lines = new Lines(HOST);
  const [one, other] = [new Holder(lines), new Holder(lines)];
  for (let time = 0; time < 5; time++) for (const line of [one, other]) lines.gather(line);
  assertEquals([one.woken, other.woken], [1, 1]);
  one.finish();
  const latest = performance.now() + 10_000;
  while (other.woken === 1 && performance.now() < latest) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assertEquals([one.woken, other.woken], [1, 2]);
  other.finish();
});

Deno.test("Lines.posted() goes on from one to the next where they hold the same, and stops at nobody", () => {
  const lines = new Lines(HOST, { maxStockBytes: 10_000 });
  const holders = Array.from({ length: 5 }, () => new Holder(lines));
  const shared = parcel(12_000);
  const [first, ...others] = holders;
  for (const one of others) one.held.push(shared);
  for (const _ of others) lines.stock.hold(shared);
  first?.hold(parcel(300));
  assertEquals(holders.map(({ stripped }) => stripped), [0, 1, 1, 1, 1]);
  assertEquals(lines.stock.bytes, 300);
  // What no line has can be taken from none.
  lines.stock.hold(parcel(20_000));
  lines.posted();
  assertEquals(holders.map(({ stripped }) => stripped), [1, 1, 1, 1, 1]);
  lines.finish();
  assertEquals([holders.map(({ finished }) => finished), lines.size], [[1, 1, 1, 1, 1], 0]);
});

Deno.test("Lines looks at each line four times a second, and at none when there is none", async () => {
  const times: number[] = [];
  const lines = new Lines(HOST, {
    clock() {
      times.push(performance.now());
      return performance.now();
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 600));
  assertEquals(times.length, 0);
  const [one, other] = [new Holder(lines), new Holder(lines)];
  assert(one && other);
  // A processor that is elsewhere holds up both alike.
  let quarters = 0;
  const quarter = setInterval(() => quarters++, 250);
  while (one.sweeps.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  clearInterval(quarter);
  assert(quarters >= 3 && quarters <= 5, `four in ${quarters} quarters of a second`);
  const [first = [0], , , fourth = [0]] = one.sweeps;
  assert(fourth[0] - first[0] >= 740, `three more within ${fourth[0] - first[0]} ms`);
  assertEquals(one.sweeps, other.sweeps);
  one.finish();
  other.finish();
  const { length } = times;
  await new Promise((resolve) => setTimeout(resolve, 600));
  assertEquals(times.length, length);
});

Deno.test("Lines says that it slept where there is a gap between two looks, and only then", async () => {
  const jumps = [0, 250, 500, 10_501, 10_751, 20_751, 90_000];
  const lines = new Lines(HOST, { clock: () => jumps.shift() ?? 90_000 });
  const line = new Holder(lines);
  while (line.sweeps.length < 6) await new Promise((resolve) => setTimeout(resolve, 20));
  line.finish();
  assertEquals(line.sweeps.map(([, slept]) => slept), [false, false, true, false, false, true]);
});

Deno.test("Lines.tell() calls in a moment of its own, and hands on what is thrown", async () => {
  const dropped: unknown[] = [];
  const lines = new Lines({ ...HOST, dropped: (end) => void dropped.push(end) });
  const calls: string[] = [];
  const error = new TypeError("no");
  const fail = () => {
    throw error;
  };
  lines.tell(() => calls.push("act"));
  lines.tell(fail, (thrown) => calls.push(`failed ${thrown === error}`));
  lines.tell(fail);
  lines.tell(fail, fail);
  assertEquals(calls, []);
  await settle();
  assertEquals(calls, ["act", "failed true"]);
  assertEquals(dropped, [{ how: "bug", error }, { how: "bug", error }]);
});
