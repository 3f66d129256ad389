import { assert, assertEquals, assertThrows } from "@std/assert";
import { NO_PASSPHRASE } from "../../../lib/crypto/passphrase.ts";
import { MAX_READ_BYTES } from "../../../lib/limits.ts";
import { Gate } from "../../../lib/io/net/gate.ts";
import { HeldPass } from "../../../lib/io/net/held_pass.ts";
import type { Arrival, Host, Line } from "../../../lib/io/net/host.ts";
import { type LineOptions, Lines } from "../../../lib/io/net/lines.ts";
import { Listener } from "../../../lib/io/net/listener.ts";
import { Porter } from "../../../lib/io/net/porter.ts";
import type { Network } from "../../../lib/io/net/source.ts";
import { Visit } from "../../../lib/io/net/visit.ts";
import { nodePrimitives } from "../../../lib/io/primitives.ts";
import { encodeMessage } from "../../../lib/message/encode.ts";
import { Session } from "../../../lib/session/session.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import { type Parcel, parcelOf } from "../../../lib/wire/parcel.ts";
import { networks } from "../../support/gates.ts";
import { ack, BYE, PING, RawMember, say } from "../../support/raw_member.ts";

/** What a test lets the chat do, in place of a hub. */
type Acts = Partial<Omit<Host, "left" | "lost" | "dropped">>;

/** A porter whose host is the test's, and writes down what it is told. */
interface Door {
  readonly port: number;
  readonly porter: Porter;
  readonly gate: Gate;
  readonly told: string[];
  /** Waits until the host was told this, which has to come. */
  until(what: string): Promise<void>;
  close(): Promise<void>;
}

async function open(
  acts: Acts,
  options: LineOptions & { readonly exempt?: readonly Network[] } = {},
): Promise<Door> {
  const told: string[] = [];
  const keys = await nodePrimitives.keyPair(crypto.getRandomValues(new Uint8Array(32)));
  const hello = encodeMessage({ type: "server", name: "", passphrase: false });
  const { exempt = [] } = options;
  const gate = new Gate({ maxClients: 99, maxPerAddress: 99, exempt, random: () => 1 });
  const porter = new Porter({ keys, psk: NO_PASSPHRASE, hello }, {
    enter: (arrival) => void arrival.settle(true),
    drained: () => {},
    ...acts,
    receive(line, body) {
      told.push(`receive ${JSON.parse(new TextDecoder().decode(body)).ref}`);
      return acts.receive?.(line, body) ?? 0;
    },
    lost: (_, end) => void told.push(`lost ${end.how}`),
    left: (_, end) => void told.push(`left ${end.how === "fault" ? end.fault : end.how}`),
    dropped: (end) => void told.push(`dropped ${end.how === "bug" ? end.error : end.how}`),
  }, { gate, ...options });
  const listener = Listener.open("127.0.0.1", 0);
  const running = listener.run({
    take: (socket) => void porter.admit(socket),
    failed: () => {},
    recovered: () => {},
  });
  return {
    port: listener.port,
    porter,
    gate,
    told,
    until: (what) => soon(() => told.includes(what), () => `${what} is not in ${told}`),
    async close() {
      listener.close();
      await porter.stop();
      await running;
      assertEquals([porter.size, porter.queued, gate.clients, gate.handshakes], [0, 0, 0, 0]);
    },
  };
}

