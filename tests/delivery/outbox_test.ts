import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Outbox } from "../../lib/delivery/outbox.ts";
import { Stock } from "../../lib/delivery/stock.ts";
import { PACKET_COST_BYTES, PLACE_COST_BYTES } from "../../lib/limits.ts";
import { assertFault, numbered, state, texts } from "./parcels.ts";

/** What a packet costs that one queue has, besides its own bytes. */
const ONE_COST_BYTES = PACKET_COST_BYTES + PLACE_COST_BYTES;

function open(): { outbox: Outbox; stock: Stock; take: (room?: number) => string[] } {
  const stock = new Stock();
  const outbox = new Outbox(stock);
  function take(room = 16_384): string[] {
    const taken: Uint8Array[] = [];
    outbox.take(taken, room, null, 0);
    return texts(taken);
  }
  return { outbox, stock, take };
}

Deno.test("Outbox gives everything in the order it was posted, numbered or not", () => {
  const { outbox, take } = open();
  const posted = [numbered("1"), state("a"), state("b"), numbered("2"), numbered("3"), state("c")];
  for (const parcel of posted) outbox.post(parcel);
  assertEquals([take(), take()], [["1", "a", "b", "2", "3", "c"], []]);
});

Deno.test("Outbox.take() fills its room to the byte, and takes one packet beyond it alone", () => {
  const { outbox, take } = open();
  for (const length of [3, 4, 1, 9, 2]) outbox.post(numbered(`${length}`, length));
  assertEquals(take(3 + 3 + 3 + 4), ["3", "4"]);
  assertEquals(take(3 + 1 + 3 + 8), ["1"]);
  assertEquals(take(5), ["9"]);
  assertEquals(take(0), ["2"]);
});

Deno.test("Outbox.take() takes none beyond its room behind what is there already", () => {
  const { outbox } = open();
  outbox.post(state("long"));
  const taken = [new Uint8Array(3)];
  outbox.take(taken, 6, null, 0);
  assertEquals(taken.length, 1);
  outbox.take(taken, 7, null, 0);
  assertEquals(taken.length, 2);
});

Deno.test("Outbox gives the very bytes it was given, not a copy", () => {
  const { outbox } = open();
  const parcel = numbered("1");
  outbox.post(parcel);
  const taken: Uint8Array[] = [];
  outbox.take(taken, 99, null, 0);
  assertStrictEquals(taken[0], parcel.packet);
});

Deno.test("Outbox counts each byte once, until it is written or acknowledged", () => {
  const { outbox, stock, take } = open();
  const seen = () => [outbox.bytes, outbox.unwritten, stock.bytes - ONE_COST_BYTES * held()];
  const held = () => Math.round(stock.bytes / ONE_COST_BYTES);
  outbox.post(numbered("", 7));
  outbox.post(state("", 17));
  assertEquals(seen(), [30, 30, 30]);
  take();
  assertEquals(seen(), [10, 0, 10]);
  outbox.post(numbered("", 97));
  assertEquals(seen(), [110, 100, 110]);
  outbox.acknowledge(1);
  assertEquals(seen(), [100, 100, 100]);
  take();
  assertEquals(seen(), [100, 0, 100]);
  outbox.acknowledge(2);
  assertEquals(seen(), [0, 0, 0]);
});

Deno.test("Outbox.acknowledge() takes what was sent, again and again, not more and not less", () => {
  const { outbox, take } = open();
  for (const n of [1, 2, 3, 4]) outbox.post(numbered(`${n}`));
  assertFault("ack_number", () => outbox.acknowledge(1));
  take(8);
  outbox.acknowledge(0);
  assertFault("ack_number", () => outbox.acknowledge(3));
  outbox.acknowledge(2);
  outbox.acknowledge(2);
  assertFault("ack_number", () => outbox.acknowledge(1));
  assertFault("ack_number", () => outbox.acknowledge(Number.MAX_SAFE_INTEGER));
  assertEquals(outbox.bytes, 8);
});

Deno.test("Outbox.cut() keeps what is numbered, and drops the rest", () => {
  const { outbox, stock, take } = open();
  outbox.post(numbered("1"));
  outbox.post(state("a"));
  take(4);
  outbox.post(numbered("2"));
  outbox.cut();
  outbox.post(state("b"));
  outbox.post(numbered("3"));
  assertEquals([take(), outbox.bytes, outbox.unwritten], [[], 12, 12]);
  assertEquals(stock.bytes, 3 * (4 + ONE_COST_BYTES));
});

Deno.test("Outbox.resume() lets only the rest through, until replay() lets all that was kept", () => {
  const { outbox, take } = open();
  for (const n of [1, 2, 3]) outbox.post(numbered(`${n}`));
  take();
  outbox.post(numbered("4"));
  outbox.cut();
  assertEquals(outbox.resume(2), 0);
  outbox.post(state("resumed"));
  outbox.post(numbered("5"));
  assertEquals([take(), take()], [["resumed"], []]);
  outbox.post(state("members"));
  outbox.replay();
  outbox.post(state("joined"));
  outbox.post(numbered("6"));
  assertEquals(take(), ["members", "3", "4", "5", "joined", "6"]);
  outbox.acknowledge(6);
  assertEquals(outbox.bytes, 0);
});

