import { assert, assertEquals, assertThrows } from "@std/assert";
import { Delivery } from "../../../lib/delivery/delivery.ts";
import { Stock } from "../../../lib/delivery/stock.ts";
import { ProtocolError } from "../../../lib/errors.ts";
import { Carrier } from "../../../lib/io/net/carrier.ts";
import {
  ACK_MS,
  ACK_PACKETS,
  PING_JITTER_MS,
  PING_MS,
  SILENCE_MS,
  STOP_MS,
} from "../../../lib/limits.ts";
import type { SessionEvent } from "../../../lib/session/session.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import { parcelOf } from "../../../lib/wire/parcel.ts";
import { type FakeConnection, openFake, settle } from "../../support/fake_socket.ts";
import { ack, PING, PONG } from "../../support/raw_member.ts";

/** A carrier on a connection of memory, and the bodies it heard. */
interface Set extends FakeConnection {
  readonly carrier: Carrier;
  readonly delivery: Delivery;
  readonly heard: string[];
  say(text: string): void;
  /** The kinds that came out at the peer, and the bodies of messages. */
  read(): Promise<string[]>;
}

async function open(
  isNumbered = true,
  delivery = new Delivery(new Stock()),
  before = () => {},
  clock?: () => number,
): Promise<Set> {
  const heard: string[] = [];
  const fake = await openFake({
    event(event) {
      const body = event.type === "packet" ? carrier.hear(event.packet) : null;
      if (body !== null) heard.push(new TextDecoder().decode(body));
    },
    end: () => carrier.stop(),
  });
  before();
  const carrier = new Carrier(fake.connection, delivery, isNumbered, clock);
  if (isNumbered) {
    await settle();
    // It shows itself at once; what follows is of the tests.
    assertEquals((await fake.arrived()).map(kindOf).at(0), KIND.ping);
    fake.socket.writes = 0;
  }
  return {
    ...fake,
    carrier,
    delivery,
    heard,
    say: (text) => carrier.send(parcelOf(numbered(text))),
    read: async () =>
      (await fake.arrived()).map((event) => {
        if (event.type !== "packet") return event.type;
        const { kind, body } = event.packet;
        const isMessage = kind === KIND.message || kind === KIND.numbered;
        return `${kind}${isMessage ? ` ${new TextDecoder().decode(body)}` : ""}`;
      }),
  };
}

function kindOf(event: SessionEvent): number | null {
  return event.type === "packet" ? event.packet.kind : null;
}

function numbered(text: string): Uint8Array {
  return encodePacket(KIND.numbered, new TextEncoder().encode(text));
}

