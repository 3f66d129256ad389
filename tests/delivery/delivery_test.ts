import { assertEquals } from "@std/assert";
import { TICK_MS } from "../../lib/delivery/acknowledgements.ts";
import { Delivery } from "../../lib/delivery/delivery.ts";
import { Stock } from "../../lib/delivery/stock.ts";
import { ACK_BYTES, ACK_MS, ACK_PACKETS, INPUT_RATE, MESSAGE_RATE } from "../../lib/limits.ts";
import { KIND } from "../../lib/wire/packet.ts";
import { ack, assertFault, numbered, packet, state, textOf, texts } from "./parcels.ts";

/** The most a record holds. */
const LIMIT = 16_384;

function open(): Delivery {
  return new Delivery(new Stock());
}

function hear(delivery: Delivery, times: number, bytes = 0, now = 0): void {
  const body = new Uint8Array(bytes);
  for (let time = 0; time < times; time++) delivery.hear({ kind: KIND.numbered, body }, now);
}

Deno.test("Delivery.hear() gives the body of what is numbered, and counts it", () => {
  const delivery = open();
  for (let n = 1; n <= 3; n++) {
    const body = delivery.hear({ kind: KIND.numbered, body: new Uint8Array([64 + n]) }, 0);
    assertEquals([body && textOf(body), delivery.received], ["ABC".charAt(n - 1), n]);
  }
});

Deno.test("Delivery.hear() gives nothing of any other kind, and counts none", () => {
  const delivery = open();
  for (let kind = 1; kind <= 255; kind++) {
    if (kind === KIND.numbered || kind === KIND.ack) continue;
    assertEquals(delivery.hear(packet(kind), 0), null);
    if (kind < KIND.numbered || kind > KIND.pong) {
      assertEquals(delivery.hear(packet(kind, 9), 0), null);
    }
  }
  assertEquals([delivery.hear(ack(0), 0), delivery.received], [null, 0]);
});

Deno.test("Delivery.hear() takes an ack, a ping and a pong in one form only", () => {
  const delivery = open();
  for (const kind of [KIND.ping, KIND.pong]) {
    assertFault("control_body", () => delivery.hear(packet(kind, 0), 0));
  }
  for (const length of [0, 1, 7, 9]) {
    assertFault("control_body", () => delivery.hear(packet(KIND.ack, ...Array(length).fill(0)), 0));
  }
  assertEquals(delivery.owes(0), false);
});

Deno.test("Delivery.hear() takes no ack of too much, of less than before, or above 2^53 - 1", () => {
  const delivery = open();
  for (const n of [1, 2, 3]) delivery.post(numbered(`${n}`));
  assertFault("ack_number", () => delivery.hear(ack(1), 0));
  delivery.take(8, 0);
  delivery.hear(ack(2), 0);
  for (const wrong of [1, 3, 2 ** 53 - 1, 2n ** 53n, 2n ** 53n + 2n, 2n ** 64n - 1n]) {
    assertFault("ack_number", () => delivery.hear(ack(wrong), 0));
  }
  assertEquals(delivery.bytes, 4);
});

Deno.test("Delivery.hear() takes 2^53 - 1 numbered packets, and no more", () => {
  const delivery = open();
  delivery.skip(Number.MAX_SAFE_INTEGER - 1);
  hear(delivery, 1);
  assertEquals(texts(delivery.take(LIMIT, 2_000)), [`ack ${Number.MAX_SAFE_INTEGER}`]);
  assertFault("ack_number", () => hear(delivery, 1));
  assertFault("ack_number", () => delivery.skip(1));
});

Deno.test("Delivery.take() gives nothing when nothing must leave", () => {
  const delivery = open();
  assertEquals([delivery.take(LIMIT, 0), delivery.owes(0), delivery.wait(0)], [[], false, null]);
  hear(delivery, 1);
  assertEquals(delivery.take(LIMIT, 0), []);
});

Deno.test("Delivery.take() puts an ack before whatever leaves anyway, and once", () => {
  const delivery = open();
  hear(delivery, 2);
  delivery.post(numbered("1"));
  delivery.post(state("a"));
  assertEquals(texts(delivery.take(LIMIT, 0)), ["ack 2", "1", "a"]);
  delivery.post(state("b"));
  assertEquals(texts(delivery.take(LIMIT, 0)), ["b"]);
});