Deno.test("Outbox.resume() takes what the other side can have, and changes nothing otherwise", () => {
  const { outbox, take } = open();
  for (const n of [1, 2, 3, 4]) outbox.post(numbered(`${n}`));
  take(12);
  outbox.acknowledge(1);
  outbox.cut();
  for (const wrong of [0, 4, 1.5, -1, NaN, Infinity, 2 ** 53 - 1]) {
    assertEquals([outbox.resume(wrong), outbox.bytes, outbox.connected], [null, 12, false]);
  }
  assertEquals(outbox.resume(1), 0);
  outbox.replay();
  assertEquals(take(), ["2", "3", "4"]);
});

Deno.test("Outbox.resume() takes over a connection that seems alive", () => {
  const { outbox, take } = open();
  outbox.post(numbered("1"));
  outbox.post(numbered("2"));
  take(4);
  outbox.post(state("a"));
  assertEquals(outbox.resume(2), null);
  assertEquals(outbox.resume(1), 0);
  outbox.replay();
  assertEquals(take(), ["2"]);
});

Deno.test("Outbox.resume() can be repeated with the same number, also between it and replay()", () => {
  const { outbox, take } = open();
  for (const n of [1, 2, 3]) outbox.post(numbered(`${n}`));
  take();
  for (const replayed of [false, true, false, true]) {
    outbox.cut();
    assertEquals(outbox.resume(1), 0);
    if (replayed) outbox.replay();
  }
  assertEquals(take(), ["2", "3"]);
});

Deno.test("Outbox.resume() takes a number that an older claim has gone behind", () => {
  const { outbox, take } = open();
  for (const n of [1, 2, 3]) outbox.post(numbered(`${n}`));
  take();
  assertEquals(outbox.resume(1), 0);
  assertEquals(outbox.resume(3), 0);
  assertEquals([outbox.bytes, outbox.resume(2)], [0, null]);
});

Deno.test("Outbox.forget() drops the oldest, and resume() says how many are missing", () => {
  const { outbox, take } = open();
  for (const n of [1, 2, 3, 4, 5]) outbox.post(numbered(`${n}`, 7));
  take(20);
  outbox.cut();
  outbox.forget(50);
  assertEquals(outbox.bytes, 50);
  outbox.forget(20);
  assertEquals(outbox.bytes, 20);
  assertEquals([outbox.resume(4), outbox.resume(3), outbox.resume(2)], [null, null, 1]);
  // Nobody knows whether it was told, so both of these are good afterwards.
  assertEquals([outbox.resume(2), outbox.resume(3), outbox.resume(2)], [1, 0, null]);
  outbox.replay();
  assertEquals(take(), ["4", "5"]);
});

Deno.test("Outbox.forget() leaves nothing out that the other side has", () => {
  const { outbox, take } = open();
  for (const n of [1, 2, 3]) outbox.post(numbered(`${n}`));
  take();
  outbox.cut();
  outbox.forget(7);
  assertEquals([outbox.bytes, outbox.resume(3)], [4, 0]);
  assertEquals(outbox.bytes, 0);
});

Deno.test("Outbox.forget() of everything tells of everything, and what follows has its number", () => {
  const { outbox, take } = open();
  for (const n of [1, 2, 3]) outbox.post(numbered(`${n}`));
  outbox.cut();
  outbox.forget(0);
  outbox.post(numbered("4"));
  assertEquals([outbox.bytes, outbox.resume(0)], [4, 3]);
  outbox.replay();
  // It is told of three before anything else, so it cannot acknowledge fewer.
  assertFault("ack_number", () => outbox.acknowledge(2));
  outbox.acknowledge(3);
  assertFault("ack_number", () => outbox.acknowledge(4));
  assertEquals(take(), ["4"]);
  outbox.acknowledge(4);
  assertEquals(outbox.bytes, 0);
});

Deno.test("Outbox.forget() is for when there is no connection", () => {
  const { outbox } = open();
  outbox.post(numbered("1"));
  assertThrows(() => outbox.forget(0), RangeError);
  outbox.resume(0);
  assertThrows(() => outbox.forget(0), RangeError);
  outbox.cut();
  outbox.forget(4);
  assertEquals(outbox.bytes, 4);
  outbox.forget(3);
  assertEquals(outbox.bytes, 0);
  outbox.forget(-1); // there is no less than nothing
  assertEquals(outbox.resume(0), 1);
});

Deno.test("Outbox.replay() does nothing unless it is resuming", () => {
  const { outbox, take } = open();
  outbox.post(numbered("1"));
  take();
  outbox.replay();
  assertEquals(take(), []);
  outbox.cut();
  outbox.replay();
  assertEquals([take(), outbox.connected], [[], false]);
});

/** Numbered and unnumbered parcels about a room, and about nothing. */
function post(outbox: Outbox, ...posted: readonly string[]): void {
  for (const text of posted) {
    const about = text.includes("~") ? "attic" : null;
    outbox.post((text.startsWith("#") ? numbered : state)(text, undefined, about));
  }
}

