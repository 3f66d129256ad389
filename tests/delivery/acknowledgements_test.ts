import { assertEquals } from "@std/assert";
import { Acknowledgements, TICK_MS } from "../../lib/delivery/acknowledgements.ts";
import { encodeAck } from "../../lib/delivery/control.ts";
import { ACK_BYTES, ACK_MS, ACK_PACKETS } from "../../lib/limits.ts";
import { assertFault } from "./parcels.ts";

Deno.test("Acknowledgements.owed() from ACK_PACKETS packets on", () => {
  const inbox = new Acknowledgements();
  for (let n = 1; n < ACK_PACKETS; n++) inbox.count(3, 0);
  assertEquals([inbox.waiting, inbox.owed(0)], [true, false]);
  inbox.count(3, 0);
  assertEquals(inbox.owed(0), true);
});

Deno.test("Acknowledgements.owed() from ACK_BYTES bytes on", () => {
  const inbox = new Acknowledgements();
  inbox.count(ACK_BYTES - 1, 0);
  assertEquals(inbox.owed(0), false);
  inbox.count(1, 0);
  assertEquals(inbox.owed(0), true);
});

Deno.test("Acknowledgements.owed() when the oldest would be too old the next time", () => {
  const inbox = new Acknowledgements();
  inbox.count(10, 5_000);
  inbox.count(10, 5_600);
  assertEquals(inbox.owed(5_000 + ACK_MS - TICK_MS - 1), false);
  assertEquals(inbox.owed(5_000 + ACK_MS - TICK_MS), true);
  inbox.take();
  inbox.count(10, 5_700);
  assertEquals(inbox.owed(5_700 + ACK_MS - TICK_MS - 1), false);
  assertEquals(inbox.owed(5_700 + ACK_MS - TICK_MS), true);
});

Deno.test("Acknowledgements.owed() at once when the clock was set back", () => {
  const inbox = new Acknowledgements();
  inbox.count(10, 5_000);
  assertEquals(inbox.owed(4_999), true);
});

Deno.test("Acknowledgements owes nothing for nothing, however late it is", () => {
  const inbox = new Acknowledgements();
  assertEquals([inbox.waiting, inbox.owed(1e12), inbox.received], [false, false, 0]);
  inbox.skip(9);
  assertEquals([inbox.waiting, inbox.owed(1e12), inbox.received], [false, false, 9]);
});

Deno.test("Acknowledgements.take() acknowledges all there is, and begins anew", () => {
  const inbox = new Acknowledgements();
  for (let n = 0; n < ACK_PACKETS; n++) inbox.count(ACK_BYTES, 0);
  assertEquals(inbox.take(), encodeAck(ACK_PACKETS));
  assertEquals([inbox.waiting, inbox.owed(1e12)], [false, false]);
  inbox.count(1, 1e12);
  assertEquals([inbox.waiting, inbox.owed(1e12)], [true, false]);
  assertEquals(inbox.take(), encodeAck(ACK_PACKETS + 1));
});

Deno.test("Acknowledgements.skip() counts as received what never comes", () => {
  const inbox = new Acknowledgements();
  inbox.count(1, 0);
  inbox.skip(0);
  inbox.skip(12);
  inbox.count(1, 0);
  assertEquals([inbox.received, inbox.take()], [14, encodeAck(14)]);
});

Deno.test("Acknowledgements.forget() owes nothing, and keeps the number", () => {
  const inbox = new Acknowledgements();
  for (let n = 0; n < ACK_PACKETS; n++) inbox.count(ACK_BYTES, 0);
  inbox.forget();
  assertEquals([inbox.waiting, inbox.owed(1e12), inbox.received], [false, false, ACK_PACKETS]);
});

Deno.test("Acknowledgements counts to 2^53 - 1, and takes one more for a fault", () => {
  const inbox = new Acknowledgements();
  inbox.skip(Number.MAX_SAFE_INTEGER - 1);
  assertFault("ack_number", () => inbox.skip(2));
  assertFault("ack_number", () => inbox.skip(Number.MAX_SAFE_INTEGER));
  inbox.count(1, 0);
  assertEquals(inbox.received, Number.MAX_SAFE_INTEGER);
  assertEquals(inbox.take(), encodeAck(Number.MAX_SAFE_INTEGER));
  assertFault("ack_number", () => inbox.count(1, 0));
  assertFault("ack_number", () => inbox.skip(1));
  assertEquals([inbox.received, inbox.waiting], [Number.MAX_SAFE_INTEGER, false]);
});