/** Waits for what has to be so before long. */
async function soon(so: () => boolean, why = () => "it never came true"): Promise<void> {
  const latest = performance.now() + 30_000;
  while (!so()) {
    assert(performance.now() < latest, why());
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function error(code: string): Parcel {
  const body = new TextEncoder().encode(JSON.stringify({ type: "error", code }));
  return parcelOf(encodePacket(KIND.numbered, body));
}

Deno.test("Visit.settle() makes a client a member, and gives a secret to who numbers", async () => {
  const secrets: (string | null)[] = [];
  const door = await open({
    enter(arrival, hello) {
      const numbers = new TextDecoder().decode(hello).includes('"delivery":true');
      const { line, secret } = arrival.settle(numbers);
      secrets.push(secret);
      assertThrows(() => arrival.settle(true), RangeError);
      assertThrows(() => arrival.resume(line, { secret: "", received: 0 }), RangeError);
      arrival.send(error("name_taken")); // it is somebody: as its line would
    },
  });
  for (const [n, delivery] of [true, false].entries()) {
    const raw = await RawMember.enter(door.port, { delivery });
    await raw.until(({ packets }) => packets.length === 1);
    assertEquals(raw.packets[0]?.kind, delivery ? KIND.numbered : KIND.message);
    assertEquals([door.gate.clients, door.gate.handshakes], [1, 0]);
    await raw.send(BYE);
    await raw.drain();
    raw.close();
    await door.until("left bye");
    assertEquals(secrets[n]?.length, delivery ? 43 : undefined);
    door.told.length = 0;
  }
  assertEquals(new Set(secrets).size, 2);
  await door.close();
});

Deno.test("Visit.finish() tells a client why it may not stay, in packets that are not numbered", async () => {
  const door = await open({
    enter(arrival) {
      arrival.send(error("name_taken"));
      arrival.finish();
      arrival.send(error("server_full"));
    },
  });
  const raw = await (await RawMember.enter(door.port, {})).drain();
  assertEquals(raw.packets.map(({ kind }) => kind), [KIND.message]);
  assertEquals([raw.messages, raw.saidBye], [[{ type: "error", code: "name_taken" }], true]);
  raw.close();
  await door.until("dropped bye");
  assertEquals([door.told, door.gate.hits.size], [["dropped bye"], 0]);
  await door.close();
});

Deno.test("Visit ends a client of which its host has made nothing, or on whom it failed", async () => {
  const mistake = new TypeError("no");
  const enters: ((arrival: Arrival) => void)[] = [
    () => {},
    () => {
      throw mistake;
    },
    (arrival) => {
      arrival.settle(true);
      throw mistake;
    },
  ];
  for (const [n, told] of ["dropped bye", "dropped TypeError: no", "left bug"].entries()) {
    const door = await open({ enter: (arrival) => enters[n]?.(arrival) });
    const raw = await (await RawMember.enter(door.port, {})).drain();
    raw.close();
    await door.until(told);
    assertEquals(door.told, [told]);
    await door.close();
  }
});

Deno.test("Visit ends in the middle of being let in, and is told of once", async () => {
  const big = parcelOf(encodePacket(KIND.numbered, new Uint8Array(600)));
  const ways: [(line: Line, door: Door) => void, string][] = [
    // Too much waits at once; nobody could come back who has not even read of it.
    [(line) => [1, 2, 3, 4, 5, 6, 7].forEach(() => line.send(big)), "left slow"],
    [(line) => line.finish(), "left bye"],
    [(_, door) => void door.porter.stop(), "left bye"],
  ];
  for (const [way, told] of ways) {
    const door: Door = await open({
      enter: (arrival) => way(arrival.settle(true).line, door),
    }, { maxMemberBytes: 1000 });
    const raw = await (await RawMember.enter(door.port, {})).drain();
    raw.close();
    await door.until(told);
    assertEquals(door.told, [told]);
    await door.close();
  }
});

Deno.test("Visit lets acknowledgements and pings through while messages of the same read wait", async () => {
  const door = await open({ receive: () => 400 });
  const raw = await RawMember.enter(door.port, {});
  await raw.send(say(1, "a"), say(2, "b"), PING, say(3, "c"), ack(0), PING);
  await raw.until(({ packets }) => packets.some(({ kind }) => kind === KIND.pong));
  assertEquals(door.told, ["receive 1"]);
  assertEquals(raw.packets.map(({ kind }) => kind), [KIND.ack, KIND.pong]);
  assertEquals(raw.acknowledged, 1);
  // What came later is not even read.
  await raw.send(say(4, "d"), ack(1));
  await door.until("receive 3");
  assertEquals(door.told, ["receive 1", "receive 2", "receive 3"]);
  assertEquals(door.porter.hits, new Map([["message_rate", 2]]));
  await door.until("left ack_number");
  assertEquals(door.told.slice(3), ["receive 4", "left ack_number"]);
  raw.close();
  await door.close();
});

Deno.test("Visit hears who never has taken everything: each acknowledgement, and a message a second", async () => {
  let line: Line | undefined;
  const enter = (arrival: Arrival) => void ({ line } = arrival.settle(true));
  const door = await open({ enter }, { maxMemberBytes: 1e8 });
  const raw = await RawMember.enter(door.port, {});
  await raw.send(PING);
  await raw.until(({ packets }) => packets.some(({ kind }) => kind === KIND.pong));
  // More than the system takes on the way, and nothing of it is read.
  for (let n = 0; n < 1_500; n++) line?.send(error("x".repeat(8_000)));
  const whole = door.porter.queued;
  for (const received of [1, 2, 3]) {
    await raw.send(ack(received));
    await soon(() => door.porter.queued <= whole - 8_000 * received);
  }
  await raw.send(say(1, "a"), say(2, "b"));
  await door.until("receive 2");
  assertEquals([line?.busy, door.told], [true, ["receive 1", "receive 2"]]);
  raw.close();
  await door.close();
});

Deno.test("Visit hears a goodbye at once, and no message that still waits for its turn", async () => {
  const door = await open({ receive: () => 60_000 });
  const raw = await RawMember.enter(door.port, {});
  await raw.send(say(1, "a"), say(2, "b"), BYE);
  await door.until("left bye");
  assertEquals(door.told, ["receive 1", "left bye"]);
  await raw.drain();
  raw.close();
  await door.close();
});

/** One client's visit to lines of which the test has hold. */
async function visit(
  receive: (lines: Lines, ref: number) => number,
): Promise<
  { lines: Lines; raw: RawMember; received: number[]; clocked(): number; over: Promise<void> }
> {
  const received: number[] = [];
  let clocked = 0;
  const lines: Lines = new Lines({
    enter: (arrival) => void arrival.settle(true),
    receive(_, body) {
      const { ref } = JSON.parse(new TextDecoder().decode(body));
      received.push(ref);
      return receive(lines, ref);
    },
    drained: () => {},
    lost: () => {},
    left: () => {},
    dropped: () => {},
  }, { clock: () => (clocked++, performance.now()) });
  const gate = new Gate({ maxClients: 9, maxPerAddress: 9, exempt: [], random: () => 1 });
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const entering = RawMember.enter(listener.addr.port, {});
  const socket = await listener.accept();
  listener.close();
  const pass = gate.admit("127.0.0.1", 0);
  assert(pass !== null);
  const session = await Session.server({
    primitives: nodePrimitives,
    drawn: crypto.getRandomValues(new Uint8Array(32)),
    identity: await nodePrimitives.keyPair(crypto.getRandomValues(new Uint8Array(32))),
    psk: NO_PASSPHRASE,
    hello: encodeMessage({ type: "server", name: "", passphrase: false }),
  });
  const over = new Visit(lines, new HeldPass(pass), socket, session, lines.clock()).run();
  return { lines, raw: await entering, received, clocked: () => clocked, over };
}

Deno.test("Visit hears what was said before a goodbye, also while records of others are made", async () => {
  const { lines, raw, received, over } = await visit(() => 0);
  lines.shared.flushing.away();
  await raw.send(say(1, "a"), say(2, "b"), BYE);
  await raw.drain();
  assertEquals(received, [1, 2]);
  raw.close();
  await over;
});

Deno.test("Visit that pauses for its own fault is not asked again for each record of others", async () => {
  const { lines, raw, received, clocked, over } = await visit(({ shared }) => {
    shared.flushing.away();
    return 60_000;
  });
  await raw.send(say(1, "a"), say(2, "b"));
  while (received.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  const before = clocked();
  lines.shared.flushing.back();
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  assertEquals([clocked(), received], [before, [1]]);
  raw.close();
  lines.finish();
  await over;
});

Deno.test("Visit does not count as received what waits when the connection is cut", async () => {
  let line: Line | null = null;
  let again: unknown = null;
  const door = await open({
    enter(arrival) {
      if (line === null) ({ line } = arrival.settle(true));
      else again = arrival.resume(line, { secret, received: 0 });
    },
    receive: () => 60_000,
  });
  let secret = "";
  const raw = await RawMember.enter(door.port, {});
  await raw.send(say(1, "a"), say(2, "b"), say(3, "c"));
  await door.until("receive 1");
  const kept = line as unknown as { secret: string };
  secret = kept.secret;
  const fresh = await RawMember.enter(door.port, {});
  await raw.drain();
  assertEquals([again, raw.saidBye, door.told], [{ received: 1, missing: 0 }, false, [
    "receive 1",
  ]]);
  for (const one of [raw, fresh]) one.close();
  await door.close();
});

Deno.test("Visit refuses numbers that were not agreed on, and skips what else a plain client cannot mean", async () => {
  const door = await open({ enter: (arrival) => void arrival.settle(false) });
  const raw = await RawMember.enter(door.port, { delivery: false });
  await raw.send(PING, ack(5), encodePacket(KIND.ping, new Uint8Array(3)), say(1, "a", 1));
  await door.until("receive 1");
  await raw.send(say(2, "b", KIND.numbered));
  await (await raw.drain()).close();
  await door.until("left not_numbered");
  assertEquals(raw.packets, []);
  await door.close();
});

Deno.test("Visit reads no more than INPUT_RATE, and says so in the count of limits", async () => {
  const input = { burst: 2_000, perSecond: 20_000 };
  const door = await open({}, { input });
  const raw = await RawMember.enter(door.port, {});
  const began = performance.now();
  const nothing = encodePacket(200, new Uint8Array(3_000));
  for (let n = 0; n < 9; n++) await raw.send(nothing);
  await raw.send(say(1, "after 36 kB"));
  await door.until("receive 1");
  // 9 records of 4,112 bytes, a small one and message 3, less the burst and a last read.
  const least = (9 * 4_114 + 274 - 2_000 - MAX_READ_BYTES) / 20;
  assert(performance.now() - began >= least, `${performance.now() - began} of ${least} ms`);
  assert((door.porter.hits.get("input_rate") ?? 0) >= 2);
  raw.close();
  await door.until("lost cut");
  await door.close();
});

Deno.test("Visit.origin is a mark of where it comes from, which does not say where that is", async () => {
  const origins: (string | null)[] = [];
  const acts: Acts = {
    enter(arrival) {
      origins.push(arrival.origin, arrival.origin);
      arrival.finish();
    },
  };
  const visits = async (door: Door) => {
    for (let n = 0; n < 2; n++) (await (await RawMember.enter(door.port, {})).drain()).close();
    await door.close();
    return origins.splice(0);
  };
  const marked = await open(acts, { origin: (source) => `mark of ${source}` });
  assertEquals(await visits(marked), Array(4).fill("mark of 127.0.0.1"));
  const [one, ...same] = await visits(await open(acts));
  assertEquals([one?.length, same], [43, [one, one, one]]);
  const [other] = await visits(await open(acts));
  assert(one !== other, "it is another one each time a server is started");
  const exempt = networks("127.0.0.0/8");
  const free = await open(acts, { exempt, origin: () => "never asked for" });
  assertEquals(await visits(free), [null, null, null, null]);
});

Deno.test("Visit.resume() takes no line that is not one of this server's own kind", async () => {
  const answers: unknown[] = [];
  const door = await open({
    enter(arrival) {
      const line: Line = { busy: false, send() {}, withhold() {}, replay() {}, finish() {} };
      answers.push(arrival.resume(line, { secret: "", received: 0 }));
      arrival.finish();
    },
  });
  (await (await RawMember.enter(door.port, {})).drain()).close();
  await door.until("dropped bye");
  assertEquals(answers, [null]);
  await door.close();
});