Deno.test("Outbox.withhold() leaves the number of what was not taken, and drops what has none", () => {
  const { outbox, stock, take } = open();
  const stub = numbered("-");
  post(outbox, "#1", "#2~", "a", "b~", "#3~", "#4", "c~");
  assertEquals(outbox.withhold("cellar", stub), 0);
  assertEquals(outbox.withhold("attic", stub), 2 * (3 + 2));
  const bytes = 2 * (3 + 2) + 2 * (3 + 1) + (3 + 1);
  assertEquals([outbox.bytes, outbox.unwritten], [bytes, bytes]);
  assertEquals(stock.bytes, 5 + 5 + 4 + 4 + 4 * ONE_COST_BYTES + PLACE_COST_BYTES);
  assertEquals(take(), ["#1", "-", "a", "-", "#4"]);
  outbox.acknowledge(4);
  assertEquals([outbox.bytes, stock.bytes, stub.holders], [0, 0, 0]);
});

Deno.test("Outbox.withhold() replaces what was taken and would leave again, also while it is away or resuming", () => {
  for (const way of ["open", "away", "resuming", "blind"]) {
    const { outbox, stock, take } = open();
    const stub = numbered("-");
    post(outbox, "#1~", "#2~", "#3", "x~");
    assertEquals(take(), ["#1~", "#2~", "#3", "x~"]);
    if (way !== "open") outbox.cut();
    post(outbox, "#4~");
    if (way === "resuming") assertEquals(outbox.resume(1), 0);
    if (way === "resuming") post(outbox, "y~", "z");
    assertEquals(outbox.withhold("attic", stub), way === "resuming" ? 5 : 0, way);
    if (way !== "resuming") assertEquals(outbox.resume(1), 0, way);
    // What is said after it is nobody's secret.
    post(outbox, "#5~");
    outbox.replay();
    const told = way === "resuming" ? ["z"] : [];
    assertEquals(take(), [...told, "-", "#3", "-", "#5~"], way);
    outbox.acknowledge(5);
    assertEquals([outbox.bytes, stock.bytes, stub.holders], [0, 0, 0], way);
  }
});

Deno.test("Outbox.withhold() of everything leaves numbers and nothing else, however often", () => {
  const { outbox, stock, take } = open();
  const stub = numbered("-");
  post(outbox, "#1", "#2~", "a");
  take(5);
  for (const _ of [1, 2]) {
    outbox.withhold(null, stub);
    assertEquals([outbox.bytes, outbox.unwritten, stub.holders], [8, 4, 2]);
    assertEquals(stock.bytes, 4 + PACKET_COST_BYTES + 2 * PLACE_COST_BYTES);
  }
  post(outbox, "closing");
  assertEquals(take(), ["-", "closing"]);
  assertEquals(outbox.resume(0), 0);
  outbox.replay();
  assertEquals(take(), ["-", "-"]);
});

Deno.test("Outbox.withhold() changes nothing for others who hold the same, and what is forgotten stays so", () => {
  const { outbox, stock, take } = open();
  const stub = numbered("-");
  const other = new Outbox(stock);
  const text = numbered("#1~", 50, "attic");
  for (const one of [outbox, other]) one.post(text);
  post(outbox, "#2~", "#3");
  outbox.withhold("attic", stub);
  assertEquals([text.holders, other.bytes, stock.bytes], [
    1,
    53,
    53 + 4 + 5 + 3 * ONE_COST_BYTES + PLACE_COST_BYTES,
  ]);
  outbox.cut();
  outbox.forget(9);
  assertEquals([outbox.bytes, outbox.resume(0)], [9, 1]);
  outbox.replay();
  assertEquals(take(), ["-", "#3"]);
  outbox.close();
  assertEquals(outbox.withhold(null, stub), 0);
  other.close();
  assertEquals(stock.bytes, 0);
});

Deno.test("Outbox.withhold() takes no stub without a number: those of all others would change", () => {
  const { outbox, take } = open();
  post(outbox, "#1");
  assertThrows(() => outbox.withhold(null, state("-")), RangeError);
  assertEquals(take(), ["#1"]);
});

Deno.test("Outbox.close() releases everything at any time, and nothing is posted after it", () => {
  for (const when of ["open", "away", "resuming", "closed"]) {
    const { outbox, stock, take } = open();
    for (const n of [1, 2, 3]) outbox.post(numbered(`${n}`));
    take(4);
    outbox.post(state("a"));
    if (when === "away") outbox.cut();
    if (when === "resuming") outbox.resume(1);
    if (when === "closed") outbox.close();
    outbox.post(state("b"));
    outbox.close();
    outbox.post(numbered("4"));
    outbox.post(state("c"));
    assertEquals([outbox.bytes, outbox.unwritten, stock.bytes, take()], [0, 0, 0, []], when);
    assertEquals([outbox.connected, outbox.resume(1)], [false, null]);
    outbox.replay();
    outbox.cut();
    outbox.forget(0);
    assertEquals(outbox.connected, false);
  }
});