Deno.test("Delivery.take() gives an ack alone after 32 packets, 32 KiB, or before a second is over", () => {
  const [packets, bytes, age] = [open(), open(), open()];
  hear(packets, ACK_PACKETS - 1);
  hear(bytes, 1, ACK_BYTES - 2 * 3 - 1);
  hear(age, 1, 0, 5_000);
  const late = 5_000 + ACK_MS - TICK_MS;
  assertEquals([packets.owes(0), bytes.owes(0), age.owes(late - 1)], [false, false, false]);
  for (const delivery of [packets, bytes]) assertEquals(delivery.take(LIMIT, 0), []);
  assertEquals(age.take(LIMIT, late - 1), []);
  hear(packets, 1);
  hear(bytes, 1, 1);
  assertEquals([packets.owes(0), bytes.owes(0), age.owes(late)], [true, true, true]);
  assertEquals(texts(packets.take(LIMIT, 0)), [`ack ${ACK_PACKETS}`]);
  assertEquals(texts(bytes.take(LIMIT, 0)), ["ack 2"]);
  assertEquals(texts(age.take(LIMIT, late)), ["ack 1"]);
  for (const delivery of [packets, bytes, age]) assertEquals(delivery.owes(1e9), false);
});

Deno.test("Delivery.take() answers any number of pings with one pong, at once", () => {
  const delivery = open();
  for (let time = 0; time < 1_000; time++) delivery.hear(packet(KIND.ping), 0);
  assertEquals(delivery.owes(0), true);
  assertEquals(texts(delivery.take(LIMIT, 0)), ["pong"]);
  assertEquals([delivery.owes(0), delivery.take(LIMIT, 0)], [false, []]);
});

Deno.test("Delivery.take() asks once for each ping()", () => {
  const delivery = open();
  delivery.ping();
  assertEquals(delivery.owes(0), true);
  assertEquals(texts(delivery.take(LIMIT, 0)), ["ping"]);
  assertEquals([delivery.owes(0), delivery.hear(packet(KIND.pong), 0)], [false, null]);
  assertEquals([delivery.owes(0), delivery.take(LIMIT, 0)], [false, []]);
});

Deno.test("Delivery.take() fills a record to the byte, with all that is owed in front", () => {
  const delivery = open();
  hear(delivery, 1);
  delivery.hear(packet(KIND.ping), 0);
  delivery.ping();
  const owed = 11 + 3 + 3;
  for (const length of [90, 7, 1]) delivery.post(numbered(`${length}`, length));
  assertEquals(texts(delivery.take(owed + 93 + 10, 0)), ["ack 1", "pong", "ping", "90", "7"]);
  assertEquals(texts(delivery.take(4, 0)), ["1"]);
});

Deno.test("Delivery.take() lets a packet that fills a record go first, and what is owed follow", () => {
  const delivery = open();
  hear(delivery, ACK_PACKETS);
  delivery.hear(packet(KIND.ping), 0);
  delivery.post(numbered("full", LIMIT - 3 - 13));
  delivery.post(numbered("rest", LIMIT - 3 - 14));
  assertEquals(texts(delivery.take(LIMIT, 0)), ["full"]);
  assertEquals(delivery.owes(0), true);
  assertEquals(texts(delivery.take(LIMIT, 0)), ["ack 32", "pong", "rest"]);
});

Deno.test("Delivery.take() gives at least one packet, whatever the limit", () => {
  const delivery = open();
  hear(delivery, ACK_PACKETS);
  delivery.post(numbered("1"));
  assertEquals(texts(delivery.take(0, 0)), ["1"]);
  assertEquals(texts(delivery.take(0, 0)), ["ack 32"]);
});

Deno.test("Delivery.cut() forgets what was owed, and what is said before the next connection", () => {
  const delivery = open();
  hear(delivery, ACK_PACKETS);
  delivery.hear(packet(KIND.ping), 0);
  delivery.ping();
  delivery.post(state("a"));
  delivery.cut();
  delivery.ping();
  delivery.post(state("b"));
  delivery.hear(packet(KIND.ping), 0); // that came with the last read
  assertEquals([delivery.owes(1e9), delivery.take(LIMIT, 1e9)], [false, []]);
  assertEquals(delivery.resume(0), 0);
  assertEquals([delivery.owes(1e9), delivery.received], [false, ACK_PACKETS]);
  delivery.replay();
  assertEquals([delivery.take(LIMIT, 1e9), delivery.bytes], [[], 0]);
});

Deno.test("Delivery.resume() acks, pings and answers before replay(), and holds back what is numbered", () => {
  const delivery = open();
  delivery.post(numbered("1"));
  delivery.cut();
  assertEquals(delivery.resume(0), 0);
  assertEquals([delivery.take(LIMIT, 0), delivery.wait(0)], [[], null]);
  delivery.post(state("resumed"));
  delivery.hear(packet(KIND.ping), 0);
  hear(delivery, 1);
  delivery.ping();
  assertEquals(texts(delivery.take(LIMIT, 0)), ["ack 1", "pong", "ping", "resumed"]);
  delivery.replay();
  assertEquals(texts(delivery.take(LIMIT, 0)), ["1"]);
});