async function pass(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

Deno.test("Carrier.send() numbers for a server that does, and for no other", async () => {
  for (const isNumbered of [true, false]) {
    const { say, read, connection, delivery } = await open(isNumbered);
    say("a");
    await settle();
    assertEquals(await read(), [isNumbered ? "3 a" : "1 a"]);
    assertEquals(delivery.bytes > 0, isNumbered);
    connection.close();
    await settle();
  }
});

Deno.test("Carrier.hear() gives the bodies of messages, and acknowledges after ACK_PACKETS at once", async () => {
  const { heard, hear, read, connection } = await open();
  await hear(
    encodePacket(KIND.message, new TextEncoder().encode("state")),
    encodePacket(200, new Uint8Array(9)),
    ...Array.from({ length: ACK_PACKETS - 1 }, (_, n) => numbered(`${n}`)),
  );
  assertEquals([heard.length, await read()], [ACK_PACKETS, []]);
  await hear(numbered("the last"));
  assertEquals(await read(), [`${KIND.ack}`]);
  await hear(PING);
  assertEquals(await read(), [`${KIND.pong}`]);
  connection.close();
  await settle();
});

Deno.test("Carrier acknowledges a single packet within ACK_MS, of itself", async () => {
  const { hear, read, connection, socket } = await open();
  const began = performance.now();
  await hear(numbered("a"));
  while (socket.writes === 0) await pass(5);
  assert(performance.now() - began >= ACK_MS / 2, "it waits for something to go along with");
  assertEquals(await read(), [`${KIND.ack}`]);
  connection.close();
  await settle();
});

Deno.test("Carrier.hear() refuses numbers that were not agreed on, and skips the rest of what it does not know", async () => {
  const { carrier, hear, heard, ends } = await open(false);
  await hear(PING, ack(7), encodePacket(200, new Uint8Array(1)));
  assertEquals([heard, ends], [[], []]);
  const error = assertThrows(
    () => carrier.hear({ kind: KIND.numbered, body: new Uint8Array(1) }),
    ProtocolError,
  );
  assertEquals(error.fault, "not_numbered");
  await hear(numbered("a"));
  await settle();
  assertEquals(ends, [{ how: "fault", fault: "not_numbered" }]);
});

Deno.test("Carrier sends what the pace keeps back as soon as it may", async () => {
  const delivery = new Delivery(new Stock());
  const began = performance.now();
  delivery.setPace({ burst: 2, perSecond: 20 }, null, began);
  // The clock stands until the first are looked at: meanwhile nothing more is let through.
  let stands = true;
  const clock = () => stands ? began : performance.now();
  const { say, read, connection } = await open(true, delivery, undefined, clock);
  for (let n = 0; n < 6; n++) say(`${n}`);
  await settle();
  assertEquals(await read(), ["3 0", "3 1"]);
  stands = false;
  const later: string[] = [];
  while (later.length < 4) {
    await pass(5);
    later.push(...await read());
  }
  assertEquals(later, ["3 2", "3 3", "3 4", "3 5"]);
  const took = performance.now() - began;
  assert(took >= 199, `four more at 20 a second took ${took} ms`);
  connection.close();
  await settle();
});

Deno.test("Carrier.finish() says goodbye after what the pace keeps back, and at the latest after STOP_MS", async () => {
  for (const [perSecond, texts] of [[20, 4], [0.1, 2]] as const) {
    const delivery = new Delivery(new Stock());
    delivery.setPace({ burst: 2, perSecond }, null, performance.now());
    const { say, read, connection, carrier, socket } = await open(true, delivery);
    for (let n = 0; n < 4; n++) say(`${n}`);
    await settle();
    carrier.finish();
    carrier.finish();
    const began = performance.now();
    const heard: string[] = [];
    while (!heard.includes("bye")) {
      await pass(5);
      heard.push(...await read());
    }
    assertEquals(heard, [...["3 0", "3 1", "3 2", "3 3"].slice(0, texts), "bye"]);
    const took = performance.now() - began;
    assert(texts === 2 ? took >= STOP_MS - 5 : took < STOP_MS / 2, `${took}`);
    socket.give(null);
    await settle();
    connection.close();
  }
});

Deno.test("Carrier.finish() says goodbye at once where nothing is kept back", async () => {
  const { say, read, carrier, socket } = await open();
  say("a");
  carrier.finish();
  await settle();
  assertEquals(await read(), ["3 a", "bye"]);
  socket.give(null);
  await settle();
});

Deno.test("Carrier.probe() asks once, and leaves who answers anything in peace", async () => {
  const { carrier, hear, read, connection, ends } = await open();
  carrier.probe(300);
  carrier.probe(300);
  await settle();
  assertEquals(await read(), [`${KIND.ping}`]);
  await hear(PONG);
  await pass(400);
  assertEquals(ends, []);
  carrier.probe();
  await settle();
  assertEquals(await read(), [`${KIND.ping}`]);
  connection.close();
  await settle();
});

Deno.test("Carrier.probe() ends the connection of a server that says nothing", async () => {
  const { carrier, ends, running } = await open();
  carrier.probe(10);
  await running;
  assertEquals(ends, [{ how: "late" }]);
});

Deno.test("Carrier.probe() does nothing to a server that could not answer", async () => {
  const { carrier, read, connection, ends } = await open(false);
  carrier.probe();
  await settle();
  assertEquals([await read(), ends], [[], []]);
  connection.close();
  await settle();
});

Deno.test("Carrier asks a silent server once, and ends the connection at SILENCE_MS", async () => {
  let now = 0;
  const { read, ends, hear } = await open(true, undefined, undefined, () => now);
  const kinds: string[] = [];
  let heardAt = 0;
  while (ends.length === 0) {
    await pass(20);
    // Six seconds in a tick: less than a sleep.
    now += 500;
    kinds.push(...await read());
    if (heardAt === 0 && now > 50_000) {
      heardAt = now;
      await hear(PONG);
    }
    assert(now < heardAt + SILENCE_MS + 20_000);
  }
  assertEquals([ends, kinds], [[{ how: "silent" }], [`${KIND.ping}`, `${KIND.ping}`]]);
  assert(now - heardAt >= SILENCE_MS);
});

Deno.test("Carrier asks a server that leaves what was sent unanswered long before it asks a silent one", async () => {
  let now = 0;
  const { read, say, hear, connection } = await open(true, undefined, undefined, () => now);
  const ping = `${KIND.ping}`;
  async function asked(ms: number): Promise<boolean> {
    for (const end = now + ms; now < end; now += 200) {
      await pass(10);
      if ((await read()).includes(ping)) return true;
    }
    return false;
  }
  say("answered");
  await pass(10);
  await hear(ack(1));
  assertEquals(await asked(PING_MS - PING_JITTER_MS - 5_000), false);
  await hear(PONG);
  say("unanswered");
  assertEquals(await asked(PING_MS - PING_JITTER_MS - 5_000), true);
  await hear(PONG);
  connection.close();
  await settle();
});

Deno.test("Carrier does not take its own sleep for the server's silence", async () => {
  let now = 0;
  const { ends, connection } = await open(true, undefined, undefined, () => now);
  for (let n = 0; n < 4; n++) {
    now += SILENCE_MS;
    await pass(300);
  }
  assertEquals(ends, []);
  connection.close();
  await settle();
});

Deno.test("Carrier.stop() leaves to the next connection what has not arrived", async () => {
  const { say, read, connection, delivery, hear } = await open();
  for (const text of ["a", "b"]) say(text);
  await settle();
  await hear(ack(1));
  connection.close();
  await settle();
  say("c");
  assertEquals(delivery.resume(1), 0);
  const next = await open(true, delivery);
  delivery.replay();
  next.connection.wake();
  await settle();
  assertEquals([await read(), await next.read()], [["3 a", "3 b"], ["3 b", "3 c"]]);
  next.connection.close();
  await settle();
});

Deno.test("Carrier lets go of a delivery that another one carries, and takes nothing of it any more", async () => {
  const { say, read, connection, delivery, carrier, ends, socket, hear } = await open();
  say("a");
  await settle();
  const next = await open(true, delivery, () => {
    say("b");
    carrier.finish();
    assertEquals(delivery.resume(0), 0);
  });
  delivery.replay();
  next.connection.wake();
  await settle();
  assertEquals([ends, socket.closed], [[{ how: "cut" }], true]);
  for (const act of [() => say("c"), () => carrier.probe(1), () => carrier.stop()]) act();
  await hear(ack(1)).catch(() => {});
  await settle();
  next.say("d");
  await settle();
  assertEquals([await read(), await next.read()], [["3 a"], ["3 a", "3 b", "3 d"]]);
  assertEquals(next.ends, []);
  connection.close();
  next.connection.close();
  await settle();
});