Deno.test("Delivery.resume() with a number that cannot be changes nothing of the connection there is", () => {
  const delivery = open();
  delivery.post(numbered("1"));
  delivery.ping();
  assertEquals([delivery.resume(1), delivery.bytes, delivery.owes(0)], [null, 4, true]);
  assertEquals(texts(delivery.take(LIMIT, 0)), ["ping", "1"]);
});

Deno.test("Delivery.resume() passes on how many were forgotten, for the other side to skip()", () => {
  const [server, client] = [open(), open()];
  for (const n of [1, 2, 3]) server.post(numbered(`${n}`));
  client.hear(packet(KIND.numbered, 49), 0);
  server.take(4, 0);
  server.cut();
  server.forget(4);
  const missing = server.resume(client.received);
  assertEquals(missing, 1);
  client.skip(missing ?? 0);
  assertEquals(client.received, 2);
  server.replay();
  assertEquals(texts(server.take(LIMIT, 0)), ["3"]);
});

Deno.test("Delivery.setPace() keeps numbered packets back, in order, and nothing else", () => {
  const delivery = open();
  delivery.setPace({ burst: 2, perSecond: 10 }, INPUT_RATE, 0);
  for (const n of [1, 2, 3, 4]) delivery.post(numbered(`${n}`));
  delivery.post(state("a"));
  assertEquals(texts(delivery.take(LIMIT, 0)), ["1", "2"]);
  assertEquals([delivery.take(LIMIT, 0), delivery.wait(0), delivery.wait(60)], [[], 100, 40]);
  delivery.ping();
  assertEquals(texts(delivery.take(LIMIT, 60)), ["ping"]);
  assertEquals(texts(delivery.take(LIMIT, 100)), ["3"]);
  assertEquals([delivery.wait(100), delivery.wait(200)], [100, null]);
  assertEquals(texts(delivery.take(LIMIT, 200)), ["4", "a"]);
  assertEquals(delivery.wait(200), null);
});

Deno.test("Delivery.setPace() counts the bytes of every record, and of two nulls none", () => {
  const delivery = open();
  const record = LIMIT + 18;
  delivery.setPace(null, { burst: record, perSecond: 1_000 }, 0);
  for (const n of [1, 2, 3]) delivery.post(numbered(`${n}`));
  assertEquals(texts(delivery.take(4, 0)), ["1"]);
  delivery.sealed(274, 0);
  assertEquals([delivery.take(4, 0), delivery.wait(0)], [[], 274]);
  assertEquals(texts(delivery.take(4, 274)), ["2"]);
  delivery.sealed(record, 274);
  assertEquals(delivery.wait(274), record);
  delivery.setPace(null, null, 274);
  delivery.sealed(record, 274);
  assertEquals([delivery.wait(274), texts(delivery.take(4, 274))], [null, ["3"]]);
});

Deno.test("Delivery.setPace() lets 40 texts that were lost with a connection go as fast as new ones", () => {
  const delivery = open();
  delivery.setPace(MESSAGE_RATE, INPUT_RATE, 0);
  for (let n = 1; n <= 40; n++) delivery.post(numbered(`${n}`));
  assertEquals(delivery.take(LIMIT, 0).length, MESSAGE_RATE.burst);
  delivery.cut();
  assertEquals(delivery.resume(10), 0);
  delivery.replay();
  assertEquals(delivery.take(LIMIT, 0).length, MESSAGE_RATE.burst - 10);
  assertEquals(delivery.wait(0), 1000 / MESSAGE_RATE.perSecond);
});

Deno.test("Delivery.close() gives everything back, and is nothing afterwards", () => {
  const stock = new Stock();
  const delivery = new Delivery(stock);
  delivery.setPace(MESSAGE_RATE, null, 0);
  hear(delivery, ACK_PACKETS);
  delivery.post(numbered("1"));
  delivery.take(LIMIT, 0);
  delivery.post(state("a"));
  delivery.close();
  delivery.post(numbered("2"));
  delivery.ping();
  delivery.hear(packet(KIND.ping), 0);
  assertEquals([stock.bytes, delivery.bytes, delivery.unwritten], [0, 0, 0]);
  assertEquals([delivery.take(LIMIT, 0), delivery.owes(0), delivery.wait(0)], [[], false, null]);
  assertEquals(delivery.resume(1), null);
});
